package io.tercet.jobs.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * Times from bytes, as microseconds since 1970-01-01T00:00Z; what is finer is cut off. The usual
 * forms are read digit by digit, because every row has one and java.time takes a microsecond.
 *
 * <ul>
 *   <li>ISO 8601: {@code 2018-06-15T00:02:14.123456Z}, a blank for the {@code T}, seconds or the
 *       time of day left out, an offset ({@code +02:00}, {@code +0200}, {@code +02}), {@code UTC};
 *       without any zone it is UTC.
 *   <li>A number: seconds since 1970 below 10^11, milliseconds below 10^14, microseconds below
 *       10^17, nanoseconds from there on, so that each range begins in 1973 and ends in 5138.
 * </ul>
 */
public final class Times {
  /** What {@link #parse} answers for what is not a time. */
  public static final long NOT_A_TIME = Long.MIN_VALUE;

  private static final long SECOND = 1_000_000L;
  private static final long MAX_SECONDS = 100_000_000_000L;
  private static final long MAX_MILLIS = 100_000_000_000_000L;
  private static final long MAX_MICROS = 100_000_000_000_000_000L;
  private static final int MAX_LENGTH = 64;
  private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private Times() {}

  /** The time in {@code [from, to)}; {@link #NOT_A_TIME} if it is none. */
  public static long parse(byte[] bytes, int from, int to) {
    if (to - from >= 10 && bytes[from + 4] == '-') {
      long micros = isoMicros(bytes, from, to);
      return micros != NOT_A_TIME ? micros : anyIso(bytes, from, to);
    }
    long number = Numbers.parseLong(bytes, from, to);
    return number != Numbers.NOT_A_LONG ? epochMicros(number) : anyNumber(bytes, from, to);
  }

  private static long epochMicros(long value) {
    if (value < MAX_SECONDS) {
      return value * SECOND;
    }
    if (value < MAX_MILLIS) {
      return value * 1_000;
    }
    return value < MAX_MICROS ? value : value / 1_000;
  }

  /** Seconds with a fraction, an exponent or a sign. */
  private static long anyNumber(byte[] bytes, int from, int to) {
    double rough = Numbers.parse(bytes, from, to, 0);
    if (to - from > MAX_LENGTH || !(Math.abs(rough) < MAX_MICROS)) {
      return NOT_A_TIME;
    }
    BigDecimal exact = new BigDecimal(new String(bytes, from, to - from, ISO_8859_1));
    double magnitude = Math.abs(rough);
    int decimals = magnitude < MAX_SECONDS ? 6 : magnitude < MAX_MILLIS ? 3 : 0;
    return exact.movePointRight(decimals).longValue();
  }

  private static long anyIso(byte[] bytes, int from, int to) {
    if (to - from > MAX_LENGTH) {
      return NOT_A_TIME;
    }
    try {
      String text = new String(bytes, from, to - from, ISO_8859_1);
      ZonedDateTime time = DateTimeFormatter.ISO_ZONED_DATE_TIME.parse(text, ZonedDateTime::from);
      return time.toEpochSecond() * SECOND + time.getNano() / 1_000;
    } catch (DateTimeException none) {
      return NOT_A_TIME;
    }
  }

  private static long isoMicros(byte[] bytes, int from, int to) {
    int year = digits(bytes, from, 4, to);
    int month = digits(bytes, from + 5, 2, to);
    int day = digits(bytes, from + 8, 2, to);
    if (bytes[from + 7] != '-' || !isDate(year, month, day)) {
      return NOT_A_TIME;
    }
    long midnight = epochDay(year, month, day) * 86_400 * SECOND;
    if (to - from == 10) {
      return midnight;
    }
    int separator = bytes[from + 10] | 0x20;
    long sinceMidnight =
        separator == 't' || separator == ' ' ? timeOfDay(bytes, from + 11, to) : NOT_A_TIME;
    return sinceMidnight == NOT_A_TIME ? NOT_A_TIME : midnight + sinceMidnight;
  }

  /** {@code HH:MM[:SS[.fraction]][zone]} as microseconds of UTC since midnight. */
  private static long timeOfDay(byte[] bytes, int from, int to) {
    int hour = digits(bytes, from, 2, to);
    int minute = digits(bytes, from + 3, 2, to);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || bytes[from + 2] != ':') {
      return NOT_A_TIME;
    }
    long micros = (hour * 60L + minute) * 60 * SECOND;
    int at = from + 5;
    if (at < to && bytes[at] == ':') {
      int second = digits(bytes, at + 1, 2, to);
      if (second < 0 || second > 59) {
        return NOT_A_TIME;
      }
      micros += second * SECOND;
      at += 3;
      if (at < to && (bytes[at] == '.' || bytes[at] == ',')) {
        int end = digitsEnd(bytes, at + 1, to);
        micros += fraction(bytes, at + 1, end);
        at = end;
      }
    }
    long offset = offsetMicros(bytes, at, to);
    return offset == NOT_A_TIME ? NOT_A_TIME : micros - offset;
  }

  /** Up to six decimals as microseconds; what is finer is cut off. */
  private static long fraction(byte[] bytes, int from, int to) {
    long micros = 0;
    for (int i = 0; i < 6; i++) {
      micros = 10 * micros + (from + i < to ? bytes[from + i] - '0' : 0);
    }
    return micros;
  }

  /** The zone in {@code [from, to)}: none, Z, UTC or an offset from it. */
  private static long offsetMicros(byte[] bytes, int from, int to) {
    int start = from < to && bytes[from] == ' ' ? from + 1 : from;
    int length = to - start;
    if (length == 0) {
      return from == to ? 0 : NOT_A_TIME;
    }
    int sign = bytes[start] == '+' ? 1 : bytes[start] == '-' ? -1 : 0;
    if (sign == 0) {
      return isUtc(bytes, start, length) ? 0 : NOT_A_TIME;
    }
    int hours = digits(bytes, start + 1, 2, to);
    int minutes = minutes(bytes, start + 3, to);
    return hours < 0 || hours > 18 || minutes < 0
        ? NOT_A_TIME
        : sign * (hours * 60L + minutes) * 60 * SECOND;
  }

  private static boolean isUtc(byte[] bytes, int from, int length) {
    return (length == 1 && (bytes[from] | 0x20) == 'z')
        || (length == 3 && new String(bytes, from, length, ISO_8859_1).equalsIgnoreCase("utc"));
  }

  /** The minutes of an offset: none, {@code MM} or {@code :MM}; −1 if it is neither. */
  private static int minutes(byte[] bytes, int from, int to) {
    if (from >= to) {
      return 0;
    }
    int start = bytes[from] == ':' ? from + 1 : from;
    int minutes = start + 2 == to ? digits(bytes, start, 2, to) : -1;
    return minutes > 59 ? -1 : minutes;
  }

  private static boolean isDate(int year, int month, int day) {
    return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= lengthOf(year, month);
  }

  private static int lengthOf(int year, int month) {
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : DAYS[month - 1];
  }

  /** Days since 1970-01-01 in the Gregorian calendar (Hinnant, days_from_civil). */
  private static long epochDay(int year, int month, int day) {
    int shifted = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(shifted, 400);
    int yearOfEra = shifted - era * 400;
    int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468;
  }

  /** The number of exactly {@code length} digits; −1 if it is not there. */
  private static int digits(byte[] bytes, int from, int length, int to) {
    if (from + length > to) {
      return -1;
    }
    int value = 0;
    for (int at = from; at < from + length; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = 10 * value + digit;
    }
    return value;
  }

  private static int digitsEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at;
  }
}
