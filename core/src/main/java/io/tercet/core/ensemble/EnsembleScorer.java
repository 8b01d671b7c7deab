package io.tercet.core.ensemble;

import io.tercet.core.feature.FeatureBlock;
import io.tercet.core.transaction.TransactionBlock;
import java.util.Arrays;

/**
 * Turns features into verdicts, in blocks: {@link LayerScorer} scores a block by itself, {@link
 * #decide} calibrates the blocks in order. Its only state is the rolling calibration, which moves
 * on by counts of rows, so that the same rows get the same bits however they are cut into blocks.
 * Not safe for two threads at once; allocates nothing per row.
 */
public final class EnsembleScorer {
  /** Rows that are scored at once: large enough for the kernels, small enough for the L2 cache. */
  public static final int BLOCK = 1024;

  private final EnsembleModel model;
  private final RollingCalibration rolling;
  private final LayerScorer layers;
  private final float[] fused = new float[BLOCK];

  EnsembleScorer(EnsembleModel model, RollingCalibration rolling) {
    this.model = model;
    this.rolling = rolling;
    layers = model.layerScorer();
  }

  /** The model it scores with. */
  public EnsembleModel model() {
    return model;
  }

  /** The state of the rolling calibration: a copy. */
  public RollingCalibration rolling() {
    return rolling.copy();
  }

  /** The curve that the next row's fused score is read from. */
  public Calibration curve() {
    return rolling.curve();
  }

  /** How many rows will be read from that curve before it changes, ≥ 1. */
  public int untilRefresh() {
    return rolling.untilRefresh();
  }

  /**
   * Scores all rows of a block and moves the calibration on.
   *
   * @param transactions the rows, for their ingestion numbers
   * @param features of the same rows; at most {@link #BLOCK}
   * @param out emptied and filled
   */
  public void score(TransactionBlock transactions, FeatureBlock features, VerdictBlock out) {
    if (transactions.size != features.size) {
      throw new IllegalArgumentException(
          "the features of %d rows belong to no block of %d transactions"
              .formatted(features.size, transactions.size));
    }
    layers.score(features, out, fused);
    decide(transactions, fused, out);
  }

  /**
   * The second half of {@link #score}: calibrates a block that a {@link LayerScorer} of the same
   * model has scored, and moves on. Blocks must come in the order of their rows.
   *
   * @param transactions the rows, for their ingestion numbers
   * @param fusedScores what the layer scorer gave, one a row
   * @param out what the layer scorer filled; becomes complete
   */
  public void decide(TransactionBlock transactions, float[] fusedScores, VerdictBlock out) {
    System.arraycopy(transactions.sequence, 0, out.sequence, 0, out.size);
    for (int from = 0; from < out.size; ) {
      int to = Math.min(out.size, from + rolling.untilRefresh());
      decide(rolling.curve(), fusedScores, from, to, out);
      rolling.add(fusedScores, from, to);
      from = to;
    }
  }

  /** Scores rows against a given curve and changes nothing: for explanations and what-ifs. */
  public void scoreAgainst(Calibration curve, FeatureBlock features, VerdictBlock out) {
    layers.score(features, out, fused);
    decide(curve, fused, 0, features.size, out);
  }

  private void decide(Calibration curve, float[] scores, int from, int to, VerdictBlock out) {
    curve.apply(scores, from, to, out.totalRisk);
    Risk.ofAll(out.totalRisk, from, to);
    Arrays.fill(out.level, from, to, RiskLevel.LOW.code());
    Arrays.fill(out.decision, from, to, Decision.APPROVED.code());
    Thresholds thresholds = model.options().thresholds();
    double medium = thresholds.medium();
    for (int i = from; i < to; i++) {
      if (out.totalRisk[i] >= medium) { // one in a thousand
        RiskLevel level = thresholds.level(out.totalRisk[i]);
        out.level[i] = level.code();
        out.decision[i] = Thresholds.decision(level).code();
      }
    }
  }
}
