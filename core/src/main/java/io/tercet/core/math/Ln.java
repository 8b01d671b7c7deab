package io.tercet.core.math;

/**
 * Natural logarithms with the same bits on every machine, about 3 ns each. The library's {@code
 * Math.log} may differ between machines in the last place and {@code StrictMath.log} is five times
 * slower; a feature needs neither its 53 bits nor its special cases.
 */
public final class Ln {
  private static final double LN_2 = 0.6931471805599453;
  private static final int ONE = 1023;
  private static final long MANTISSA = 0x000FFFFFFFFFFFFFL;
  private static final long HALF_STEP = 1L << 44;

  // ln and reciprocal of 1, 1 + 1/128, … 2, side by side; both ends exact, so that ln 1 is 0.
  private static final int STEPS = 1 << 7;
  private static final double[] POINTS = new double[2 * (STEPS + 1)];

  static {
    for (int i = 0; i <= STEPS; i++) {
      double point = 1 + (double) i / STEPS;
      POINTS[2 * i] = i == STEPS ? LN_2 : StrictMath.log(point);
      POINTS[2 * i + 1] = 1 / point;
    }
  }

  // Most counts are small; a look-up spares them the division.
  private static final int TABLE_BITS = 10;
  private static final float[] OF_COUNT = new float[1 << TABLE_BITS];

  static {
    for (int n = 0; n < OF_COUNT.length; n++) {
      OF_COUNT[n] = onePlus((double) n);
    }
  }

  private Ln() {}

  /**
   * Returns ln {@code x} for a normal {@code x} > 0; absolute error below 1e-8.
   *
   * <p>x = 2^e · m with m in [1, 2); c is the nearest of 129 points to m, and ln m = ln c + ln(m /
   * c), three terms of the series of ln(1 + r), |r| ≤ 1/256. No branch and no division: both would
   * take longer than all the rest.
   */
  public static double of(double x) {
    long bits = Double.doubleToRawLongBits(x);
    long mantissa = bits & MANTISSA;
    int point = (int) (mantissa + HALF_STEP >>> 45) * 2;
    double m = Double.longBitsToDouble(mantissa | (long) ONE << 52);
    double r = m * POINTS[point + 1] - 1;
    double series = r * (1 - r * (0.5 - r * (1.0 / 3)));
    return ((int) (bits >>> 52) - ONE) * LN_2 + POINTS[point] + series;
  }

  /** Replaces {@code [from, to)} of {@code values} > 0 by their logarithms; NaN stays. */
  public static void replace(float[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      values[i] = Float.isNaN(values[i]) ? Float.NaN : (float) of(values[i]);
    }
  }

  /** Returns ln(1 + {@code count}) for {@code count} ≥ 0: the bits of {@link #onePlus(double)}. */
  public static float onePlus(int count) {
    return count >>> TABLE_BITS == 0 ? OF_COUNT[count] : onePlus((double) count);
  }

  /** Returns ln(1 + {@code x}) for {@code x} ≥ 0. */
  public static float onePlus(double x) {
    return (float) of(1 + x);
  }
}
