package io.tercet.jobs.imports;

import io.tercet.jobs.JobException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The columns of one input, in order. Names are compared by letters and digits alone, whatever
 * their case, so that {@code "Transaction Hash"} and {@code transaction_hash} are one.
 *
 * @param input as the user named it, for messages
 * @param names as the input spells them
 * @param seen how many of them the input showed; the others may still turn up (keys of JSON lines)
 */
record Columns(String input, List<String> names, int seen) {
  /** The index of a column that the input does not have. */
  static final int NONE = -1;

  Columns {
    names = List.copyOf(names);
  }

  /** Columns that are all there. */
  static Columns of(String input, List<String> names) {
    return new Columns(input, names, names.size());
  }

  /** The names that the input showed. */
  List<String> seenNames() {
    return names.subList(0, seen);
  }

  int count() {
    return names.size();
  }

  String name(int column) {
    return names.get(column);
  }

  /** Whether the input showed all of {@code wanted}. */
  boolean show(String... wanted) {
    for (String name : wanted) {
      int column = find(name);
      if (column == NONE || column >= seen) {
        return false;
      }
    }
    return true;
  }

  /**
   * The column of one of {@code aliases}, the first that is there; {@link #NONE} if none is.
   *
   * @throws JobException if the input has the name twice
   */
  int find(String... aliases) {
    for (String alias : aliases) {
      int column = findOne(alias);
      if (column != NONE) {
        return column;
      }
    }
    return NONE;
  }

  /** The same, of the columns that the input showed. */
  int findSeen(String... aliases) {
    for (String alias : aliases) {
      if (show(alias)) {
        return findOne(alias);
      }
    }
    return NONE;
  }

  private int findOne(String wanted) {
    List<Integer> found = matches(wanted);
    if (found.size() > 1) {
      throw new JobException(
          "%s: column '%s' is there %d times (columns %s). Name each column differently."
              .formatted(
                  input,
                  wanted,
                  found.size(),
                  String.join(" and ", found.stream().map(i -> String.valueOf(i + 1)).toList())));
    }
    return found.isEmpty() ? NONE : found.getFirst();
  }

  private List<Integer> matches(String wanted) {
    List<Integer> exact = new ArrayList<>();
    List<Integer> close = new ArrayList<>();
    String key = key(wanted);
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).strip().equals(wanted)) {
        exact.add(i);
      } else if (key(names.get(i)).equals(key)) {
        close.add(i);
      }
    }
    return exact.isEmpty() ? close : exact;
  }

  /** The first column whose name begins with {@code prefix}; {@link #NONE} if none does. */
  int findPrefix(String prefix) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).strip().regionMatches(true, 0, prefix, 0, prefix.length())) {
        return i;
      }
    }
    return NONE;
  }

  /** What of a name counts when names are compared. */
  static String key(String name) {
    StringBuilder key = new StringBuilder(name.length());
    for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
      if (Character.isLetterOrDigit(c)) {
        key.append(c);
      }
    }
    return key.toString();
  }
}
