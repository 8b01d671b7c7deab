package io.tercet.core.explanation;

import io.tercet.core.feature.Feature;
import java.util.Locale;

/** Values of features in words with units. */
final class Values {
  private Values() {}

  /** The value as a person would say it; {@code "unknown"} for NaN. */
  static String describe(Feature feature, float value) {
    if (Float.isNaN(value)) {
      return "unknown";
    }
    return switch (feature.unit()) {
      case LN_SECONDS -> duration(StrictMath.expm1(value));
      case LN_COUNT -> number(StrictMath.rint(StrictMath.expm1(value) * 10) / 10);
      case LN_AMOUNT -> number(StrictMath.expm1(value)) + " × the currency's usual amount";
      case LN_PER_DAY -> number(StrictMath.expm1(value)) + " a day";
      case LN_RATIO -> ratio(feature, StrictMath.exp(value));
      case SHARE -> number(value * 100) + " %";
      case DEVIATIONS -> number(value) + " deviations";
      case DIGITS, CYCLE -> number(value);
      case FLAG -> value >= 0.5f ? "yes" : "no";
    };
  }

  private static String ratio(Feature feature, double factor) {
    return feature == Feature.OUT_AGAINST_LAST_IN
        ? number((factor - 1) * 100) + " %"
        : number(factor) + " ×";
  }

  /** The two largest units: {@code 3 d 4 h}. */
  static String duration(double seconds) {
    long s = (long) StrictMath.rint(seconds);
    if (s < 60) {
      return s + " s";
    }
    if (s < 3600) {
      return pair(s / 60, "min", s % 60, "s");
    }
    if (s < 86_400) {
      return pair(s / 3600, "h", s % 3600 / 60, "min");
    }
    return s < 30L * 86_400 ? pair(s / 86_400, "d", s % 86_400 / 3600, "h") : s / 86_400 + " d";
  }

  private static String pair(long large, String largeUnit, long small, String smallUnit) {
    return small == 0
        ? large + " " + largeUnit
        : large + " " + largeUnit + " " + small + " " + smallUnit;
  }

  /** Three significant digits, no exponent between a thousandth and a billion. */
  static String number(double value) {
    double magnitude = Math.abs(value);
    if (magnitude == 0) {
      return "0";
    }
    if (magnitude >= 1e9 || magnitude < 1e-3) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    int digits = magnitude >= 100 ? 0 : magnitude >= 10 ? 1 : magnitude >= 1 ? 2 : 4;
    String text = String.format(Locale.ROOT, "%,." + digits + "f", value);
    return text.indexOf('.') < 0 ? text : text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }

  /** A probability as a person would say it: {@code 1 in 1,200}. */
  static String oneIn(double p) {
    return p >= 0.5 ? number(p * 100) + " %" : "1 in " + number(StrictMath.rint(1 / p));
  }
}
