package io.tercet.core.explanation;

import io.tercet.core.detector.statistical.Condition;
import io.tercet.core.feature.Feature;

/** A condition of a typology in words. */
public final class ConditionText {
  private ConditionText() {}

  /**
   * What the condition asks for: {@code "number of payers of the receiver in 1 hour: high, among
   * the highest 2 %, at least 3"}.
   */
  public static String of(Condition condition) {
    StringBuilder text = new StringBuilder(Labels.of(condition.feature())).append(": ");
    text.append(direction(condition));
    if (condition.gateTail() < 1) {
      text.append(", among the %s %s".formatted(extreme(condition), share(condition.gateTail())));
    }
    if (!Double.isNaN(condition.gateValue()) && !Values.isFlag(condition.feature())) {
      text.append(
          ", %s %s"
              .formatted(
                  condition.isHigh() ? "at least" : "at most",
                  Values.describe(condition.feature(), (float) condition.gateValue())));
    }
    if (condition.weight() != 1) {
      text.append(" (counts ").append(Values.number(condition.weight())).append(" times)");
    }
    return text.toString();
  }

  private static String direction(Condition condition) {
    Feature feature = condition.feature();
    if (Values.isFlag(feature)) {
      return condition.isHigh() ? "yes" : "no";
    }
    return condition.isHigh() ? "high" : "low";
  }

  private static String extreme(Condition condition) {
    return condition.isHigh() ? "highest" : "lowest";
  }

  private static String share(double tail) {
    return Values.percent(tail);
  }
}
