package io.tercet.core.evaluation;

/**
 * Distribution functions of counts. Series and continued fractions of Abramowitz and Stegun 1964,
 * evaluated by Lentz's method; relative error about 1e-12 up to parameters of a million.
 */
final class SpecialFunctions {
  private static final double EPSILON = 1e-15;
  private static final double TINY = 1e-300;
  private static final int MAX_TERMS = 100_000;

  /** B_2k / (2k (2k − 1)) of Stirling's series, 6.1.40. */
  private static final double[] STIRLING = {
    1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156
  };

  private SpecialFunctions() {}

  /** ln Γ(x) of x &gt; 0: Stirling's series, after the recurrence has brought x above 10. */
  static double logGamma(double x) {
    double shift = 0;
    double large = x;
    while (large < 10) {
      shift += StrictMath.log(large);
      large++;
    }
    double series = 0;
    double power = 1 / large;
    for (double coefficient : STIRLING) {
      series += coefficient * power;
      power /= large * large;
    }
    return (large - 0.5) * StrictMath.log(large)
        - large
        + 0.5 * StrictMath.log(2 * Math.PI)
        + series
        - shift;
  }

  /**
   * P(a, x), the distribution function at x ≥ 0 of a gamma variable of shape a &gt; 0; in [0, 1].
   */
  static double regularizedGamma(double a, double x) {
    if (x <= 0) {
      return 0;
    }
    double front = StrictMath.exp(a * StrictMath.log(x) - x - logGamma(a));
    return x < a + 1 ? front * gammaSeries(a, x) : 1 - front * gammaFraction(a, x);
  }

  /** 6.5.29: Σ xⁿ / (a (a + 1) … (a + n)). */
  private static double gammaSeries(double a, double x) {
    double term = 1 / a;
    double sum = term;
    for (int n = 1; n < MAX_TERMS && term > sum * EPSILON; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return sum;
  }

  /** 6.5.31 in its even form: 1 / (x + 1 − a − 1 (1 − a) / (x + 3 − a − …)). */
  private static double gammaFraction(double a, double x) {
    double b = x + 1 - a;
    double c = 1 / TINY;
    double d = 1 / b;
    double value = d;
    for (int n = 1; n < MAX_TERMS; n++) {
      double numerator = -n * (n - a);
      b += 2;
      d = 1 / nonZero(b + numerator * d);
      c = nonZero(b + numerator / c);
      double factor = c * d;
      value *= factor;
      if (Math.abs(factor - 1) < EPSILON) {
        break;
      }
    }
    return value;
  }

  /**
   * I_x(a, b), the distribution function at x in [0, 1] of a beta variable, a, b &gt; 0; in [0, 1].
   */
  static double regularizedBeta(double x, double a, double b) {
    if (x <= 0 || x >= 1) {
      return x <= 0 ? 0 : 1;
    }
    double front =
        StrictMath.exp(
            logGamma(a + b)
                - logGamma(a)
                - logGamma(b)
                + a * StrictMath.log(x)
                + b * StrictMath.log1p(-x));
    return x < (a + 1) / (a + b + 2)
        ? front * betaFraction(x, a, b) / a
        : 1 - front * betaFraction(1 - x, b, a) / b;
  }

  /** 26.5.8. */
  private static double betaFraction(double x, double a, double b) {
    double c = 1;
    double d = 1 / nonZero(1 - (a + b) * x / (a + 1));
    double value = d;
    for (int m = 1; m < MAX_TERMS; m++) {
      double even = m * (b - m) * x / ((a + 2.0 * m - 1) * (a + 2.0 * m));
      d = 1 / nonZero(1 + even * d);
      c = nonZero(1 + even / c);
      value *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1));
      d = 1 / nonZero(1 + odd * d);
      c = nonZero(1 + odd / c);
      double factor = d * c;
      value *= factor;
      if (Math.abs(factor - 1) < EPSILON) {
        break;
      }
    }
    return value;
  }

  private static double nonZero(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }
}
