package io.tercet.cli.command;

import io.tercet.cli.config.Key;
import io.tercet.cli.config.Keys;
import io.tercet.cli.config.Settings;
import io.tercet.cli.config.SettingsYaml;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;

/** Shows the configuration in effect. */
@Command(
    name = "config",
    description = "Show every key in effect, as YAML, with where its value comes from.",
    footer = {
      "  tercet config                              what holds here and now",
      "  tercet config > tercet.yaml                a file to begin with",
      "  tercet config --config tercet.yaml         what holds with that file",
      "  TERCET_DETECT_THRESHOLD=70 tercet config   a variable for every key"
    })
final class ConfigCommand extends AbstractCommand {
  ConfigCommand(Environment environment) {
    super(environment);
  }

  @Override
  int run(Session session) {
    if (session.json()) {
      session.result(json(session.settings()));
    } else {
      SettingsYaml.lines(session.settings()).forEach(session::say);
    }
    return ExitCode.OK;
  }

  private static Map<String, Object> json(Settings settings) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Key<?> key : Keys.ALL) {
      all.put(key.path(), Map.of("value", settings.yaml(key), "origin", settings.origin(key)));
    }
    return all;
  }
}
