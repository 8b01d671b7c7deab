package io.tercet.core.explanation;

import static io.tercet.core.ensemble.SampleEnsemble.FEATURES;
import static io.tercet.core.ensemble.SampleEnsemble.MODEL;
import static io.tercet.core.ensemble.SampleEnsemble.ROWS;
import static io.tercet.core.ensemble.SampleEnsemble.TRANSACTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.core.ensemble.Calibration;
import io.tercet.core.ensemble.EnsembleScorer;
import io.tercet.core.ensemble.SampleEnsemble;
import io.tercet.core.ensemble.VerdictBlock;
import io.tercet.core.explanation.Explanation.ConditionHit;
import io.tercet.core.explanation.Explanation.Counterfactual;
import io.tercet.core.feature.Direction;
import io.tercet.core.feature.Feature;
import io.tercet.core.feature.FeatureBlock;
import io.tercet.core.transaction.Transaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExplainerTest {
  private static final int SAMPLES = 800;
  private static final int ALERTS = 10_000;

  private final EnsembleScorer scorer = MODEL.scorer();
  private final Calibration curve = scorer.curve();
  private final Explainer explainer = new Explainer(MODEL);
  private final VerdictBlock verdict = new VerdictBlock(1);

  @Test
  void everyCounterfactualOfTenThousandAlertsHoldsWhenItIsRecomputed() {
    int checked = 0;
    for (int row : riskiest()) {
      FeatureBlock observed = row(row);
      float risk = risk(observed);
      for (Counterfactual each : explain(row).counterfactuals()) {
        float recomputed = risk(replaced(observed, each.subject()));
        assertThat(each.risk()).as("row %d, %s", row, each).isEqualTo(recomputed);
        assertThat(each.risk()).as("row %d, %s", row, each).isLessThanOrEqualTo(risk - 1);
        assertThat(each.text()).endsWith("the risk would be " + (int) recomputed + ".");
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(ALERTS);
  }

  @Test
  void atMostThreeAreKeptBestFirst() {
    for (int row : rows()) {
      List<Counterfactual> all = explain(row).counterfactuals();
      assertThat(all).hasSizeLessThanOrEqualTo(3);
      assertThat(all).isSortedAccordingTo(Comparator.comparingDouble(Counterfactual::risk));
    }
  }

  @Test
  void aValueThatReadsLikeTheObservedOneIsNotOffered() {
    for (int row : rows()) {
      for (Counterfactual each : explain(row).counterfactuals()) {
        int instead = each.text().indexOf(" instead of ");
        if (instead >= 0 && !each.subject().equals(Explainer.USUAL_AMOUNT)) {
          String typical = each.text().substring(0, instead).replaceFirst(".* were ", "");
          String observed = each.text().substring(instead + 12, each.text().lastIndexOf(", the"));
          assertThat(observed).as("row %d", row).isNotEqualTo(typical);
        }
      }
    }
  }

  @Test
  void conditionsSayWhatWasObservedAndWhatIsUsual() {
    for (int row : rows()) {
      List<ConditionHit> hits = explain(row).typology().conditions();
      assertThat(hits).isSortedAccordingTo(Comparator.comparingDouble(ConditionHit::tail));
      for (ConditionHit hit : hits) {
        Feature feature = hit.feature();
        float value = FEATURES.columns[feature.ordinal()][row];
        assertThat(Float.compare(hit.observed(), value)).isZero();
        assertThat(hit.tail()).isBetween(Double.MIN_NORMAL, 1.0);
        if (!Values.isFlag(feature)) {
          assertThat(hit.text())
              .contains(Values.describe(feature, value))
              .contains("usually " + Values.describe(feature, hit.typical()));
        }
      }
    }
  }

  @Test
  void textsAreShortAndReadable() {
    for (int row : rows()) {
      Explanation explanation = explain(row);
      int risk = (int) risk(row(row));
      assertThat(explanation.text())
          .startsWith("Risk " + risk + " (")
          .endsWith(".")
          .doesNotContain("NaN", "Infinity", "null", "unknown", "×1.00", "  ", "..")
          .hasSizeLessThanOrEqualTo(Sentences.MAX_LENGTH);
      for (ConditionHit hit : explanation.typology().conditions()) {
        if (hit.tail() > 0.1) {
          assertThat(explanation.text()).doesNotContain(hit.text());
        }
      }
    }
  }

  @Test
  void rulesHitAreNamedWithTheirPoints() {
    int named = 0;
    for (int row : rows()) {
      Explanation explanation = explain(row);
      int bits = verdict(row(row)).rules[0];
      assertThat(explanation.rules()).hasSize(Integer.bitCount(bits));
      for (var rule : explanation.rules()) {
        assertThat(bits >> rule.kind().ordinal() & 1).isOne();
        assertThat(explanation.text()).contains(rule.text() + " (+");
        named++;
      }
    }
    assertThat(named).isPositive();
  }

  @Test
  void explanationsAreTheSameEveryTimeAndEverywhere() {
    Locale before = Locale.getDefault();
    try {
      for (int row : rows().subList(0, 200)) {
        Locale.setDefault(Locale.US);
        Explanation first = explain(row);
        Locale.setDefault(Locale.GERMANY);
        Transaction transaction = TRANSACTIONS.get(row);
        Explanation second =
            new Explainer(MODEL)
                .explain(FEATURES, row, curve, transaction.amount(), transaction.currency());
        assertThat(second).isEqualTo(first);
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void anAmountAboveTheUsualIsComparedWithTheUsual() {
    int seen = 0;
    for (int row = 0; row < ROWS; row++) {
      if (FEATURES.columns[Feature.AMOUNT_DEVIATION.ordinal()][row] < 50) {
        continue;
      }
      for (Counterfactual each : explain(row).counterfactuals()) {
        if (each.subject().equals(Explainer.USUAL_AMOUNT)) {
          assertThat(each.text())
              .contains(Values.number(FEATURES.usualAmount[row]))
              .contains(Values.number(TRANSACTIONS.get(row).amount()))
              .contains(TRANSACTIONS.get(row).currency())
              .contains(FEATURES.customerCount[row] >= 3 ? "the account's usual" : "a usual");
          seen++;
        }
      }
    }
    assertThat(seen).isPositive();
  }

  @Test
  void unknownFeaturesNeitherExplainNorAppear() {
    FeatureBlock unknown = row(ROWS - 1);
    for (float[] column : unknown.columns) {
      column[0] = Float.NaN;
    }
    unknown.usualAmount[0] = Double.NaN;
    Explanation explanation = explainer.explain(unknown, 0, curve, 5, "BTC");
    assertThat(explanation.text()).doesNotContain("NaN", "unknown");
    for (Counterfactual each : explanation.counterfactuals()) {
      assertThat(each.text()).doesNotContain("NaN", "unknown");
    }
  }

  /** As many rows as there are to be alerts: those of a threshold that is low enough. */
  private List<Integer> riskiest() {
    float[] risks = new float[ROWS];
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      risks[row] = risk(row(row));
      rows.add(row);
    }
    rows.sort(Comparator.comparing(row -> -risks[row]));
    return rows.subList(0, ALERTS);
  }

  private static List<Integer> rows() {
    SplittableRandom random = new SplittableRandom(1);
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      rows.add(random.nextInt(ROWS));
    }
    return rows;
  }

  private Explanation explain(int row) {
    Transaction transaction = TRANSACTIONS.get(row);
    return explainer.explain(FEATURES, row, curve, transaction.amount(), transaction.currency());
  }

  private static FeatureBlock row(int row) {
    return SampleEnsemble.slice(FEATURES, row, row + 1);
  }

  private float risk(FeatureBlock one) {
    return verdict(one).totalRisk[0];
  }

  private VerdictBlock verdict(FeatureBlock one) {
    scorer.scoreAgainst(curve, one, verdict);
    return verdict;
  }

  private static FeatureBlock replaced(FeatureBlock observed, String subject) {
    FeatureBlock copy = SampleEnsemble.slice(observed, 0, 1);
    if (subject.equals(Explainer.USUAL_AMOUNT)) {
      column(copy, Feature.AMOUNT)[0] = observed.usualAmountFeature[0];
      column(copy, Feature.AMOUNT_AGAINST_MAX)[0] = typical(Feature.AMOUNT_AGAINST_MAX);
      for (Feature feature : List.of(Feature.AMOUNT_RATIO, Feature.AMOUNT_DEVIATION)) {
        column(copy, feature)[0] = Math.min(0, column(observed, feature)[0]);
      }
    }
    for (Feature feature : Feature.all()) {
      boolean meant =
          feature.id().equals(subject)
              || subject.equals("all_" + feature.group().name().toLowerCase(Locale.ROOT));
      if (meant && feature.direction() != Direction.NONE) {
        column(copy, feature)[0] = typical(feature);
      }
    }
    return copy;
  }

  private static float[] column(FeatureBlock block, Feature feature) {
    return block.columns[feature.ordinal()];
  }

  private static float typical(Feature feature) {
    return MODEL.statistical().tail(feature).median();
  }
}
