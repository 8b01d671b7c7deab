package io.tercet.core.ensemble;

/**
 * The tail of the scores in a window, as their ranks say it: of n scores, the j-th largest is
 * exceeded by the next with a probability of j / (n + 1), whatever the distribution (Weibull's
 * plotting positions; Gumbel 1958), so that what repeats itself is never called rarer than it is.
 * Equal scores share their ranks; between two scores −ln p is interpolated, and beyond the largest
 * it goes on as a {@link ParetoTail} does from there. Immutable.
 */
final class WindowTail {
  private final double[] position;

  /**
   * @param position of each bin's middle, ascending
   */
  WindowTail(double[] position) {
    this.position = position;
  }

  /**
   * Fits the tail to a histogram.
   *
   * @param rows sum of the counts
   * @param least −ln p from which on the tail is wanted, ≥ 0
   * @param surprise receives −ln p, ascending and at most {@link Calibration#MAX_SURPRISE}
   * @return the first bin that was filled; all after it were
   */
  int fit(int[] counts, int rows, float least, float[] surprise) {
    int largest = counts.length - 1;
    while (largest >= 0 && counts[largest] == 0) {
      largest--;
    }
    if (largest < 0) {
      return counts.length;
    }
    float top = ranked(0.5 * counts[largest], rows);
    if (top <= least) {
      return largest + 1;
    }
    goOn(ParetoTail.fit(position, counts, rows), largest, top, surprise);
    return descend(counts, rows, least, largest, surprise);
  }

  /** −ln p of a bin that so many scores lie beyond, the half of its own counted. */
  private static float ranked(double beyond, int rows) {
    return (float) -StrictMath.log((beyond + 0.5) / (rows + 1.0));
  }

  /** Everything beyond the largest score. */
  private void goOn(ParetoTail tail, int largest, float top, float[] surprise) {
    boolean known = tail.covers(position[largest]);
    double from = known ? tail.surprise(position[largest]) : 0;
    float last = top;
    for (int b = largest; b < surprise.length; b++) {
      if (known && last < Calibration.MAX_SURPRISE) {
        double gone = tail.surprise(position[b]) - from;
        last = (float) Math.min(Calibration.MAX_SURPRISE, top + gone);
      }
      surprise[b] = last;
    }
  }

  private static int descend(int[] counts, int rows, float least, int largest, float[] surprise) {
    int above = largest;
    double beyond = counts[largest];
    for (int b = largest - 1; b >= 0; b--) {
      if (counts[b] > 0) {
        surprise[b] = ranked(beyond + 0.5 * counts[b], rows);
        beyond += counts[b];
        interpolate(b, above, surprise);
        above = b;
        if (surprise[b] <= least) {
          return firstBeyond(least, b, surprise);
        }
      }
    }
    return above;
  }

  private static void interpolate(int from, int to, float[] surprise) {
    float step = (surprise[to] - surprise[from]) / (to - from);
    for (int b = from + 1; b < to; b++) {
      surprise[b] = surprise[from] + step * (b - from);
    }
  }

  private static int firstBeyond(float least, int from, float[] surprise) {
    int first = from;
    while (surprise[first] <= least) {
      first++;
    }
    return first;
  }
}
