package io.tercet.core.detector.statistical;

import io.tercet.core.feature.Direction;
import io.tercet.core.feature.Feature;

/**
 * One condition of a typology: a feature is unusual in a direction. A gate may be set, below which
 * the whole typology does not apply.
 *
 * @param feature what is looked at
 * @param direction which end is suspicious here; {@code LOW} or {@code HIGH}
 * @param weight of its evidence, in (0, 10]
 * @param gateTail the typology applies only where the tail probability is at most this; 1 for no
 *     gate
 * @param gateValue the typology applies only where the value is at least (HIGH) or at most (LOW)
 *     this; NaN for no gate
 */
public record Condition(
    Feature feature, Direction direction, double weight, double gateTail, double gateValue) {

  public Condition {
    if (direction == Direction.NONE) {
      throw new IllegalArgumentException(
          "a condition on '%s' needs a direction, low or high".formatted(feature.id()));
    }
    if (!(weight > 0 && weight <= 10)) {
      throw new IllegalArgumentException(
          "weight of '%s' must be in (0, 10], got %s".formatted(feature.id(), weight));
    }
    if (!(gateTail > 0 && gateTail <= 1)) {
      throw new IllegalArgumentException(
          "gateTail of '%s' must be in (0, 1], got %s".formatted(feature.id(), gateTail));
    }
    if (Double.isInfinite(gateValue)) {
      throw new IllegalArgumentException(
          "gateValue of '%s' must be finite, got %s".formatted(feature.id(), gateValue));
    }
  }

  /** The feature is large. */
  public static Condition high(Feature feature) {
    return new Condition(feature, Direction.HIGH, 1, 1, Double.NaN);
  }

  /** The feature is small. */
  public static Condition low(Feature feature) {
    return new Condition(feature, Direction.LOW, 1, 1, Double.NaN);
  }

  /** The same with another weight. */
  public Condition weighted(double newWeight) {
    return new Condition(feature, direction, newWeight, gateTail, gateValue);
  }

  /** The same, only where its tail probability is at most {@code tail}. */
  public Condition within(double tail) {
    return new Condition(feature, direction, weight, tail, gateValue);
  }

  /** The same, only where the value is at least (HIGH) or at most (LOW) {@code value}. */
  public Condition from(double value) {
    return new Condition(feature, direction, weight, gateTail, value);
  }

  /**
   * The same, only where the value is at least (HIGH) or at most (LOW) {@code plain}, in the unit
   * that people count in: seconds, a number, a multiple, a share.
   */
  public Condition fromPlain(double plain) {
    double value = scaled(feature, plain);
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("'%s' can never be %s".formatted(feature.id(), plain));
    }
    // Features are floats: the gate lies beyond what rounding does to a value that stands on it.
    double rounding = value == plain ? 0 : 1e-6 * Math.max(1, Math.abs(value));
    return from(isHigh() ? value - rounding : value + rounding);
  }

  private static double scaled(Feature feature, double plain) {
    return switch (feature.unit()) {
      case LN_SECONDS, LN_COUNT, LN_AMOUNT, LN_PER_DAY -> StrictMath.log1p(plain);
      case LN_RATIO ->
          feature == Feature.OUT_AGAINST_LAST_IN ? StrictMath.log1p(plain) : StrictMath.log(plain);
      case LN_SHARE -> StrictMath.log(plain);
      case SHARE, DEVIATIONS, DIGITS, FLAG, CYCLE -> plain;
    };
  }

  /** Whether large values are suspicious. */
  public boolean isHigh() {
    return direction == Direction.HIGH;
  }

  /** Whether there is a gate of either kind. */
  public boolean hasGate() {
    return gateTail < 1 || !Double.isNaN(gateValue);
  }
}
