package io.tercet.cli.terminal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Numbers and times as people read them, the same in every locale. */
public final class Format {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);
  private static final String[] BYTE_UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};

  private Format() {}

  /** With a comma for every thousand. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A risk with one digit. */
  public static String risk(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /**
   * A share as a percentage; small ones keep two digits, so that rare things do not read as none. A
   * dash for NaN: there was nothing to have a share in.
   */
  public static String share(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    double percent = value * 100;
    String pattern = percent != 0 && percent < 1 ? "%.2f %%" : "%.1f %%";
    return String.format(Locale.ROOT, pattern, percent);
  }

  /** At most five digits that count, no exponent for what people pay, no zeros at the end. */
  public static String amount(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : String.valueOf(value);
    }
    if (Math.abs(value) < 1e-12 || Math.abs(value) >= 1e15) {
      return String.format(Locale.ROOT, "%.4g", value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(5, RoundingMode.HALF_EVEN));
    BigDecimal plain =
        rounded.scale() <= 0
            ? new BigDecimal(value).setScale(0, RoundingMode.HALF_EVEN)
            : rounded.stripTrailingZeros();
    String text = String.format(Locale.ROOT, "%,." + Math.max(0, plain.scale()) + "f", plain);
    return text;
  }

  /** Seconds with a unit: {@code 0.4 s}, {@code 12 s}, {@code 3 min 05 s}, {@code 2 h 10 min}. */
  public static String duration(Duration duration) {
    double seconds = duration.toMillis() / 1000.0;
    long whole = Math.round(seconds);
    if (seconds < 9.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    if (whole < 60) {
      return whole + " s";
    }
    if (whole < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
    }
    return String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole / 60 % 60);
  }

  /** Seconds as a number with three digits after the point, for JSON. */
  public static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  /** Bytes with a decimal unit. */
  public static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1000 && unit < BYTE_UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return unit == 0
        ? bytes + " bytes"
        : String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, BYTE_UNITS[unit]);
  }

  /** Date and minute, UTC. */
  public static String minute(Instant time) {
    return MINUTE.format(time);
  }

  /** Date, UTC. */
  public static String day(Instant time) {
    return DAY.format(time);
  }

  /** Microseconds since the epoch as a moment. */
  public static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** Microseconds since the epoch as ISO 8601, UTC. */
  public static String iso(long micros) {
    return instant(micros).toString();
  }
}
