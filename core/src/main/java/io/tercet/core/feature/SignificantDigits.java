package io.tercet.core.feature;

/** Decimal digits that an amount needs: 1 for 500, 4 for 15.97, 12 and more for an odd amount. */
final class SignificantDigits {
  /** More are not told apart. */
  static final int MAX = 12;

  private static final double RELATIVE_ERROR = 1e-13;
  private static final int MIN_EXPONENT = -60;
  private static final double[] POWERS = new double[2 * -MIN_EXPONENT + 1];

  static {
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = Double.parseDouble("1e" + (i + MIN_EXPONENT));
    }
  }

  private SignificantDigits() {}

  /** How many digits {@code amount} needs, at most {@link #MAX}; 0 for amounts below 1e-40. */
  static int of(double amount) {
    return of(amount, magnitude(amount));
  }

  /** {@link #of(double)} for an amount of known {@link #magnitude}. */
  static int of(double amount, int magnitude) {
    if (isExtreme(amount)) {
      return 0;
    }
    int low = 1;
    int high = MAX;
    while (low < high) { // if n digits are enough, so are n + 1
      int middle = low + high >>> 1;
      if (isWhole(amount * power(middle - 1 - magnitude))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** The amount's leading digits as a number in [1, 10). */
  static double mantissa(double amount) {
    return mantissa(amount, magnitude(amount));
  }

  /** {@link #mantissa(double)} of an amount of known {@link #magnitude}. */
  static double mantissa(double amount, int magnitude) {
    return isExtreme(amount) ? 1 : amount * power(-magnitude);
  }

  private static boolean isExtreme(double amount) {
    return amount < 1e-40 || amount > 1e40;
  }

  /** The power of ten of the leading digit: 1 for 15.97; 0 where digits are not counted. */
  static int magnitude(double amount) {
    if (isExtreme(amount)) {
      return 0;
    }
    int estimate = (int) Math.floor((Math.getExponent(amount) + 0.5) * 0.3010299956639812);
    while (power(estimate + 1) <= amount) {
      estimate++;
    }
    while (power(estimate) > amount) {
      estimate--;
    }
    return estimate;
  }

  private static boolean isWhole(double value) {
    return Math.abs(value - Math.rint(value)) <= value * RELATIVE_ERROR;
  }

  private static double power(int exponent) {
    return POWERS[exponent - MIN_EXPONENT];
  }
}
