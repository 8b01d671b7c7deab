package io.tercet.core.detector.autoencoder;

import java.util.Arrays;

/**
 * Brings every input to zero median and a spread of about one, clipped to ±{@link #CLIP}: {@code (x
 * − median) · inverseScale}. The spread is the interquartile range in units of a normal
 * distribution's deviation; where more than half of the values agree it is the root mean square
 * around the median, and 1 where all agree.
 *
 * @param median one an input, finite
 * @param inverseScale one an input, finite and positive
 */
@SuppressWarnings("ArrayRecordComponent") // identity is never asked of it
record RobustScaling(float[] median, float[] inverseScale) {
  /** Scaled inputs lie in [−CLIP, CLIP]. */
  static final float CLIP = 8;

  /** Rows that quantiles are taken from at most: their error is then about 0.2 % of the rows. */
  private static final int MAX_SAMPLE = 1 << 16;

  /** Interquartile range of a normal distribution of deviation 1. */
  private static final double NORMAL_IQR = 1.3489795003921634;

  /** Below this share of the median a spread is the rounding of float, not a spread. */
  private static final double FLOAT_NOISE = 1e-6;

  private static final double LEAST_SCALE = 1e-30;

  int inputs() {
    return median.length;
  }

  void requireInputs(int columns) {
    if (columns != inputs()) {
      throw new IllegalArgumentException(
          "this autoencoder has %d inputs, got %d columns".formatted(inputs(), columns));
    }
  }

  /** Medians and spreads of rows {@code [0, rows)}, or of one row out of each stratum of many. */
  static RobustScaling fit(float[][] columns, int rows, SplitMix64 random) {
    int[] sample = sample(rows, random);
    float[] median = new float[columns.length];
    float[] inverseScale = new float[columns.length];
    double[] values = new double[sample.length];
    for (int f = 0; f < columns.length; f++) {
      for (int k = 0; k < sample.length; k++) {
        values[k] = columns[f][sample[k]];
      }
      Arrays.sort(values);
      median[f] = (float) quantile(values, 0.5);
      inverseScale[f] = (float) (1 / scale(values, median[f]));
    }
    return new RobustScaling(median, inverseScale);
  }

  private static int[] sample(int rows, SplitMix64 random) {
    int size = Math.min(rows, MAX_SAMPLE);
    int[] sample = new int[size];
    for (int k = 0; k < size; k++) {
      int from = (int) ((long) k * rows / size);
      int to = (int) ((k + 1L) * rows / size);
      sample[k] = from + random.nextInt(to - from);
    }
    return sample;
  }

  private static double scale(double[] sorted, double median) {
    double least = Math.max(LEAST_SCALE, Math.abs(median) * FLOAT_NOISE);
    double robust = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / NORMAL_IQR;
    if (robust > least) {
      return robust;
    }
    double squares = 0;
    for (double value : sorted) {
      squares += (value - median) * (value - median);
    }
    double deviation = Math.sqrt(squares / sorted.length);
    return deviation > least ? deviation : Math.max(1, least);
  }

  /** Hyndman, Fan 1996, type 7. */
  private static double quantile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  /** Scales the first {@code rows} values of input {@code f} in place. */
  void apply(int f, float[] values, int rows) {
    Elementwise.scale(values, median[f], inverseScale[f], rows);
  }

  /** What {@link #apply} makes of one value. */
  float scaled(int f, float value) {
    return Math.max(-CLIP, Math.min(CLIP, (value - median[f]) * inverseScale[f]));
  }

  /** The inverse of {@link #apply}, in the input's unit; finite. */
  float unscaled(int f, float scaled) {
    double value = median[f] + (double) scaled / inverseScale[f];
    return (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value));
  }
}
