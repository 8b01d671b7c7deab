package io.tercet.cli.config;

import java.util.ArrayList;
import java.util.List;

/** Settings as a YAML file that means the same, with the origin of each value behind it. */
public final class SettingsYaml {
  private static final int ORIGIN_COLUMN = 40;

  private SettingsYaml() {}

  /** Lines without line ends. */
  public static List<String> lines(Settings settings) {
    List<String> lines = new ArrayList<>();
    String group = "";
    for (Key<?> key : Keys.ALL) {
      openGroups(lines, group, key.group());
      group = key.group();
      lines.add(line(settings, key));
    }
    return lines;
  }

  private static void openGroups(List<String> lines, String before, String now) {
    List<String> old = parts(before);
    List<String> parts = parts(now);
    boolean open = true;
    for (int depth = 0; depth < parts.size(); depth++) {
      open = open && depth < old.size() && old.get(depth).equals(parts.get(depth));
      if (!open) {
        lines.add("  ".repeat(depth) + parts.get(depth) + ":");
      }
    }
  }

  private static List<String> parts(String group) {
    return group.isEmpty() ? List.of() : List.of(group.split("\\.", -1));
  }

  private static String line(Settings settings, Key<?> key) {
    String indent = "  ".repeat(parts(key.group()).size());
    String text = indent + key.name() + ": " + settings.yaml(key);
    String gap = " ".repeat(Math.max(2, ORIGIN_COLUMN - text.length()));
    return text + gap + "# " + settings.origin(key);
  }
}
