package io.tercet.core.ensemble;

import io.tercet.core.detector.Detector;
import io.tercet.core.detector.statistical.StatisticalLayer;
import io.tercet.core.feature.FeatureBlock;
import io.tercet.core.transaction.TransactionBlock;
import java.util.Arrays;

/**
 * Turns features into verdicts, in blocks. Its only state is the rolling calibration, which moves
 * on by counts of rows, so that the same rows get the same bits however they are cut into blocks.
 * Not safe for two threads at once; allocates nothing per row.
 */
public final class EnsembleScorer {
  /** Rows that are scored at once: large enough for the kernels, small enough for the L2 cache. */
  public static final int BLOCK = 1024;

  private static final float MIN_FUSED = 1e-12f;

  private final EnsembleModel model;
  private final RollingCalibration rolling;
  private final StatisticalLayer.Scorer statistical;
  private final Detector.Scorer forest;
  private final Detector.Scorer autoencoder;
  private final float weightStatistical;
  private final float weightForest;
  private final float weightAutoencoder;

  private final float[] raw = new float[BLOCK];
  private final float[] loudest = new float[BLOCK];
  private final float[] surprise = new float[BLOCK];
  private final float[] comfort = new float[BLOCK];
  private final float[] fused = new float[BLOCK];
  private final float[] points = new float[BLOCK];

  EnsembleScorer(EnsembleModel model, RollingCalibration rolling) {
    this.model = model;
    this.rolling = rolling;
    statistical = model.statistical().scorer(BLOCK);
    forest = model.forest().scorer();
    autoencoder = model.autoencoder().scorer();
    Weights weights = model.options().weights();
    double sum = weights.statistical() + weights.forest() + weights.autoencoder();
    weightStatistical = (float) (weights.statistical() / sum);
    weightForest = (float) (weights.forest() / sum);
    weightAutoencoder = (float) (weights.autoencoder() / sum);
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
    fuse(features, out);
    System.arraycopy(transactions.sequence, 0, out.sequence, 0, features.size);
    for (int from = 0; from < features.size; ) {
      int to = Math.min(features.size, from + rolling.untilRefresh());
      decide(rolling.curve(), from, to, out);
      rolling.add(fused, from, to);
      from = to;
    }
  }

  /** Scores rows against a given curve and changes nothing: for explanations and what-ifs. */
  public void scoreAgainst(Calibration curve, FeatureBlock features, VerdictBlock out) {
    fuse(features, out);
    decide(curve, 0, features.size, out);
  }

  /**
   * Fuses a block and writes what is calibrated, small for the suspicious, to {@code to[at, …)}.
   */
  void fuse(FeatureBlock features, VerdictBlock out, float[] to, int at) {
    fuse(features, out);
    System.arraycopy(fused, 0, to, at, features.size);
  }

  /** Fills the layers' risks and the fused score. */
  private void fuse(FeatureBlock features, VerdictBlock out) {
    int rows = features.size;
    if (rows > BLOCK || out.capacity < rows) {
      throw new IllegalArgumentException(
          "a block has at most %d rows and %d fit the verdicts, got %d"
              .formatted(BLOCK, out.capacity, rows));
    }
    out.size = rows;
    Arrays.fill(fused, 0, rows, 0);
    model.options().rules().test(features, out.rules, points);
    statistical.score(features);
    findLoudest(rows, out.typology);
    addLayer(model.statisticalCalibration(), loudest, weightStatistical, rows, out.statisticalRisk);
    forest.score(statistical.surprise, rows, raw);
    addLayer(model.forestCalibration(), raw, weightForest, rows, out.forestRisk);
    autoencoder.score(statistical.surprise, rows, raw);
    addLayer(model.autoencoderCalibration(), raw, weightAutoencoder, rows, out.autoencoderRisk);
    for (int i = 0; i < rows; i++) {
      fused[i] = Math.max(MIN_FUSED, fused[i]);
      out.fusedScore[i] = 1 / fused[i];
    }
  }

  /** The most surprising typology of each row: any typology suffices. */
  private void findLoudest(int rows, byte[] index) {
    Arrays.fill(loudest, 0, rows, 0);
    for (int t = 0; t < model.typologies().size(); t++) {
      model.typologies().get(t).apply(statistical.typologies[t], rows, surprise);
      for (int i = 0; i < rows; i++) {
        boolean louder = surprise[i] > loudest[i];
        loudest[i] = louder ? surprise[i] : loudest[i];
        index[i] = louder ? (byte) t : index[i];
      }
    }
  }

  /** Pearson's combination: any layer's sign of normality speaks against the sum. */
  private void addLayer(
      Calibration calibration, float[] scores, float weight, int rows, float[] risk) {
    calibration.apply(scores, rows, surprise, comfort);
    for (int i = 0; i < rows; i++) {
      risk[i] = Risk.of(surprise[i]);
      fused[i] += weight * comfort[i];
    }
  }

  private void decide(Calibration curve, int from, int to, VerdictBlock out) {
    Thresholds thresholds = model.options().thresholds();
    for (int i = from; i < to; i++) {
      float risk = Risk.of(curve.surprise(fused[i]));
      RiskLevel level = thresholds.level(risk);
      out.totalRisk[i] = risk;
      out.level[i] = level.code();
      out.decision[i] = Thresholds.decision(level).code();
    }
  }
}
