package io.tercet.core.ensemble;

import java.util.Arrays;

/**
 * Fits curves to histograms over the same bins: the empirical survival function with mid-ranks,
 * then a {@link ParetoTail}. Where the bins lie is computed once, because a rolling calibration
 * fits a curve every thousand rows. Immutable.
 */
final class CurveFit {
  /** −ln p is never less than this, so that −ln (1 − p) stays finite. */
  static final float MIN_SURPRISE = 1e-6f;

  private final FloatBins bins;
  private final boolean high;
  private final double[] position;

  CurveFit(FloatBins bins, Calibration.Scale scale) {
    this.bins = bins;
    high = scale != Calibration.Scale.LOW_LOGARITHMIC;
    position = new double[bins.bins()];
    Arrays.setAll(position, k -> scale.position(bins.middle(binAt(k))));
  }

  /** Fits tails over the same bins, whose large scores are suspicious. */
  WindowTail tail() {
    return new WindowTail(position);
  }

  /** Calibrates on a histogram of scores. */
  Calibration fit(int[] counts) {
    int n = counts.length;
    int[] ordered = new int[n];
    long rows = 0;
    for (int k = 0; k < n; k++) {
      ordered[k] = counts[binAt(k)];
      rows += ordered[k];
    }
    ParetoTail tail = ParetoTail.fit(position, ordered, rows);
    int first = 0;
    while (first < n && !tail.covers(position[first])) {
      first++;
    }
    float[] surprise = new float[n];
    fillTail(tail, first, surprise);
    fillBody(ordered, first, rows, surprise);
    return new Calibration(bins, surprise);
  }

  /** The k-th bin counted from the innocent end. */
  private int binAt(int k) {
    return high ? k : bins.bins() - 1 - k;
  }

  private void fillTail(ParetoTail tail, int first, float[] surprise) {
    float last = 0;
    for (int k = first; k < surprise.length; k++) { // no logarithms once the end is reached
      last = last == Calibration.MAX_SURPRISE ? last : bounded(tail.surprise(position[k]));
      surprise[binAt(k)] = last;
    }
  }

  private void fillBody(int[] ordered, int end, long rows, float[] surprise) {
    long below = 0;
    double known = -1;
    float last = 0;
    for (int k = 0; k < end; k++) {
      double survival = (rows - below - 0.5 * ordered[k] + 0.5) / (rows + 1.0);
      below += ordered[k];
      last = survival == known ? last : bounded(-StrictMath.log(survival)); // empty bins are alike
      known = survival;
      surprise[binAt(k)] = last;
    }
  }

  private static float bounded(double minusLn) {
    return (float) Math.max(MIN_SURPRISE, Math.min(Calibration.MAX_SURPRISE, minusLn));
  }
}
