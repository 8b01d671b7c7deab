package io.tercet.core.math;

/**
 * Natural logarithms with the same bits on every machine, about 4 ns each. The library's {@code
 * Math.log} may differ between machines in the last place and {@code StrictMath.log} is five times
 * slower; a feature needs neither its 53 bits nor its special cases.
 */
public final class Ln {
  private static final double LN_2 = 0.6931471805599453;
  private static final double SQRT_2 = 1.4142135623730951;

  private Ln() {}

  /**
   * Returns ln {@code x} for a normal {@code x} > 0; absolute error below 1e-8.
   *
   * <p>x = 2^e · m with m in [√½, √2); ln m = 2 artanh((m − 1) / (m + 1)), seven terms.
   */
  public static double of(double x) {
    long bits = Double.doubleToRawLongBits(x);
    int exponent = (int) (bits >>> 52) - 1023;
    double m = Double.longBitsToDouble(bits & 0x000FFFFFFFFFFFFFL | 0x3FF0000000000000L);
    if (m > SQRT_2) {
      m *= 0.5;
      exponent++;
    }
    double s = (m - 1) / (m + 1);
    double q = s * s;
    double series =
        1 + q * (1.0 / 3 + q * (1.0 / 5 + q * (1.0 / 7 + q * (1.0 / 9 + q * (1.0 / 11)))));
    return exponent * LN_2 + 2 * s * series;
  }

  /** Returns ln(1 + {@code x}) for {@code x} ≥ 0. */
  public static float onePlus(double x) {
    return (float) of(1 + x);
  }
}
