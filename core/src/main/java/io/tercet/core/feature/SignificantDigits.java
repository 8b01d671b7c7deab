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

  private static final long[] TENS = {1, 10, 100, 1_000, 10_000, 0, 0, 0, 100_000_000};

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
    // If n digits are enough, all of MAX are a whole number that ends in MAX − n zeros.
    double shifted = amount * power(MAX - 1 - magnitude);
    double whole = Math.rint(shifted);
    return Math.abs(shifted - whole) > shifted * RELATIVE_ERROR ? MAX : withoutZeros((long) whole);
  }

  /** How many of its {@link #MAX} digits a number has before its last zeros. */
  private static int withoutZeros(long number) {
    int digits = MAX;
    long rest = number;
    for (int zeros = 8; zeros > 0; zeros >>= 1) {
      long shorter = rest / TENS[zeros];
      boolean ends = shorter * TENS[zeros] == rest;
      rest = ends ? shorter : rest;
      digits -= ends ? zeros : 0;
    }
    return Math.max(1, digits);
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
    // The lowest power of ten that the binary exponent allows; the next is the only other one.
    int lowest = (int) Math.floor(Math.getExponent(amount) * 0.3010299956639812);
    return power(lowest + 1) <= amount ? lowest + 1 : lowest;
  }

  private static double power(int exponent) {
    return POWERS[exponent - MIN_EXPONENT];
  }
}
