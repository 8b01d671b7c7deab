package io.tercet.cli.config;

import io.tercet.jobs.Nearest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads a configuration file; knows the line of everything, so that errors can name it. */
final class YamlFile {
  private static final long MAX_BYTES = 1 << 20;

  private final String file;
  private final JsonParser parser;
  private final Set<String> seen = new HashSet<>();
  private Settings settings;

  private YamlFile(String file, JsonParser parser, Settings settings) {
    this.file = file;
    this.parser = parser;
    this.settings = settings;
  }

  /** The settings with what the file says. */
  static Settings read(Path path, Settings settings) {
    String name = String.valueOf(path.getFileName());
    String text = text(path);
    try (JsonParser parser = new YAMLMapper().createParser(text)) {
      YamlFile reader = new YamlFile(name, parser, settings);
      reader.document();
      return reader.settings;
    } catch (JacksonException e) {
      throw new ConfigException(
          "%s line %d is not YAML: %s"
              .formatted(name, e.getLocation().getLineNr(), firstLine(e.getOriginalMessage())));
    }
  }

  private static String text(Path path) {
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw new ConfigException(path + " is over 1 MB; that is no configuration of Tercet");
      }
      return Files.readString(path, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new ConfigException("configuration file " + path + " does not exist");
    } catch (IOException e) {
      throw new ConfigException("cannot read configuration file " + path + ": " + e.getMessage());
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  private void document() {
    JsonToken first = parser.nextToken();
    if (first == null || first == JsonToken.VALUE_NULL) {
      return;
    }
    if (first != JsonToken.START_OBJECT) {
      throw error("%s line %d: expected 'key: value', got %s", file, line(), arrived(first));
    }
    group("");
    if (parser.nextToken() != null) {
      throw error("%s line %d begins a second document; one is expected", file, line());
    }
  }

  private void group(String prefix) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      String path = prefix.isEmpty() ? name : prefix + "." + name;
      int line = line();
      requireKnown(prefix, name, path, line);
      value(path, line, parser.nextToken());
    }
  }

  private void requireKnown(String prefix, String name, String path, int line) {
    if (Keys.find(path).isEmpty() && !Keys.isGroup(path)) {
      throw error(
          "unknown key '%s' in %s line %d.%s",
          name, file, line, Nearest.hint(name, namesIn(prefix)));
    }
    if (!seen.add(path)) {
      throw error("key '%s' stands twice in %s, again in line %d", path, file, line);
    }
  }

  private static List<String> namesIn(String prefix) {
    String start = prefix.isEmpty() ? "" : prefix + ".";
    return Keys.ALL.stream()
        .map(Key::path)
        .filter(path -> path.startsWith(start))
        .map(path -> path.substring(start.length()).replaceFirst("\\..*", ""))
        .distinct()
        .toList();
  }

  private void value(String path, int line, JsonToken token) {
    if (Keys.isGroup(path)) {
      requireGroup(path, line, token);
      return;
    }
    Key<?> key = Keys.find(path).orElseThrow();
    String text = key.type().isList() ? list(key, line, token) : scalar(key, line, token);
    settings = settings.with(key, text, file + " line " + line);
  }

  private void requireGroup(String path, int line, JsonToken token) {
    if (token == JsonToken.START_OBJECT) {
      group(path);
    } else if (token != JsonToken.VALUE_NULL) {
      throw error(
          "'%s' in %s line %d is a group of keys (%s), got %s",
          path, file, line, String.join(", ", namesIn(path)), arrived(token));
    }
  }

  private String scalar(Key<?> key, int line, JsonToken token) {
    if (!token.isScalarValue() || token == JsonToken.VALUE_NULL) {
      throw wrongType(key, line, token);
    }
    return parser.getString();
  }

  private String list(Key<?> key, int line, JsonToken token) {
    if (token != JsonToken.START_ARRAY) {
      throw wrongType(key, line, token);
    }
    List<String> parts = new ArrayList<>();
    for (JsonToken part = parser.nextToken();
        part != JsonToken.END_ARRAY;
        part = parser.nextToken()) {
      parts.add(scalar(key, line, part));
    }
    return String.join(", ", parts);
  }

  private ConfigException wrongType(Key<?> key, int line, JsonToken token) {
    return error(
        "%s must be %s, got %s (%s line %d)",
        key.path(), key.type().expected(), arrived(token), file, line);
  }

  private String arrived(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "a group of keys";
      case START_ARRAY -> "a list";
      case VALUE_NULL -> "nothing";
      default -> "'" + parser.getString() + "'";
    };
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private static ConfigException error(String format, Object... arguments) {
    return new ConfigException(format.formatted(arguments));
  }
}
