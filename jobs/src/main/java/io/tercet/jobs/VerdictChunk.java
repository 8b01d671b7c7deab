package io.tercet.jobs;

import io.tercet.core.ensemble.Calibration;
import io.tercet.core.ensemble.VerdictBlock;
import io.tercet.core.explanation.Explainer;
import io.tercet.core.explanation.Explanation;
import io.tercet.core.feature.FeatureBlock;
import io.tercet.store.DetectionStore.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** Verdicts that are committed together, and what is needed to explain the alerts among them. */
final class VerdictChunk {
  final VerdictBlock verdicts;

  private final List<Flagged> flagged = new ArrayList<>();

  /** An alert, with what is needed to explain it when its chunk is written. */
  private record Flagged(
      int row, FeatureBlock features, Calibration curve, double amount, long currency) {}

  /** Creates an empty chunk for at most {@code capacity} rows. */
  VerdictChunk(int capacity) {
    verdicts = new VerdictBlock(capacity);
  }

  /**
   * Notes that a row of the block that is about to be appended is an alert.
   *
   * @param curve that its risk was read from
   */
  void flag(FlowBlock block, int row, Calibration curve) {
    FeatureBlock one = new FeatureBlock(1);
    one.fillWith(block.features, row, 1);
    flagged.add(
        new Flagged(
            verdicts.size + row,
            one,
            curve,
            block.transactions.amount[row],
            block.transactions.currency[row]));
  }

  /** Copies all rows of {@code block} to the end. */
  void append(VerdictBlock block) {
    int n = block.size;
    int at = verdicts.size;
    System.arraycopy(block.sequence, 0, verdicts.sequence, at, n);
    System.arraycopy(block.statisticalRisk, 0, verdicts.statisticalRisk, at, n);
    System.arraycopy(block.forestRisk, 0, verdicts.forestRisk, at, n);
    System.arraycopy(block.autoencoderRisk, 0, verdicts.autoencoderRisk, at, n);
    System.arraycopy(block.fusedScore, 0, verdicts.fusedScore, at, n);
    System.arraycopy(block.totalRisk, 0, verdicts.totalRisk, at, n);
    System.arraycopy(block.level, 0, verdicts.level, at, n);
    System.arraycopy(block.decision, 0, verdicts.decision, at, n);
    System.arraycopy(block.rules, 0, verdicts.rules, at, n);
    System.arraycopy(block.typology, 0, verdicts.typology, at, n);
    verdicts.size += n;
  }

  boolean hasAlerts() {
    return !flagged.isEmpty();
  }

  /** Completes the explanation of an overridden verdict. */
  interface Overriding {
    Explanation of(Explanation behaviour, long sequence);
  }

  /**
   * Explains the alerts.
   *
   * @param currencies the text of a currency by its key
   * @param override explains those that a list of sanctions overrides
   */
  List<Reason> reasons(Explainer explainer, LongFunction<String> currencies, Overriding override) {
    List<Reason> reasons = new ArrayList<>(flagged.size());
    for (Flagged alert : flagged) {
      Explanation explanation =
          explainer.explain(
              alert.features, 0, alert.curve, alert.amount, currencies.apply(alert.currency));
      boolean overridden = (verdicts.rules[alert.row] & VerdictBlock.SANCTIONED) != 0;
      Explanation whole =
          overridden ? override.of(explanation, verdicts.sequence[alert.row]) : explanation;
      reasons.add(new Reason(alert.row, ExplanationJson.write(whole), whole.text()));
    }
    return reasons;
  }

  /** Empties it. */
  void clear() {
    verdicts.size = 0;
    flagged.clear();
  }
}
