package io.tercet.core.explanation;

import io.tercet.core.feature.Feature;
import io.tercet.core.feature.Feature.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Values of features in words with units, the same in every locale. */
final class Values {
  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);
  private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_EVEN);
  private static final double[] POWERS_OF_TEN = {1, 10, 100, 1e3, 1e4, 1e5, 1e6};
  private static final int MAX_DECIMALS = POWERS_OF_TEN.length - 1;
  private static final int MINUTE = 60;
  private static final int HOUR = 3600;
  private static final int DAY = 86_400;
  private static final long YEAR = 365L * DAY;

  private Values() {}

  /** The value as a person would say it; {@code "unknown"} for NaN. */
  static String describe(Feature feature, float value) {
    if (Float.isNaN(value)) {
      return "unknown";
    }
    return switch (feature.unit()) {
      case LN_SECONDS -> duration(StrictMath.expm1(value));
      case LN_COUNT -> number(StrictMath.rint(StrictMath.expm1(value) * 10) / 10);
      case LN_AMOUNT -> amount(StrictMath.expm1(value));
      case LN_PER_DAY -> number(StrictMath.expm1(value)) + " a day";
      case LN_RATIO -> ratio(feature, value);
      case LN_SHARE -> percent(StrictMath.exp(value));
      case SHARE -> percent(value);
      case DEVIATIONS -> deviations(value);
      case DIGITS, CYCLE -> number(value);
      case FLAG -> isSet(value) ? "yes" : "no";
    };
  }

  /** Whether a flag is set. */
  static boolean isSet(float flag) {
    return flag >= 0.5f;
  }

  /** Whether the feature is a flag: a fact rather than a quantity. */
  static boolean isFlag(Feature feature) {
    return feature.unit() == Unit.FLAG;
  }

  private static String amount(double multiple) {
    return multiple < 5e-4 ? "nothing" : number(multiple) + " × a usual amount";
  }

  private static String ratio(Feature feature, float value) {
    return switch (feature) {
      case OUT_AGAINST_LAST_IN -> percent(StrictMath.expm1(value));
      case FEE_AGAINST_MARKET -> deviations(value); // a logarithm divided by its spread
      default -> number(StrictMath.exp(value)) + " ×";
    };
  }

  private static String deviations(double value) {
    double tenths = StrictMath.rint(value * 10) / 10;
    return tenths == 0 ? "0 deviations" : number(Math.abs(tenths)) + side(tenths);
  }

  private static String side(double deviations) {
    return deviations > 0 ? " deviations above" : " deviations below";
  }

  /** A share in percent, at most one digit behind the point. */
  static String percent(double share) {
    double tenths = StrictMath.rint(share * 1000) / 10;
    return tenths == 0 && share > 0 ? "under 0.1 %" : number(tenths) + " %";
  }

  /** The largest units that say enough: {@code 3 days 4 h}, {@code 16 days}. */
  static String duration(double seconds) {
    long s = (long) StrictMath.rint(seconds);
    if (s < MINUTE) {
      return s + " s";
    }
    if (s < HOUR) {
      return pair(s / MINUTE, " min", s % MINUTE, " s");
    }
    if (s < DAY) {
      return pair(s / HOUR, " h", s % HOUR / MINUTE, " min");
    }
    return s < 2 * YEAR
        ? pair(s / DAY, s / DAY == 1 ? " day" : " days", s % DAY / HOUR, " h")
        : number(new BigDecimal(s / (double) YEAR).round(TWO_DIGITS).doubleValue()) + " years";
  }

  private static String pair(long large, String largeUnit, long small, String smallUnit) {
    return large >= 10 || small == 0
        ? large + largeUnit
        : large + largeUnit + " " + small + smallUnit;
  }

  /** Three significant digits, thousands separated; all digits before the point up to a billion. */
  static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "beyond measure" : "below measure";
    }
    if (Math.abs(value) < 1e-12) {
      return "0";
    }
    if (value < 0) {
      return "−" + number(-value);
    }
    if (value < 999.5) {
      return threeDigits(value);
    }
    if (value < 1e9) {
      return String.format(Locale.ROOT, "%,d", (long) StrictMath.rint(value));
    }
    return value < 1e15 ? number(value / 1e9) + " billion" : powerOfTen(value);
  }

  /**
   * A value in (0, 999.5). Exact decimals of doubles are fifty digits long, and a page of reasons
   * has thousands: unless it is close to a tie, three digits follow from one multiplication.
   */
  private static String threeDigits(double value) {
    int decimals = 0;
    double scaled = value;
    while (scaled < 99.95 && decimals < MAX_DECIMALS) {
      decimals++;
      scaled = value * POWERS_OF_TEN[decimals];
    }
    double fraction = scaled - Math.floor(scaled);
    boolean isCertain = scaled >= 100 && Math.abs(fraction - 0.5) > 1e-6;
    return isCertain
        ? decimal((long) StrictMath.rint(scaled), decimals)
        : new BigDecimal(value).round(THREE_DIGITS).stripTrailingZeros().toPlainString();
  }

  /** {@code digits} with the point before the last {@code decimals}, without zeros at the end. */
  private static String decimal(long digits, int decimals) {
    long rest = digits;
    int places = decimals;
    while (places > 0 && rest % 10 == 0) {
      rest /= 10;
      places--;
    }
    if (places == 0) {
      return Long.toString(rest);
    }
    String fraction = Long.toString(rest % (long) POWERS_OF_TEN[places]);
    return rest / (long) POWERS_OF_TEN[places]
        + "."
        + "0".repeat(places - fraction.length())
        + fraction;
  }

  private static String powerOfTen(double value) {
    BigDecimal rounded = new BigDecimal(value).round(THREE_DIGITS).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    return rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString()
        + " × 10^"
        + exponent;
  }

  /** A probability as a person would say it: {@code 1 in 1,200}. */
  static String oneIn(double p) {
    return p >= 0.5 ? percent(p) : "1 in " + number(StrictMath.rint(1 / p));
  }

  /** A risk in whole points, rounded down: 59.9 is no 60. */
  static String risk(float risk) {
    return Integer.toString((int) risk);
  }
}
