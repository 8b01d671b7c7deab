package io.tercet.jobs;

import io.tercet.core.ensemble.Calibration;
import io.tercet.core.ensemble.Decision;
import io.tercet.core.ensemble.EnsembleModel;
import io.tercet.core.ensemble.EnsembleScorer;
import io.tercet.core.ensemble.RiskLevel;
import io.tercet.core.ensemble.VerdictBlock;
import io.tercet.core.explanation.Explainer;
import io.tercet.core.explanation.Explanation;
import io.tercet.core.feature.FeatureBlock;
import io.tercet.core.feature.FeatureEngine;
import io.tercet.core.sanctions.Sanctions;
import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import io.tercet.store.DetectionStore.Reason;
import io.tercet.store.TransactionStore;
import io.tercet.store.TransactionStore.StoredTransaction;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Scores blocks of transactions in order and gathers the verdicts of a chunk, with an explanation
 * for each alert. What it holds between blocks, profiles and rolling calibration, is all that the
 * next verdict depends on.
 */
final class Scoring {
  /** Rows that are scored at once. */
  static final int BLOCK = EnsembleScorer.BLOCK;

  private final FeatureEngine engine;
  private final EnsembleScorer scorer;
  private final Explainer explainer;
  private final AlertRule alertRule;
  private final Sanctions sanctions;
  private final FeatureBlock features = new FeatureBlock(BLOCK);
  private final VerdictBlock block = new VerdictBlock(BLOCK);
  private final VerdictBlock chunk;
  private final List<Flagged> flagged = new ArrayList<>();
  private final long[] levels = new long[RiskLevel.values().length];
  private long alerts;

  /** An alert, with what is needed to explain it when its chunk is written. */
  private record Flagged(int row, FeatureBlock features, Calibration curve) {}

  /**
   * Creates it in the state that scoring is to go on from.
   *
   * @param chunkRows rows of a chunk, at least
   */
  Scoring(
      EnsembleModel model,
      EngineState state,
      AlertRule alertRule,
      Sanctions sanctions,
      int chunkRows) {
    this.engine = state.engine();
    this.scorer = model.scorer(state.rolling());
    this.explainer = new Explainer(model);
    this.alertRule = alertRule;
    this.sanctions = sanctions;
    this.chunk = new VerdictBlock(chunkRows + BLOCK);
  }

  /** Alerts found so far. */
  long alerts() {
    return alerts;
  }

  /** Rows of each level that were kept. */
  Map<RiskLevel, Long> levels() {
    Map<RiskLevel, Long> map = new EnumMap<>(RiskLevel.class);
    for (RiskLevel level : RiskLevel.values()) {
      map.put(level, levels[level.code()]);
    }
    return map;
  }

  /** What the next verdict depends on; the profiles are not copied. */
  EngineState state() {
    return new EngineState(engine, scorer.rolling());
  }

  /** The verdicts gathered since {@link #clear}. */
  VerdictBlock chunk() {
    return chunk;
  }

  /** Empties the chunk. */
  void clear() {
    chunk.size = 0;
    flagged.clear();
  }

  /**
   * Scores a block of at most {@link #BLOCK} rows.
   *
   * @param keep whether verdicts are gathered; if not, only the state moves on
   */
  void score(TransactionBlock transactions, boolean keep) {
    engine.process(transactions, features);
    Calibration before = scorer.curve();
    int untilRefresh = scorer.untilRefresh();
    scorer.score(transactions, features, block);
    sanctions.override(transactions, block);
    for (int i = 0; i < block.size; i++) {
      boolean alert = block.totalRisk[i] >= alertRule.threshold();
      alerts += alert ? 1 : 0;
      if (alertRule.decides()) {
        follow(i, alert);
      }
      if (keep && alert) {
        // A block is no longer than a curve lasts, so it meets two curves at most.
        flag(i, i < untilRefresh ? before : scorer.curve());
      }
    }
    if (keep) {
      append();
    }
  }

  private void follow(int row, boolean alert) {
    boolean critical = block.level[row] == RiskLevel.CRITICAL.code();
    Decision decision = !alert ? Decision.APPROVED : critical ? Decision.BLOCKED : Decision.REVIEW;
    block.decision[row] = decision.code();
  }

  private void flag(int row, Calibration curve) {
    FeatureBlock one = new FeatureBlock(1);
    one.fillWith(features, row, 1);
    flagged.add(new Flagged(chunk.size + row, one, curve));
  }

  private void append() {
    int n = block.size;
    int at = chunk.size;
    System.arraycopy(block.sequence, 0, chunk.sequence, at, n);
    System.arraycopy(block.statisticalRisk, 0, chunk.statisticalRisk, at, n);
    System.arraycopy(block.forestRisk, 0, chunk.forestRisk, at, n);
    System.arraycopy(block.autoencoderRisk, 0, chunk.autoencoderRisk, at, n);
    System.arraycopy(block.fusedScore, 0, chunk.fusedScore, at, n);
    System.arraycopy(block.totalRisk, 0, chunk.totalRisk, at, n);
    System.arraycopy(block.level, 0, chunk.level, at, n);
    System.arraycopy(block.decision, 0, chunk.decision, at, n);
    System.arraycopy(block.rules, 0, chunk.rules, at, n);
    System.arraycopy(block.typology, 0, chunk.typology, at, n);
    chunk.size += n;
    for (int i = 0; i < n; i++) {
      levels[block.level[i]]++;
    }
  }

  /** Explains the alerts of the chunk. */
  List<Reason> reasons(TransactionStore store) {
    if (flagged.isEmpty()) {
      return List.of();
    }
    Map<Long, Transaction> transactions = transactions(store);
    List<Reason> reasons = new ArrayList<>();
    for (Flagged alert : flagged) {
      Transaction transaction = transactions.get(chunk.sequence[alert.row]);
      if (transaction == null) {
        throw new JobException(
            "transaction number %d was read and is not there any more"
                .formatted(chunk.sequence[alert.row]));
      }
      Explanation explanation =
          explainer.explain(
              alert.features, 0, alert.curve, transaction.amount(), transaction.currency());
      boolean overridden = (chunk.rules[alert.row] & VerdictBlock.SANCTIONED) != 0;
      Explanation whole =
          overridden ? SanctionedParties.explain(explanation, sanctions, transaction) : explanation;
      reasons.add(new Reason(alert.row, ExplanationJson.write(whole), whole.text()));
    }
    return reasons;
  }

  /** The alerts' transactions by sequence number, for what people read: amount and currency. */
  private Map<Long, Transaction> transactions(TransactionStore store) {
    long[] sequences = flagged.stream().mapToLong(alert -> chunk.sequence[alert.row]).toArray();
    Map<Long, Transaction> transactions = new HashMap<>();
    for (StoredTransaction stored : store.bySequence(sequences)) {
      transactions.put(stored.sequence(), stored.transaction());
    }
    return transactions;
  }
}
