package io.tercet.core.explanation;

import io.tercet.core.detector.statistical.Condition;
import io.tercet.core.detector.statistical.Rule;
import io.tercet.core.detector.statistical.StatisticalLayer;
import io.tercet.core.detector.statistical.Typology;
import io.tercet.core.ensemble.Calibration;
import io.tercet.core.ensemble.EnsembleModel;
import io.tercet.core.ensemble.EnsembleScorer;
import io.tercet.core.ensemble.RiskLevel;
import io.tercet.core.ensemble.VerdictBlock;
import io.tercet.core.explanation.Explanation.ConditionHit;
import io.tercet.core.explanation.Explanation.Counterfactual;
import io.tercet.core.explanation.Explanation.TypologyHit;
import io.tercet.core.feature.Feature;
import io.tercet.core.feature.FeatureBlock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Says why a transaction was flagged: the typology that spoke loudest and what held of it, the
 * rules hit, and how far the risk falls when a value is replaced by the account's usual one, or by
 * the population's. The counterfactual is of the fused risk, recomputed by the same scorer against
 * the same curve: one batch of about sixty rows. Not safe for two threads at once.
 */
public final class Explainer {
  /** How many counterfactuals are kept. */
  private static final int KEPT = 3;

  /** A smaller fall of risk explains nothing. */
  private static final float LEAST_FALL = 1;

  /** Conditions with a larger tail say nothing. */
  private static final double TELLING_TAIL = 0.2;

  private static final int MIN_HISTORY = 3;
  private static final String USUAL_AMOUNT = "usual_amount";

  private final EnsembleModel model;
  private final EnsembleScorer scorer;
  private final List<Feature> replaceable;
  private final FeatureBlock variants;
  private final VerdictBlock verdicts;

  /** Creates an explainer of verdicts of this model. */
  public Explainer(EnsembleModel model) {
    this.model = model;
    scorer = model.scorer();
    replaceable = StatisticalLayer.DIRECTED;
    variants = new FeatureBlock(rowsPerExplanation());
    verdicts = new VerdictBlock(variants.capacity);
  }

  private int rowsPerExplanation() {
    // The observed row, the usual amount, every feature, every family.
    return 2 + replaceable.size() + Feature.Group.values().length;
  }

  /**
   * Explains a row.
   *
   * @param features the block that was scored
   * @param row of the block
   * @param curve in force when the row was scored
   * @param amount of the transaction, units of the currency
   * @param currency for the text
   */
  public Explanation explain(
      FeatureBlock features, int row, Calibration curve, double amount, String currency) {
    variants.fillWith(features, row, rowsPerExplanation());
    replaceOneByOne(features, row);
    scorer.scoreAgainst(curve, variants, verdicts);
    float risk = verdicts.totalRisk[0];
    TypologyHit typology = typology(features, row);
    List<Rule> rules = rulesHit(verdicts.rules[0]);
    List<Counterfactual> counterfactuals = counterfactuals(features, row, risk, amount, currency);
    String text = text(risk, typology, rules, counterfactuals);
    return new Explanation(text, typology, rules, counterfactuals);
  }

  private void replaceOneByOne(FeatureBlock features, int row) {
    int at = 1;
    for (Feature feature : List.of(Feature.AMOUNT_RATIO, Feature.AMOUNT_DEVIATION)) {
      replace(feature, at, Math.min(0, features.columns[feature.ordinal()][row]));
    }
    replace(Feature.AMOUNT, at, features.usualAmountFeature[row]);
    replace(Feature.AMOUNT_AGAINST_MAX, at, typical(Feature.AMOUNT_AGAINST_MAX));
    variants.amountToMean[at] = 1;
    at++;
    for (Feature feature : replaceable) {
      replace(feature, at++, typical(feature));
    }
    for (Feature.Group group : Feature.Group.values()) {
      for (Feature feature : replaceable) {
        if (feature.group() == group) {
          replace(feature, at, typical(feature));
        }
      }
      at++;
    }
  }

  private void replace(Feature feature, int variant, float value) {
    variants.columns[feature.ordinal()][variant] = value;
  }

  private float typical(Feature feature) {
    return model.statistical().tail(feature).median();
  }

  private TypologyHit typology(FeatureBlock features, int row) {
    int index = verdicts.typology[0];
    Typology typology = model.statistical().typologies().get(index);
    List<ConditionHit> hits = new ArrayList<>();
    for (Condition condition : typology.conditions()) {
      hits.add(condition(condition, features.columns[condition.feature().ordinal()][row]));
    }
    hits.sort(Comparator.comparingDouble(ConditionHit::tail));
    double tail = StrictMath.pow(10, -verdicts.statisticalRisk[0] / 20);
    return new TypologyHit(typology.id(), typology.title(), tail, hits);
  }

