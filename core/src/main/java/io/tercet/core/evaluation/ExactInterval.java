package io.tercet.core.evaluation;

import java.util.function.DoubleUnaryOperator;

/**
 * Exact intervals of counts: they hold at least as often as they say, however small the count.
 * Their ends solve for the parameter at which so extreme a count has probability (1 − confidence) /
 * 2.
 */
public final class ExactInterval {
  private static final int BISECTIONS = 200;

  private ExactInterval() {}

  /**
   * The mean of a Poisson variable that came out as {@code count} (Garwood 1936).
   *
   * @param count ≥ 0
   * @param confidence in (0, 1), for example 0.95
   * @return low 0 for a count of 0
   */
  public static Interval poisson(long count, double confidence) {
    if (count < 0) {
      throw new IllegalArgumentException("count must be ≥ 0, got " + count);
    }
    double tail = tail(confidence);
    double most = count + 20 * StrictMath.sqrt(count + 1) + 50;
    // P(X ≥ c | λ) = P(c, λ), the regularised lower gamma function.
    double low =
        count == 0 ? 0 : rising(l -> SpecialFunctions.regularizedGamma(count, l), tail, most);
    double high = rising(l -> SpecialFunctions.regularizedGamma(count + 1.0, l), 1 - tail, most);
    return new Interval(low, high);
  }

  /**
   * The probability of an event that was seen {@code hits} times in {@code trials} (Clopper,
   * Pearson 1934).
   *
   * @param hits in [0, trials]
   * @param trials ≥ 0; 0 gives [0, 1]
   * @param confidence in (0, 1)
   */
  public static Interval binomial(long hits, long trials, double confidence) {
    if (hits < 0 || hits > trials) {
      throw new IllegalArgumentException(
          "hits must be in [0, trials], got %d of %d".formatted(hits, trials));
    }
    double tail = tail(confidence);
    long misses = trials - hits;
    // P(X ≥ h | p) = I_p(h, n − h + 1), the regularised incomplete beta function.
    double low =
        hits == 0
            ? 0
            : rising(p -> SpecialFunctions.regularizedBeta(p, hits, misses + 1.0), tail, 1);
    double high =
        misses == 0
            ? 1
            : rising(p -> SpecialFunctions.regularizedBeta(p, hits + 1.0, misses), 1 - tail, 1);
    return new Interval(low, high);
  }

  private static double tail(double confidence) {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("confidence must be in (0, 1), got " + confidence);
    }
    return (1 - confidence) / 2;
  }

  /** Where a rising function of [0, most] reaches {@code value}. */
  private static double rising(DoubleUnaryOperator function, double value, double most) {
    double low = 0;
    double high = most;
    for (int i = 0; i < BISECTIONS && low < high; i++) {
      double middle = (low + high) / 2;
      if (middle <= low || middle >= high) {
        break;
      }
      if (function.applyAsDouble(middle) < value) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
