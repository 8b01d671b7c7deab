package io.tercet.jobs.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Decimal numbers from bytes, rounded once to the nearest double. No number object on the usual
 * way: every row has two of them.
 */
final class Numbers {
  /** What {@link #parse} answers for what is not a number. */
  static final double NOT_A_NUMBER = Double.NaN;

  /** What {@link #parseLong} answers for what is not a whole number in [0, 2^63). */
  static final long NOT_A_LONG = -1;

  private static final int MAX_FAST_DIGITS = 18;

  /** Below this every whole number is a double. */
  private static final long EXACT = 1L << 53;

  /** Powers of ten that are doubles; the quotient of two doubles is rounded once (Clinger 1990). */
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private static final int MAX_LENGTH = 1_000;
  private static final int MAX_EXPONENT = 1_000_000;

  private Numbers() {}

  /**
   * The number in {@code [from, to)} divided by 10 to the {@code scale}.
   *
   * <p>The form is {@code [+-]digits[.digits][e[+-]digits]}, or {@code 0x} and hexadecimal digits.
   *
   * @param scale in [0, 100]
   * @return {@link #NOT_A_NUMBER} if it has any other form, or over 1,000 characters; infinite if
   *     it is too large for a double
   */
  static double parse(byte[] bytes, int from, int to, int scale) {
    int at = from;
    long digits = 0;
    int decimals = 0;
    boolean pointSeen = false;
    for (; at < to && at - from < MAX_FAST_DIGITS; at++) {
      int digit = bytes[at] - '0';
      if (digit >= 0 && digit <= 9) {
        digits = 10 * digits + digit;
        decimals += pointSeen ? 1 : 0;
      } else if (bytes[at] == '.' && !pointSeen && at > from && at < to - 1) {
        pointSeen = true;
      } else {
        return parseAnyForm(bytes, from, to, scale);
      }
    }
    return at == to && at > from
        ? unscaled(digits, decimals + scale)
        : parseLongForm(bytes, from, to, scale);
  }

  /** Most long numbers are round sums of a small unit: without their noughts they are short. */
  private static double parseLongForm(byte[] bytes, int from, int to, int scale) {
    if (from == to || digitsEnd(bytes, from, to) < to) {
      return parseAnyForm(bytes, from, to, scale);
    }
    int end = to;
    while (bytes[end - 1] == '0' && to - end < scale && end - from > MAX_FAST_DIGITS / 2) {
      end--;
    }
    return end - from <= MAX_FAST_DIGITS && end < to
        ? parse(bytes, from, end, scale - (to - end))
        : parseAnyForm(bytes, from, to, scale);
  }

  /** {@code digits} / 10 to the {@code scale}, rounded once; {@code digits} ≥ 0. */
  static double unscaled(long digits, int scale) {
    long rest = digits;
    int power = scale;
    while (rest >= EXACT && power > 0 && rest % 10 == 0) {
      rest /= 10;
      power--;
    }
    return rest < EXACT && power < POWERS.length
        ? rest / POWERS[power]
        : BigDecimal.valueOf(rest, power).doubleValue();
  }

  /** The product of two whole numbers ≥ 0 divided by 10 to the {@code scale}, rounded once. */
  static double product(long a, long b, int scale) {
    return Math.multiplyHigh(a, b) == 0 && a * b >= 0
        ? unscaled(a * b, scale)
        : new BigDecimal(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)), scale)
            .doubleValue();
  }

  /**
   * The whole number in {@code [from, to)}, decimal or {@code 0x} and hexadecimal.
   *
   * @return {@link #NOT_A_LONG} if it has any other form or does not fit
   */
  static long parseLong(byte[] bytes, int from, int to) {
    if (isHexadecimal(bytes, from, to)) {
      return to - from > 17 ? NOT_A_LONG : Long.parseLong(text(bytes, from + 2, to), 16);
    }
    if (from == to || to - from > MAX_FAST_DIGITS) {
      return parseLongDigits(bytes, from, to);
    }
    long value = 0;
    for (int at = from; at < to; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        return NOT_A_LONG;
      }
      value = 10 * value + digit;
    }
    return value;
  }

  private static long parseLongDigits(byte[] bytes, int from, int to) {
    if (from == to || to - from > 19 || digitsEnd(bytes, from, to) != to) {
      return NOT_A_LONG;
    }
    BigInteger value = new BigInteger(text(bytes, from, to));
    return value.bitLength() < Long.SIZE ? value.longValue() : NOT_A_LONG;
  }

  private static double parseAnyForm(byte[] bytes, int from, int to, int scale) {
    if (isHexadecimal(bytes, from, to)) {
      BigInteger value = new BigInteger(text(bytes, from + 2, to), 16);
      return new BigDecimal(value, scale).doubleValue();
    }
    int exponentAt = mantissaEnd(bytes, from, to);
    if (exponentAt < 0 || to - from > MAX_LENGTH) {
      return NOT_A_NUMBER;
    }
    int exponent = exponentAt == to ? 0 : exponent(bytes, exponentAt + 1, to);
    // The JDK rounds a decimal text once, so the scale goes into its exponent.
    return exponent == Integer.MIN_VALUE
        ? NOT_A_NUMBER
        : Double.parseDouble(text(bytes, from, exponentAt) + "e" + (exponent - scale));
  }

  /** Where the mantissa at {@code from} ends: at an e or at {@code to}; −1 if it is none. */
  private static int mantissaEnd(byte[] bytes, int from, int to) {
    int start = from < to && isSign(bytes[from]) ? from + 1 : from;
    int end = digitsEnd(bytes, start, to);
    int digits = end - start;
    if (end < to && bytes[end] == '.') {
      int fraction = end + 1;
      end = digitsEnd(bytes, fraction, to);
      digits += end - fraction;
    }
    return digits > 0 && (end == to || (bytes[end] | 0x20) == 'e') ? end : -1;
  }

  /** The exponent in {@code [from, to)}, bounded; Integer.MIN_VALUE if it is none. */
  private static int exponent(byte[] bytes, int from, int to) {
    int start = from < to && isSign(bytes[from]) ? from + 1 : from;
    if (start == to || digitsEnd(bytes, start, to) != to) {
      return Integer.MIN_VALUE;
    }
    int value = 0;
    for (int at = start; at < to; at++) {
      value = Math.min(MAX_EXPONENT, 10 * value + bytes[at] - '0');
    }
    return bytes[from] == '-' ? -value : value;
  }

  private static int digitsEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at;
  }

  private static boolean isSign(byte value) {
    return value == '+' || value == '-';
  }

  /** At most 64 digits: a chain's whole numbers have 256 bits. */
  private static boolean isHexadecimal(byte[] bytes, int from, int to) {
    if (to - from < 3 || to - from > 66 || bytes[from] != '0' || (bytes[from + 1] | 0x20) != 'x') {
      return false;
    }
    for (int at = from + 2; at < to; at++) {
      if (Character.digit(bytes[at], 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, ISO_8859_1);
  }
}
