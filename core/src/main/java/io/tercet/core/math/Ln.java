package io.tercet.core.math;

/**
 * Natural logarithms with the same bits on every machine, about 4 ns each. The library's {@code
 * Math.log} may differ between machines in the last place and {@code StrictMath.log} is five times
 * slower; a feature needs neither its 53 bits nor its special cases.
 */
public final class Ln {
  private static final double LN_2 = 0.6931471805599453;
  private static final long ONE = 0x3FF0000000000000L;
  private static final long MANTISSA = 0x000FFFFFFFFFFFFFL;

  /** The number after √½: the least m. */
  private static final long LEAST = 0x3FE6A09E667F3BCEL;

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
   * <p>x = 2^e · m with m in (√½, √2]; ln m = 2 artanh((m − 1) / (m + 1)), six terms.
   */
  public static double of(double x) {
    // Without a branch, which would be mispredicted half of the time.
    long bits = Double.doubleToRawLongBits(x) + (ONE - LEAST);
    int exponent = (int) (bits >>> 52) - 1023;
    double m = Double.longBitsToDouble((bits & MANTISSA) + LEAST);
    double s = (m - 1) / (m + 1);
    double q = s * s;
    double series =
        1 + q * (1.0 / 3 + q * (1.0 / 5 + q * (1.0 / 7 + q * (1.0 / 9 + q * (1.0 / 11)))));
    return exponent * LN_2 + 2 * s * series;
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
