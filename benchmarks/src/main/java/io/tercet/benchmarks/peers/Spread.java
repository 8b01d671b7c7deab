package io.tercet.benchmarks.peers;

import java.util.Arrays;
import java.util.Locale;

/** The least, the median and the most of some measurements. */
record Spread(double least, double median, double most) {

  /** Of {@code values}, at least one. */
  static Spread of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return new Spread(sorted[0], (sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[n - 1]);
  }

  /** The median with three significant digits. */
  String middle() {
    return number(median);
  }

  /** From the least to the most. */
  String range() {
    return number(least) + "–" + number(most);
  }

  /** A number ≥ 0 with about three significant digits. */
  static String number(double value) {
    int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