  private ConditionHit condition(Condition condition, float observed) {
    Feature feature = condition.feature();
    float typical = typical(feature);
    double tail = model.statistical().tail(feature).tail(observed, condition.isHigh());
    String text =
        "%s: %s (usually %s; %s is as %s)"
            .formatted(
                feature.description(),
                Values.describe(feature, observed),
                Values.describe(feature, typical),
                Values.oneIn(tail),
                condition.isHigh() ? "high" : "low");
    return new ConditionHit(feature, observed, typical, tail, text);
  }

  private List<Rule> rulesHit(int bits) {
    return model.options().rules().all().stream()
        .filter(rule -> (bits & 1 << rule.kind().ordinal()) != 0)
        .toList();
  }

  private List<Counterfactual> counterfactuals(
      FeatureBlock features, int row, float risk, double amount, String currency) {
    List<Counterfactual> all = new ArrayList<>();
    int at = 1;
    boolean own = features.customerCount[row] >= MIN_HISTORY;
    if (amount > features.usualAmount[row]) {
      all.add(
          new Counterfactual(
              USUAL_AMOUNT,
              verdicts.totalRisk[at],
              "with %s amount, %s %s instead of %s, the risk would be %s"
                  .formatted(
                      own ? "the account's usual" : "the currency's usual",
                      Values.number(features.usualAmount[row]),
                      currency,
                      Values.number(amount),
                      risk(verdicts.totalRisk[at]))));
    }
    at++;
    for (Feature feature : replaceable) {
      float observed = features.columns[feature.ordinal()][row];
      all.add(
          new Counterfactual(
              feature.id(),
              verdicts.totalRisk[at],
              "if the %s were %s instead of %s, the risk would be %s"
                  .formatted(
                      feature.description(),
                      Values.describe(feature, typical(feature)),
                      Values.describe(feature, observed),
                      risk(verdicts.totalRisk[at]))));
      at++;
    }
    for (Feature.Group group : Feature.Group.values()) {
      all.add(
          new Counterfactual(
              group.name().toLowerCase(Locale.ROOT),
              verdicts.totalRisk[at],
              "if everything about %s were as usual, the risk would be %s"
                  .formatted(name(group), risk(verdicts.totalRisk[at]))));
      at++;
    }
    all.removeIf(c -> risk - c.risk() < LEAST_FALL);
    all.sort(Comparator.comparingDouble(Counterfactual::risk));
    return all.subList(0, Math.min(KEPT, all.size()));
  }

  private static String name(Feature.Group group) {
    return switch (group) {
      case NEWNESS -> "the parties' history with each other and others";
      case COLLECTOR -> "what the parties receive, and how fast";
      case FLOW -> "how money passes through the sender";
      case AMOUNT -> "amount and fee";
      case VELOCITY -> "the customer's pace";
      case TIME -> "the time of day";
      case CUSTOMER -> "the customer's history";
      case ADDRESS -> "the addresses";
    };
  }

  private static String risk(float risk) {
    return String.format(Locale.ROOT, "%.0f", risk);
  }

  private String text(
      float risk, TypologyHit typology, List<Rule> rules, List<Counterfactual> counterfactuals) {
    RiskLevel level = model.options().thresholds().level(risk);
    StringBuilder text = new StringBuilder();
    text.append("Risk ").append(risk(risk)).append(" (").append(level.text()).append("). ");
    text.append(typology.title());
    List<String> telling =
        typology.conditions().stream()
            .filter(hit -> hit.tail() <= TELLING_TAIL)
            .limit(KEPT)
            .map(ConditionHit::text)
            .toList();
    text.append(telling.isEmpty() ? "." : ": " + String.join("; ", telling) + ".");
    if (!rules.isEmpty()) {
      text.append(" Rules hit: ");
      text.append(
          String.join(
              ", ",
              rules.stream()
                  .map(r -> r.text() + " (+" + Values.number(r.weight()) + ")")
                  .toList()));
      text.append('.');
    }
    if (!counterfactuals.isEmpty()) {
      String first = counterfactuals.get(0).text();
      text.append(' ').append(Character.toUpperCase(first.charAt(0))).append(first.substring(1));
      text.append('.');
    }
    return text.toString();
  }
}
