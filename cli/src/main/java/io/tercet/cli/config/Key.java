package io.tercet.cli.config;

import java.util.Locale;

/**
 * One thing that can be configured.
 *
 * @param path its name, groups first, for example {@code detect.threshold}
 * @param type what its value may be
 * @param fallback its value where nothing else is said
 * @param meaning one sentence without a full stop
 */
public record Key<T>(String path, ValueType<T> type, T fallback, String meaning) {
  /** The environment variable that sets it. */
  public String variable() {
    return "TERCET_" + path.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /** The group it is in; empty at the top. */
  public String group() {
    int dot = path.lastIndexOf('.');
    return dot < 0 ? "" : path.substring(0, dot);
  }

  /** Its name within the group. */
  public String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** The default in YAML. */
  public String fallbackYaml() {
    return type.yaml(fallback);
  }

  /** Reads a text that stood at {@code origin}. */
  T parse(String text, String origin) {
    try {
      return type.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "%s must be %s, got '%s' (%s)".formatted(path, type.expected(), text, origin));
    }
  }
}
