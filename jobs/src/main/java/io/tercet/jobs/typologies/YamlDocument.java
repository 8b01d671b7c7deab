package io.tercet.jobs.typologies;

import io.tercet.jobs.JobException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads a YAML document with the line of everything, so that errors can name it. */
final class YamlDocument {
  private static final int MAX_DEPTH = 8;

  private final String name;
  private final JsonParser parser;

  private YamlDocument(String name, JsonParser parser) {
    this.name = name;
    this.parser = parser;
  }

  /**
   * The document's keys.
   *
   * @param name of the file, for messages
   * @throws JobException if the text is not YAML, not one document, or not made of keys
   */
  static YamlNode.Keys read(String name, String text) {
    try (JsonParser parser = new YAMLMapper().createParser(text)) {
      return new YamlDocument(name, parser).document();
    } catch (JacksonException e) {
      throw new JobException(
          "%s line %d is not YAML: %s"
              .formatted(
                  name,
                  e.getLocation().getLineNr(),
                  e.getOriginalMessage().lines().findFirst().orElse("")),
          e);
    }
  }

  private YamlNode.Keys document() {
    JsonToken first = parser.nextToken();
    if (first != JsonToken.START_OBJECT) {
      throw new JobException(
          "%s line %d: expected 'key: value'".formatted(name, first == null ? 1 : line()));
    }
    YamlNode.Keys keys = keys(0);
    if (parser.nextToken() != null) {
      throw new JobException(
          "%s line %d begins a second document; one is expected".formatted(name, line()));
    }
    return keys;
  }

  private YamlNode node(int depth) {
    if (depth > MAX_DEPTH) {
      throw new JobException(
          "%s line %d is nested deeper than %d levels".formatted(name, line(), MAX_DEPTH));
    }
    int line = line();
    return switch (parser.currentToken()) {
      case START_OBJECT -> keys(depth);
      case START_ARRAY -> items(depth);
      case VALUE_NULL -> new YamlNode.Nothing(line);
      default -> new YamlNode.Scalar(parser.getString(), line);
    };
  }

  private YamlNode.Keys keys(int depth) {
    int line = line();
    List<YamlNode.Entry> entries = new ArrayList<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      int keyLine = line();
      if (entries.stream().anyMatch(entry -> entry.key().equals(key))) {
        throw new JobException(
            "key '%s' stands twice in %s, again in line %d".formatted(key, name, keyLine));
      }
      parser.nextToken();
      entries.add(new YamlNode.Entry(key, node(depth + 1), keyLine));
    }
    return new YamlNode.Keys(List.copyOf(entries), line);
  }

  private YamlNode.Items items(int depth) {
    int line = line();
    List<YamlNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(depth + 1));
    }
    return new YamlNode.Items(List.copyOf(items), line);
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }
}
