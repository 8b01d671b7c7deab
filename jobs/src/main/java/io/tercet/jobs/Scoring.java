package io.tercet.jobs;

import io.tercet.core.ensemble.Calibration;
import io.tercet.core.ensemble.Decision;
import io.tercet.core.ensemble.EnsembleModel;
import io.tercet.core.ensemble.EnsembleScorer;
import io.tercet.core.ensemble.RiskLevel;
import io.tercet.core.ensemble.VerdictBlock;
import io.tercet.core.sanctions.Sanctions;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of scoring that must be in order: calibrates and decides blocks whose layers are scored,
 * and counts. What it holds between blocks, the rolling calibration, is with the profiles all that
 * the next verdict depends on.
 */
final class Scoring {
  private final EnsembleScorer scorer;
  private final AlertRule alertRule;
  private final Sanctions sanctions;
  private final long[] levels = new long[RiskLevel.values().length];
  private long alerts;

  /** Creates it in the state that scoring is to go on from. */
  Scoring(EnsembleModel model, EngineState state, AlertRule alertRule, Sanctions sanctions) {
    this.scorer = model.scorer(state.rolling());
    this.alertRule = alertRule;
    this.sanctions = sanctions;
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

  /** The curve that the next row's fused score is read from. */
  Calibration curve() {
    return scorer.curve();
  }

  /** What the next verdict depends on; the profiles are not copied. */
  EngineState state(EngineState before) {
    return new EngineState(before.engine(), scorer.rolling());
  }

  /** Decides on a block and keeps nothing of it; only the state moves on. */
  void pass(FlowBlock block) {
    decide(block, null);
  }

  /** Decides on a block and appends its verdicts to {@code chunk}. */
  void keep(FlowBlock block, VerdictChunk chunk) {
    decide(block, chunk);
    chunk.append(block.verdicts);
    for (int i = 0; i < block.size(); i++) {
      levels[block.verdicts.level[i]]++;
    }
  }

  private void decide(FlowBlock block, @Nullable VerdictChunk chunk) {
    Calibration before = scorer.curve();
    int untilRefresh = scorer.untilRefresh();
    scorer.decide(block.transactions, block.fused, block.verdicts);
    sanctions.override(block.transactions, block.verdicts);
    VerdictBlock verdicts = block.verdicts;
    for (int i = 0; i < verdicts.size; i++) {
      boolean alert = verdicts.totalRisk[i] >= alertRule.threshold();
      alerts += alert ? 1 : 0;
      if (alertRule.decides()) {
        follow(verdicts, i, alert);
      }
      if (alert && chunk != null) {
        // A block is no longer than a curve lasts, so it meets two curves at most.
        chunk.flag(block, i, i < untilRefresh ? before : scorer.curve());
      }
    }
  }

  private static void follow(VerdictBlock verdicts, int row, boolean alert) {
    boolean critical = verdicts.level[row] == RiskLevel.CRITICAL.code();
    Decision decision = !alert ? Decision.APPROVED : critical ? Decision.BLOCKED : Decision.REVIEW;
    verdicts.decision[row] = decision.code();
  }
}
