package io.tercet.core.evaluation;

/**
 * Where a figure probably lies.
 *
 * @param low ≤ high; NaN if nothing can be said
 * @param high NaN if nothing can be said
 */
public record Interval(double low, double high) {
  /** Nothing can be said. */
  public static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN);

  /** Checks the order of the ends. */
  public Interval {
    if (low > high || Double.isNaN(low) != Double.isNaN(high)) {
      throw new IllegalArgumentException("low must be ≤ high, got [%s, %s]".formatted(low, high));
    }
  }

  /** Whether something is known. */
  public boolean isKnown() {
    return !Double.isNaN(low);
  }

  /** Whether {@code value} lies within; false if nothing is known. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  /** Both ends times {@code factor} ≥ 0. */
  public Interval times(double factor) {
    return new Interval(low * factor, high * factor);
  }
}
