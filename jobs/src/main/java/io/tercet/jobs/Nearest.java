package io.tercet.jobs;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody probably meant. */
public final class Nearest {
  private Nearest() {}

  /** The candidate that is few typing errors away from {@code text}; none if all are far. */
  public static Optional<String> to(String text, Collection<String> candidates) {
    int bound = Math.max(1, text.length() / 3);
    return candidates.stream()
        .filter(candidate -> distance(text, candidate) <= bound)
        .min(Comparator.comparingInt(candidate -> distance(text, candidate)));
  }

  /** {@code " Maybe 'threshold'?"}, or nothing where all candidates are far. */
  public static String hint(String text, Collection<String> candidates) {
    return to(text, candidates).map(near -> " Maybe '" + near + "'?").orElse("");
  }

  // Damerau 1964, restricted: insertions, deletions, replacements, swaps of neighbours.
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 ? j : j == 0 ? i : cell(d, a, b, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int cell(int[][] d, String a, String b, int i, int j) {
    int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replace, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
  }
}
