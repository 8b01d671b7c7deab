package io.tercet.jobs.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Messages about columns that are not there, with what to write instead. */
final class Proposal {
  private static final int MAX_LISTED = 40;

  private Proposal() {}

  /** Which fields have no column, which columns there are, and the options to write. */
  static String missing(Columns columns, Set<Field> missing) {
    List<String> names = new ArrayList<>();
    StringBuilder options = new StringBuilder();
    for (Field field : missing) {
      names.add(field.label());
      options.append(" --map ").append(option(columns, field));
    }
    String currency = missing.contains(Field.CURRENCY) ? " (or --currency USD)" : "";
    return "%s: no column for %s. Its columns: %s. Name them with%s%s"
        .formatted(columns.input(), String.join(", ", names), list(columns), options, currency);
  }

  /** That the map names a column which is not there, and the nearest that is. */
  static String unknownColumn(Columns columns, Field field, String name) {
    return "--map %s=%s: %s has no column '%s'. Its columns: %s%s"
        .formatted(
            field.label(),
            name,
            columns.input(),
            name,
            list(columns),
            maybe(name, columns.seenNames()));
  }

  /** {@code . Maybe 'x'?} with the nearest of {@code names}, or nothing if none is near. */
  static String maybe(String name, List<String> names) {
    String nearest = nearest(name, names);
    return nearest.isEmpty() ? "" : ". Maybe '" + nearest + "'?";
  }

  private static String list(Columns columns) {
    List<String> names = columns.seenNames();
    String listed = String.join(", ", names.subList(0, Math.min(MAX_LISTED, names.size())));
    return Texts.shorten(listed, 1_000) + (names.size() > MAX_LISTED ? " …" : "");
  }

  private static String option(Columns columns, Field field) {
    String column = likely(columns.seenNames(), field);
    String option = field.label() + "=" + (column.isEmpty() ? "COLUMN" : column);
    return option.matches("[\\w=.-]+") ? option : "'" + option + "'";
  }

  private static String likely(List<String> names, Field field) {
    List<String> wanted = new ArrayList<>(field.aliases());
    wanted.addFirst(field.label());
    for (String alias : wanted) {
      for (String name : names) {
        if (Columns.key(name).equals(Columns.key(alias))) {
          return name;
        }
      }
    }
    return nearest(field.label(), names);
  }

  private static String nearest(String name, List<String> names) {
    String best = "";
    int bestDistance = Math.max(2, name.length() / 3) + 1;
    for (String candidate : names) {
      int distance = distance(Columns.key(name), Columns.key(Texts.shorten(candidate, 100)));
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best;
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
