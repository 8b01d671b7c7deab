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

  // Coefficients of the polynomial q of degree 8 for which t·q(t) is nearest to ln(1 + t) in [0,
  // 1].
  private static final float Q0 = 1;
  private static final float Q1 = -0.49999502f;
  private static final float Q2 = 0.3331927f;
  private static final float Q3 = -0.24844369f;
  private static final float Q4 = 0.19111431f;
  private static final float Q5 = -0.1367477f;
  private static final float Q6 = 0.07836167f;
  private static final float Q7 = -0.029588507f;
  private static final float Q8 = 0.005253458f;
  private static final float FLOAT_LN_2 = (float) LN_2;
  private static final float ULP = 0x1p-23f;
  private static final int FLOAT_ONE = 127;
  private static final int FLOAT_MANTISSA = 0x7FFFFF;

  /**
   * Writes to {@code out[i]} the logarithm of the float whose bits are {@code bits[i]}, for i in
   * {@code [from, to)}; the floats are normal and > 0. The error is below 2e-7 + 1e-7 · |ln x|; ln
   * 1 is 0.
   *
   * <p>Bits come as ints because such a loop, without a branch and without a table, is what the
   * compiler turns into vectors; it does not where it has to look at floats as ints.
   */
  public static void ofBits(int[] bits, float[] out, int from, int to) {
    for (int i = from; i < to; i++) {
      float t = (bits[i] & FLOAT_MANTISSA) * ULP;
      float exponent = (bits[i] >>> 23) - FLOAT_ONE;
      float upper = Q5 + t * (Q6 + t * (Q7 + t * Q8));
      float q = Q0 + t * (Q1 + t * (Q2 + t * (Q3 + t * (Q4 + t * upper))));
      out[i] = exponent * FLOAT_LN_2 + t * q;
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
