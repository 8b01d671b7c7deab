package io.tercet.jobs.typologies;

import io.tercet.jobs.JobException;
import io.tercet.jobs.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys of one part of a file, all of them known; says file and line of what is wrong. */
final class YamlFields {
  private final String name;
  private final YamlNode.Keys keys;

  /**
   * Takes the keys of a part.
   *
   * @param name of the file, for messages
   * @throws JobException if a key is not in {@code known}
   */
  YamlFields(String name, YamlNode.Keys keys, List<String> known) {
    this.name = name;
    this.keys = keys;
    for (YamlNode.Entry entry : keys.entries()) {
      if (!known.contains(entry.key())) {
        throw new JobException(
            "unknown key '%s' in %s line %d.%s"
                .formatted(entry.key(), name, entry.line(), Nearest.hint(entry.key(), known)));
      }
    }
  }

  /** The line that the part begins in. */
  int line() {
    return keys.line();
  }

  String text(String key) {
    return scalar(key).orElseThrow(() -> error(line(), "'%s' is missing".formatted(key))).text();
  }

  Optional<YamlNode.Scalar> scalar(String key) {
    return entry(key)
        .map(entry ->
            switch (entry.value()) {
              case YamlNode.Scalar scalar -> scalar;
              default -> throw error(entry.line(), "'%s' must be one value".formatted(key));
            });
  }

  Optional<Double> number(String key) {
    return scalar(key).map(scalar -> number(key, scalar));
  }

  private double number(String key, YamlNode.Scalar scalar) {
    try {
      return Double.parseDouble(scalar.text());
    } catch (NumberFormatException e) {
      throw error(scalar.line(), "'%s' must be a number, got '%s'".formatted(key, scalar.text()));
    }
  }

  /** The items of a list; empty if the key is missing. */
  List<YamlNode> items(String key) {
    return entry(key)
        .map(entry ->
            switch (entry.value()) {
              case YamlNode.Items list -> list.items();
              default -> throw error(entry.line(), "'%s' must be a list".formatted(key));
            })
        .orElse(List.of());
  }

  /** The texts of a list; empty if the key is missing. */
  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (YamlNode item : items(key)) {
      if (!(item instanceof YamlNode.Scalar scalar)) {
        throw error(item.line(), "'%s' must be a list of texts".formatted(key));
      }
      texts.add(scalar.text().strip());
    }
    return texts;
  }

  /** One of a few words. */
  static JobException notOneOf(String name, int line, String key, String text, List<String> words) {
    return new JobException(
        "%s line %d: '%s' must be one of %s, got '%s'.%s"
            .formatted(name, line, key, String.join(", ", words), text, Nearest.hint(text, words)));
  }

  private Optional<YamlNode.Entry> entry(String key) {
    return keys.entries().stream().filter(entry -> entry.key().equals(key)).findFirst();
  }

  JobException error(int line, String message) {
    return new JobException("%s line %d: %s".formatted(name, line, message));
  }
}
