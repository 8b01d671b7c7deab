package io.tercet.core.ensemble;

/**
 * How a surprise is kept as a positive float whose upper bits, the bins of calibrations, count it.
 */
final class FusedScore {
  // A factor of e of the score is worth one unit of surprise, interpolated within powers of two:
  // the order is exact, the bins are evenly spaced in surprise, and no exponential is computed.
  private static final float STEPS = (float) ((1 << 23) / 0.6931471805599453);
  private static final int ONE = Float.floatToRawIntBits(1);

  private FusedScore() {}

  /**
   * Of a surprise −ln p in [0, 60].
   *
   * @return about 1 / p, ≥ 1; ascending with the surprise
   */
  static float of(float surprise) {
    return Float.intBitsToFloat(ONE + (int) (surprise * STEPS));
  }
}
