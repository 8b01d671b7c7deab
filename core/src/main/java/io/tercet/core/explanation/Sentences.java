package io.tercet.core.explanation;

import io.tercet.core.detector.statistical.Rule;
import io.tercet.core.ensemble.RiskLevel;
import io.tercet.core.explanation.Explanation.ConditionHit;
import io.tercet.core.explanation.Explanation.Counterfactual;
import io.tercet.core.explanation.Explanation.TypologyHit;
import io.tercet.core.feature.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An explanation as sentences, the most telling first. */
final class Sentences {
  /** Beyond so many characters people stop reading. */
  static final int MAX_LENGTH = 400;

  private static final int MAX_CONDITIONS = 3;

  /** A condition with a larger tail is not unusual. */
  private static final double UNUSUAL = 0.1;

  private Sentences() {}

  static String condition(
      Feature feature, float observed, float typical, double tail, boolean high) {
    String rarity = Values.oneIn(tail);
    if (Values.isFlag(feature)) {
      String label = capitalised(Labels.of(feature));
      return Values.isSet(observed) ? "%s (%s is)".formatted(label, rarity) : label + ": no";
    }
    return "%s: %s (usually %s; %s is as %s)"
        .formatted(
            capitalised(Labels.of(feature)),
            Values.describe(feature, observed),
            Values.describe(feature, typical),
            rarity,
            high ? "high" : "low");
  }

  static String usualAmount(boolean own, double usual, double amount, String currency, float risk) {
    return "With %s amount, %s %s instead of %s, the risk would be %s."
        .formatted(
            own ? "the account's usual" : "a usual",
            Values.number(usual),
            currency,
            Values.number(amount),
            Values.risk(risk));
  }

  static String replaced(Feature feature, float observed, float typical, float risk) {
    if (Values.isFlag(feature)) {
      return "If it were %s%s, the risk would be %s."
          .formatted(Values.isSet(observed) ? "not " : "", Labels.of(feature), Values.risk(risk));
    }
    return "If the %s were %s instead of %s, the risk would be %s."
        .formatted(
            Labels.of(feature),
            Values.describe(feature, typical),
            Values.describe(feature, observed),
            Values.risk(risk));
  }

  static String replaced(Feature.Group group, float risk) {
    return "If %s were as usual, the risk would be %s."
        .formatted(Labels.of(group), Values.risk(risk));
  }

  /** The whole, at most {@link #MAX_LENGTH} characters as far as the titles allow it. */
  static String all(
      float risk,
      RiskLevel level,
      TypologyHit typology,
      List<Rule> rules,
      List<Counterfactual> counterfactuals) {
    String title = typology.title().toLowerCase(Locale.ROOT).substring(0, 1);
    String head =
        "Risk %s (%s): %s."
            .formatted(Values.risk(risk), level.text(), title + typology.title().substring(1));
    List<String> tail = new ArrayList<>();
    if (!rules.isEmpty()) {
      tail.add(rules(rules));
    }
    if (!counterfactuals.isEmpty()) {
      tail.add(counterfactuals.get(0).text());
    }
    List<String> conditions =
        typology.conditions().stream()
            .filter(Sentences::isTelling)
            .limit(MAX_CONDITIONS)
            .map(hit -> hit.text() + ".")
            .toList();
    return fitting(head, conditions, String.join(" ", tail));
  }

  private static String fitting(String head, List<String> conditions, String tail) {
    StringBuilder text = new StringBuilder(head);
    for (String condition : conditions) {
      if (text.length() + condition.length() + tail.length() + 2 <= MAX_LENGTH) {
        text.append(' ').append(condition);
      }
    }
    return tail.isEmpty() ? text.toString() : text.append(' ').append(tail).toString();
  }

  private static boolean isTelling(ConditionHit hit) {
    return hit.tail() <= UNUSUAL
        && !Values.describe(hit.feature(), hit.observed())
            .equals(Values.describe(hit.feature(), hit.typical()));
  }

  private static String rules(List<Rule> rules) {
    return rules.stream()
        .map(rule -> rule.text() + " (+" + Values.number(rule.weight()) + ")")
        .collect(Collectors.joining(", ", "Rules: ", "."));
  }

  private static String capitalised(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
