package io.tercet.jobs.typologies;

import java.util.List;

/** A part of a YAML document that knows the line it begins in. */
sealed interface YamlNode {
  /** From 1. */
  int line();

  /** A scalar as it is written. */
  record Scalar(String text, int line) implements YamlNode {}

  /** A list. */
  record Items(List<YamlNode> items, int line) implements YamlNode {}

  /** Keys, each of them once, in the order of the file. */
  record Keys(List<Entry> entries, int line) implements YamlNode {}

  /** Nothing: a key without a value. */
  record Nothing(int line) implements YamlNode {}

  /** A key and its value. */
  record Entry(String key, YamlNode value, int line) {}
}
