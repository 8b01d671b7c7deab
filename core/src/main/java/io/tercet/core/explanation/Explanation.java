package io.tercet.core.explanation;

import io.tercet.core.detector.statistical.Rule;
import io.tercet.core.ensemble.Risk;
import io.tercet.core.ensemble.RiskLevel;
import io.tercet.core.feature.Feature;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a transaction was flagged. Made when it is scored, with the curve in force, and never again
 * under a newer model.
 *
 * @param text the whole in a few sentences
 * @param typology the typology that spoke loudest
 * @param rules those hit, in order
 * @param counterfactuals what would have lowered the risk most, best first; may be empty
 * @param sanctioned the party on a list that overrides all else; null if there is none
 */
public record Explanation(
    String text,
    TypologyHit typology,
    List<Rule> rules,
    List<Counterfactual> counterfactuals,
    @Nullable SanctionedParty sanctioned) {

  public Explanation {
    rules = List.copyOf(rules);
    counterfactuals = List.copyOf(counterfactuals);
  }

  /**
   * The same of a transaction whose verdict a list of sanctions has overridden. What its behaviour
   * says is kept; what would have lowered its risk is not: nothing would have.
   *
   * @param party who is on the list, such as {@code "receiver"}
   */
  public Explanation sanctioned(String party, String address, String list) {
    SanctionedParty who =
        new SanctionedParty(
            party, address, list, "The %s %s is on the list %s.".formatted(party, address, list));
    String all =
        "Risk %s (%s): sanctioned. %s Without the list: %s"
            .formatted(Values.risk(Risk.MAX), RiskLevel.CRITICAL.text(), who.text(), text);
    return new Explanation(all, typology, rules, List.of(), who);
  }

  /**
   * A party on a list of sanctions.
   *
   * @param party {@code sender}, {@code receiver} or {@code customer}
   * @param text a sentence
   */
  public record SanctionedParty(String party, String address, String list, String text) {}

  /**
   * A typology and what held of it.
   *
   * @param tail share of traffic that fits it at least as well, in (0, 1)
   * @param conditions most unusual first
   */
  public record TypologyHit(String id, String title, double tail, List<ConditionHit> conditions) {
    public TypologyHit {
      conditions = List.copyOf(conditions);
    }
  }

  /**
   * One condition.
   *
   * @param observed value of the feature; NaN if it does not apply
   * @param typical median of the training traffic
   * @param tail share of traffic at least as unusual in this direction, in (0, 1)
   */
  public record ConditionHit(
      Feature feature, float observed, float typical, double tail, String text) {}

  /**
   * What the risk would have been with a usual value in the observed one's place.
   *
   * @param subject what is replaced: the id of a feature, {@code all_} and the name of a family of
   *     features, or {@code usual_amount}: the amount and what depends on it
   * @param risk recomputed with all else equal, in [0, 100]
   * @param text a sentence that a person can check
   */
  public record Counterfactual(String subject, float risk, String text) {}
}
