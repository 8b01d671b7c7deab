package io.tercet.core.evaluation;

import java.util.Arrays;

/**
 * Rows of a range, highest score first; sorted once and then measured as often as one likes. Rows
 * of equal score form a group whose inner order says nothing.
 */
public final class Ranking {
  private final int[] rows;

  /** A bit a place: whether the row there ends a group. */
  private final long[] groupEnds;

  private Ranking(int[] rows, long[] groupEnds) {
    this.rows = rows;
    this.groupEnds = groupEnds;
  }

  /**
   * Sorts the rows {@code [from, to)} of {@code scores}.
   *
   * @throws IllegalArgumentException if a score is NaN
   */
  public static Ranking of(float[] scores, int from, int to) {
    long[] keys = new long[to - from];
    for (int i = from; i < to; i++) {
      if (Float.isNaN(scores[i])) {
        throw new IllegalArgumentException("score " + i + " is NaN");
      }
      keys[i - from] = (long) ~ordered(scores[i]) << 32 | i;
    }
    Arrays.sort(keys);
    int[] rows = new int[keys.length];
    long[] ends = new long[(keys.length + 63) / 64];
    for (int i = 0; i < keys.length; i++) {
      rows[i] = (int) keys[i];
      if (i == keys.length - 1 || keys[i] >> 32 != keys[i + 1] >> 32) {
        ends[i >> 6] |= 1L << i;
      }
    }
    return new Ranking(rows, ends);
  }

  /** A number that is ordered as the floats are; −0 equals 0. */
  static int ordered(float value) {
    int bits = Float.floatToIntBits(value + 0f);
    return bits ^ (bits >> 31 & Integer.MAX_VALUE);
  }

  /** How many rows. */
  public int size() {
    return rows.length;
  }

  /** The row at {@code place}, 0 for the highest score. */
  public int row(int place) {
    return rows[place];
  }

  /** Whether the row at {@code place} is the last of those with its score. */
  public boolean endsGroup(int place) {
    return (groupEnds[place >> 6] >>> place & 1) != 0;
  }

  /**
   * How many positives are among the {@code k} highest; where equal scores straddle the cut, the
   * expectation over their orders.
   *
   * @param positive by row
   * @param k ≥ 0; more than there are rows means all rows
   */
  public double hits(int k, boolean[] positive) {
    double hits = 0;
    int begin = 0;
    int found = 0;
    for (int place = 0; place < rows.length && begin < k; place++) {
      found += positive[rows[place]] ? 1 : 0;
      if (endsGroup(place)) {
        hits += found * (double) Math.min(k - begin, place + 1 - begin) / (place + 1 - begin);
        begin = place + 1;
        found = 0;
      }
    }
    return hits;
  }
}
