package io.tercet.core.detector.neighbours;

import java.util.Arrays;

/**
 * Brings every input to a comparable spread, clipped to ±{@link #CLIP}: {@code (x − median) ·
 * inverse}. The inverse spread is the root mean square of two: that of the interquartile range, to
 * which outliers are far away, and that of the standard deviation, so that an input with a heavy
 * tail does not drown the others. The squared distance is then the mean of those under both
 * scalings.
 *
 * @param median one an input, finite
 * @param inverse one an input, finite and positive
 */
@SuppressWarnings("ArrayRecordComponent") // identity is never asked of it
record Scaling(float[] median, float[] inverse) {
  /** Scaled inputs lie in [−CLIP, CLIP], so that one input alone decides only if it is far off. */
  static final float CLIP = 20;

  private static final double NORMAL_IQR = 1.3489795003921634;

  /** Below this share of the largest value a spread is the rounding of float, not a spread. */
  private static final double FLOAT_NOISE = 1e-6;

  private static final double LEAST_SPREAD = 1e-30;

  /** Fits the scaling to rows {@code [0, rows)}; an input that does not vary decides nothing. */
  static Scaling fit(float[][] columns, int rows) {
    Scaling scaling = new Scaling(new float[columns.length], new float[columns.length]);
    for (int f = 0; f < columns.length; f++) {
      float[] sorted = Arrays.copyOf(columns[f], rows);
      Arrays.sort(sorted);
      double median = quantile(sorted, 0.5);
      scaling.median[f] = (float) median;
      scaling.inverse[f] = (float) inverse(sorted, median);
    }
    return scaling;
  }

  private static double inverse(float[] sorted, double median) {
    double largest = Math.max(Math.abs(sorted[0]), Math.abs(sorted[sorted.length - 1]));
    double noise = Math.max(LEAST_SPREAD, largest * FLOAT_NOISE);
    double standard = deviation(sorted, mean(sorted));
    if (!(standard > noise)) {
      return 1 / Math.max(1, noise);
    }
    double range = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / NORMAL_IQR;
    // Where more than half of the values agree there is no range.
    double robust = range > noise ? range : deviation(sorted, median);
    return Math.sqrt((1 / (robust * robust) + 1 / (standard * standard)) / 2);
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double deviation(float[] values, double middle) {
    double squares = 0;
    for (float value : values) {
      squares += (value - middle) * (value - middle);
    }
    return Math.sqrt(squares / values.length);
  }

  /** Hyndman, Fan 1996, type 7. */
  private static double quantile(float[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - (double) sorted[below]);
  }

  int inputs() {
    return median.length;
  }

  /** One value, scaled; NaN stays NaN. */
  float scaled(int f, float value) {
    return Math.max(-CLIP, Math.min(CLIP, (value - median[f]) * inverse[f]));
  }
}
