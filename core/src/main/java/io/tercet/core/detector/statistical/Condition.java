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

  /** Whether large values are suspicious. */
  public boolean isHigh() {
    return direction == Direction.HIGH;
  }

  boolean hasGate() {
    return gateTail < 1 || !Double.isNaN(gateValue);
  }
}
