package io.tercet.cli.command;

import io.tercet.cli.config.Keys;
import io.tercet.cli.config.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --sanctions}. */
final class SanctionsOption {
  @Option(
      names = "--sanctions",
      paramLabel = "FILE",
      arity = "1..*",
      description = "Lists of addresses, one a line; who deals with one of them is blocked.")
  private @Nullable List<String> files;

  /** The settings, with the files if some were given. */
  Settings in(Settings settings) {
    return files == null
        ? settings
        : settings.with(Keys.SANCTIONS_FILES, String.join(",", files), "option --sanctions");
  }
}
