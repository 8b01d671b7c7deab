package io.tercet.benchmarks.quality;

/** Rows {@code [from, to)} of a traffic. */
record Span(int from, int to) {
  Span {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(
          "a span must not end before it begins: " + from + ", " + to);
    }
  }

  /** How many rows. */
  int rows() {
    return to - from;
  }
}
