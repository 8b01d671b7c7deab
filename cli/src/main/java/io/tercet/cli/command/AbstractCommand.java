package io.tercet.cli.command;

import io.tercet.cli.config.Keys;
import io.tercet.cli.config.Settings;
import io.tercet.cli.config.SettingsLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What all commands share: common options, settings, a session. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    sortOptions = false,
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n")
abstract class AbstractCommand implements Callable<Integer> {
  private final Environment environment;

  @Mixin private final CommonOptions common = new CommonOptions();

  AbstractCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public final Integer call() throws Exception {
    SettingsLoader loader = new SettingsLoader(environment.variables());
    Settings settings = withOptions(withStore(loader.load(common.config)));
    try (Session session = new Session(environment, settings, common.json)) {
      loader.misspeltVariables().forEach(session::warn);
      return run(session);
    }
  }

  private Settings withStore(Settings settings) {
    Settings changed = settings;
    if (common.store != null) {
      changed = changed.with(Keys.STORE, common.store, "option --store");
    }
    return common.metadata == null
        ? changed
        : changed.with(Keys.METADATA, common.metadata, "option --metadata");
  }

  /** The settings with this command's own options on top. */
  Settings withOptions(Settings settings) {
    return settings;
  }

  /** Does the work and returns the exit code. */
  abstract int run(Session session) throws Exception;

  final boolean debug() {
    return common.debug || environment.debug();
  }
}
