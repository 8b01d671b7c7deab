package io.tercet.core.ensemble;

/**
 * The scale of risk: min(100, −20 log10 p), where p is the share of ordinary traffic that looks at
 * least as suspicious. 60 is one in a thousand, 80 one in ten thousand, 95 one in 56,000.
 */
public final class Risk {
  /** The largest risk. */
  public static final float MAX = 100;

  // −20 log10 p = −20 ln p / ln 10.
  private static final float PER_SURPRISE = (float) (20 / StrictMath.log(10));

  private Risk() {}

  /** The risk of a surprise −ln p ≥ 0; in [0, 100]. */
  public static float of(float surprise) {
    return Math.min(MAX, PER_SURPRISE * surprise);
  }

  /** Turns the surprises {@code values[from, to)} into risks, in place. */
  static void ofAll(float[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      values[i] = Math.min(MAX, PER_SURPRISE * values[i]);
    }
  }

  /** The risk from which on a share {@code p} in (0, 1] of ordinary traffic lies; in [0, 100]. */
  public static double threshold(double p) {
    return Math.max(0, Math.min(MAX, -20 * StrictMath.log10(p)));
  }
}
