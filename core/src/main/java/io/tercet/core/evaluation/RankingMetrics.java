package io.tercet.core.evaluation;

import java.util.Arrays;

/**
 * How well scores rank the positives first. Higher scores mean more suspicious; rows of equal score
 * are never told apart, whatever their order.
 *
 * <p>All methods throw {@link IllegalArgumentException} if there are not as many labels as scores,
 * or if a score is NaN.
 */
public final class RankingMetrics {
  private RankingMetrics() {}

  /**
   * Area under the receiver operating characteristic: how likely a random positive scores above a
   * random negative, equal scores counting half (Mann and Whitney 1947).
   *
   * @return in [0, 1]; NaN if there are no positives or no negatives
   */
  public static double auroc(double[] scores, boolean[] positive) {
    Groups groups = Groups.of(scores, positive);
    double wins = 0;
    long negativesBelow = groups.negatives();
    for (int g = 0; g < groups.count; g++) {
      negativesBelow -= groups.negative[g];
      wins += groups.positive[g] * (negativesBelow + 0.5 * groups.negative[g]);
    }
    return wins / ((double) groups.positives() * groups.negatives());
  }

  /** {@link #auroc(double[], boolean[])} of floats. */
  public static double auroc(float[] scores, boolean[] positive) {
    return auroc(widen(scores), positive);
  }

  /**
   * Average precision: the precision at each threshold weighted by the recall gained there, without
   * interpolation; rows of equal score enter together, as in scikit-learn.
   *
   * @return in [0, 1]; a random ranking gets the share of positives; NaN if there are no positives
   */
  public static double averagePrecision(double[] scores, boolean[] positive) {
    Groups groups = Groups.of(scores, positive);
    double sum = 0;
    long hits = 0;
    long seen = 0;
    for (int g = 0; g < groups.count; g++) {
      hits += groups.positive[g];
      seen += groups.positive[g] + groups.negative[g];
      sum += groups.positive[g] * ((double) hits / seen);
    }
    return sum / groups.positives();
  }

  /** {@link #averagePrecision(double[], boolean[])} of floats. */
  public static double averagePrecision(float[] scores, boolean[] positive) {
    return averagePrecision(widen(scores), positive);
  }

  /**
   * Share of positives among the {@code k} highest scores. Where equal scores straddle the cut, its
   * expectation over their orders.
   *
   * @param k ≥ 1; more than there are rows means all rows
   * @return in [0, 1]; NaN if there are no rows
   */
  public static double precisionAt(int k, double[] scores, boolean[] positive) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be ≥ 1, got " + k);
    }
    Groups groups = Groups.of(scores, positive);
    int places = Math.min(k, scores.length);
    double hits = 0;
    long free = places;
    for (int g = 0; g < groups.count && free > 0; g++) {
      long size = groups.positive[g] + groups.negative[g];
      long taken = Math.min(free, size);
      hits += (double) groups.positive[g] * taken / size;
      free -= taken;
    }
    return hits / places;
  }

  /** {@link #precisionAt(int, double[], boolean[])} of floats. */
  public static double precisionAt(int k, float[] scores, boolean[] positive) {
    return precisionAt(k, widen(scores), positive);
  }

  private static double[] widen(float[] scores) {
    double[] wide = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      wide[i] = scores[i];
    }
    return wide;
  }

  /** Positives and negatives of each distinct score, highest first. */
  private static final class Groups {
    private final long[] positive;
    private final long[] negative;
    private int count;

    private Groups(int capacity) {
      positive = new long[capacity];
      negative = new long[capacity];
    }

    static Groups of(double[] scores, boolean[] positive) {
      requireShape(scores, positive);
      double[] positives = sorted(scores, positive, true);
      double[] negatives = sorted(scores, positive, false);
      Groups groups = new Groups(scores.length);
      int p = positives.length;
      int n = negatives.length;
      while (p > 0 || n > 0) {
        double highest =
            Math.max(
                p > 0 ? positives[p - 1] : Double.NEGATIVE_INFINITY,
                n > 0 ? negatives[n - 1] : Double.NEGATIVE_INFINITY);
        int p0 = below(positives, p, highest);
        int n0 = below(negatives, n, highest);
        groups.positive[groups.count] = (long) p - p0;
        groups.negative[groups.count++] = (long) n - n0;
        p = p0;
        n = n0;
      }
      return groups;
    }

    /** How many of the first {@code end} ascending values are less than {@code value}. */
    private static int below(double[] ascending, int end, double value) {
      int place = end;
      while (place > 0 && ascending[place - 1] >= value) {
        place--;
      }
      return place;
    }

    private static double[] sorted(double[] scores, boolean[] positive, boolean wanted) {
      double[] chosen = new double[scores.length];
      int count = 0;
      for (int i = 0; i < scores.length; i++) {
        if (positive[i] == wanted) {
          chosen[count++] = scores[i];
        }
      }
      double[] exact = Arrays.copyOf(chosen, count);
      Arrays.sort(exact);
      return exact;
    }

    private static void requireShape(double[] scores, boolean[] positive) {
      if (scores.length != positive.length) {
        throw new IllegalArgumentException(
            "%d scores but %d labels".formatted(scores.length, positive.length));
      }
      for (int i = 0; i < scores.length; i++) {
        if (Double.isNaN(scores[i])) {
          throw new IllegalArgumentException("score " + i + " is NaN");
        }
      }
    }

    long positives() {
      return Arrays.stream(positive).sum();
    }

    long negatives() {
      return Arrays.stream(negative).sum();
    }
  }
}
