package io.tercet.core.explanation;

import io.tercet.core.detector.statistical.Condition;
import io.tercet.core.detector.statistical.Rule;
import io.tercet.core.detector.statistical.StatisticalLayer;
import io.tercet.core.detector.statistical.Typology;
import io.tercet.core.ensemble.Calibration;
import io.tercet.core.ensemble.EnsembleModel;
import io.tercet.core.ensemble.EnsembleScorer;
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
  /** The subject of the counterfactual that replaces the amount and what depends on it. */
  static final String USUAL_AMOUNT = "usual_amount";

  /** Begins the subject of a counterfactual that replaces all features of a family. */
  static final String FAMILY = "all_";

  private static final List<Feature> REPLACEABLE = StatisticalLayer.DIRECTED;
  private static final Feature.Group[] GROUPS = Feature.Group.values();

  /** How many counterfactuals are kept. */
  private static final int KEPT = 3;

  /** A smaller fall of risk explains nothing. */
  private static final float LEAST_FALL = 1;

  /** From so many earlier transactions on, an account has an amount of its own that is usual. */
  private static final int MIN_HISTORY = 3;

  // The rows of the batch: as observed, the usual amount, then every feature, then every family.
  private static final int OBSERVED = 0;
  private static final int AMOUNT = 1;
  private static final int FEATURES = 2;
  private static final int FAMILIES = FEATURES + REPLACEABLE.size();
  private static final int ROWS = FAMILIES + GROUPS.length;

  private final EnsembleModel model;
  private final EnsembleScorer scorer;
  private final FeatureBlock variants = new FeatureBlock(ROWS);
  private final VerdictBlock verdicts = new VerdictBlock(ROWS);

  /** Creates an explainer of verdicts of this model. */
  public Explainer(EnsembleModel model) {
    this.model = model;
    scorer = model.scorer();
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
    variants.fillWith(features, row, ROWS);
    replaceAmount();
    replaceFeatures();
    scorer.scoreAgainst(curve, variants, verdicts);
    float risk = verdicts.totalRisk[OBSERVED];
    TypologyHit typology = typology();
    List<Rule> rules = rulesHit(verdicts.rules[OBSERVED]);
    List<Counterfactual> counterfactuals = counterfactuals(amount, currency);
    String text =
        Sentences.all(
            risk, model.options().thresholds().level(risk), typology, rules, counterfactuals);
    return new Explanation(text, typology, rules, counterfactuals, null);
  }

  private void replaceAmount() {
    for (Feature feature : List.of(Feature.AMOUNT_RATIO, Feature.AMOUNT_DEVIATION)) {
      replace(feature, AMOUNT, Math.min(0, observed(feature)));
    }
    replace(Feature.AMOUNT, AMOUNT, variants.usualAmountFeature[OBSERVED]);
    replace(Feature.AMOUNT_AGAINST_MAX, AMOUNT, typical(Feature.AMOUNT_AGAINST_MAX));
  }

  private void replaceFeatures() {
    for (int k = 0; k < REPLACEABLE.size(); k++) {
      Feature feature = REPLACEABLE.get(k);
      float typical = typical(feature);
      replace(feature, FEATURES + k, typical);
      replace(feature, FAMILIES + feature.group().ordinal(), typical);
    }
  }

  private void replace(Feature feature, int variant, float value) {
    variants.columns[feature.ordinal()][variant] = value;
  }

  private float observed(Feature feature) {
    return variants.columns[feature.ordinal()][OBSERVED];
  }

  private float typical(Feature feature) {
    return model.statistical().tail(feature).median();
  }

  private TypologyHit typology() {
    // Where none speaks, which forest and autoencoder alone can bring about, the first stands for
    // them: its conditions show how usual everything is.
    int loudest = Math.max(0, verdicts.typology[OBSERVED]);
    Typology typology = model.statistical().typologies().get(loudest);
    List<ConditionHit> hits = new ArrayList<>();
    for (Condition condition : typology.conditions()) {
      hits.add(hit(condition));
    }
    hits.sort(Comparator.comparingDouble(ConditionHit::tail));
    double tail = StrictMath.pow(10, -verdicts.statisticalRisk[OBSERVED] / 20);
    return new TypologyHit(typology.id(), typology.title(), tail, hits);
  }

  private ConditionHit hit(Condition condition) {
    Feature feature = condition.feature();
    float observed = observed(feature);
    float typical = typical(feature);
    double tail = model.statistical().tail(feature).tail(observed, condition.isHigh());
    String text = Sentences.condition(feature, observed, typical, tail, condition.isHigh());
    return new ConditionHit(feature, observed, typical, tail, text);
  }

  private List<Rule> rulesHit(int bits) {
    return model.options().rules().all().stream()
        .filter(rule -> (bits & 1 << rule.kind().ordinal()) != 0)
        .toList();
  }

  private List<Counterfactual> counterfactuals(double amount, String currency) {
    List<Counterfactual> all = new ArrayList<>();
    addUsualAmount(amount, currency, all);
    for (int k = 0; k < REPLACEABLE.size(); k++) {
      addFeature(REPLACEABLE.get(k), verdicts.totalRisk[FEATURES + k], all);
    }
    for (Feature.Group group : GROUPS) {
      float risk = verdicts.totalRisk[FAMILIES + group.ordinal()];
      if (falls(risk)) {
        String subject = FAMILY + group.name().toLowerCase(Locale.ROOT);
        all.add(new Counterfactual(subject, risk, Sentences.replaced(group, risk)));
      }
    }
    all.sort(Comparator.comparingDouble(Counterfactual::risk));
    return all.subList(0, Math.min(KEPT, all.size()));
  }

  private void addUsualAmount(double amount, String currency, List<Counterfactual> all) {
    double usual = variants.usualAmount[OBSERVED];
    float risk = verdicts.totalRisk[AMOUNT];
    if (falls(risk) && amount > usual && !Values.number(amount).equals(Values.number(usual))) {
      boolean own = variants.customerCount[OBSERVED] >= MIN_HISTORY;
      String text = Sentences.usualAmount(own, usual, amount, currency, risk);
      all.add(new Counterfactual(USUAL_AMOUNT, risk, text));
    }
  }

  /** Adds nothing where a value is unknown, or where both would read the same. */
  private void addFeature(Feature feature, float risk, List<Counterfactual> all) {
    float observed = observed(feature);
    float typical = typical(feature);
    if (!falls(risk)
        || Float.isNaN(observed)
        || Float.isNaN(typical)
        || Values.describe(feature, observed).equals(Values.describe(feature, typical))) {
      return;
    }
    String text = Sentences.replaced(feature, observed, typical, risk);
    all.add(new Counterfactual(feature.id(), risk, text));
  }

  /** Asked before anything is put into words, which takes longer than all the numbers. */
  private boolean falls(float risk) {
    return verdicts.totalRisk[OBSERVED] - risk >= LEAST_FALL;
  }
}
