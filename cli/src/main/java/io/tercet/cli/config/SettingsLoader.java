package io.tercet.cli.config;

import io.tercet.jobs.Nearest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts defaults, file and environment together, in this order; options come on top of it. */
public final class SettingsLoader {
  /** Names the configuration file where no option does. */
  public static final String FILE_VARIABLE = "TERCET_CONFIG";

  /** The password of the metadata database. */
  public static final String METADATA_PASSWORD = "TERCET_METADATA_PASSWORD";

  /** The password of the database that is imported from. */
  public static final String IMPORT_PASSWORD = "TERCET_IMPORT_PASSWORD";

  private static final String PREFIX = "TERCET_";
  private static final String SECRET_SUFFIX = "_FILE";
  private static final Set<String> OTHER_VARIABLES =
      Set.of(
          FILE_VARIABLE,
          "TERCET_CLICKHOUSE_PASSWORD",
          METADATA_PASSWORD,
          IMPORT_PASSWORD,
          "TERCET_DEBUG",
          "TERCET_JAVA_HOME",
          "TERCET_JAVA_OPTS");

  private final Map<String, String> environment;

  /** Reads variables from {@code environment}. */
  public SettingsLoader(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Everything but the options; {@code file} null means the one the environment names, if any. */
  public Settings load(@Nullable String file) {
    String path = file != null ? file : environment.getOrDefault(FILE_VARIABLE, "");
    Settings settings = Settings.defaults();
    if (!path.isEmpty()) {
      settings = YamlFile.read(path(path), settings);
    }
    for (Key<?> key : Keys.ALL) {
      settings = withVariable(settings, key);
    }
    return settings;
  }

  private Settings withVariable(Settings settings, Key<?> key) {
    String direct = environment.get(key.variable());
    String secret = environment.get(key.variable() + SECRET_SUFFIX);
    if (direct != null && secret != null) {
      throw new ConfigException(
          "%s and %s are both set; unset one"
              .formatted(key.variable(), key.variable() + SECRET_SUFFIX));
    }
    if (secret != null) {
      String origin = "environment " + key.variable() + SECRET_SUFFIX;
      return settings.with(key, content(secret, origin), origin);
    }
    return direct == null ? settings : settings.with(key, direct, "environment " + key.variable());
  }

  /** A secret, from its variable or from the file that its other variable names; never printed. */
  public Optional<String> secret(String variable) {
    String direct = environment.get(variable);
    String file = environment.get(variable + SECRET_SUFFIX);
    if (direct != null && file != null) {
      throw new ConfigException(
          "%s and %s are both set; unset one".formatted(variable, variable + SECRET_SUFFIX));
    }
    return file == null
        ? Optional.ofNullable(direct)
        : Optional.of(content(file, "environment " + variable + SECRET_SUFFIX));
  }

  private static String content(String file, String origin) {
    try {
      return Files.readString(path(file), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new ConfigException("cannot read the file '%s' (%s)".formatted(file, origin));
    }
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new ConfigException("'" + text + "' cannot be the name of a file");
    }
  }

  /**
   * Variables that begin like ours and are almost ours. Those that resemble none are left alone:
   * platforms set such names for their own purposes.
   */
  public List<String> misspeltVariables() {
    List<String> known = Keys.ALL.stream().map(Key::variable).toList();
    return environment.keySet().stream()
        .filter(name -> name.startsWith(PREFIX) && !isKnown(name, known))
        .sorted()
        .map(name -> warning(name, known))
        .flatMap(Optional::stream)
        .toList();
  }

  private static boolean isKnown(String name, List<String> known) {
    return OTHER_VARIABLES.contains(name)
        || known.contains(name)
        || known.contains(name.replaceFirst(SECRET_SUFFIX + "$", ""));
  }

  private static Optional<String> warning(String name, List<String> known) {
    return Nearest.to(
            name.substring(PREFIX.length()),
            known.stream().map(k -> k.substring(PREFIX.length())).toList())
        .map(near -> "environment variable " + name + " is not used. Maybe " + PREFIX + near + "?");
  }
}
