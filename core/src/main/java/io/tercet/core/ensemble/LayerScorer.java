package io.tercet.core.ensemble;

import io.tercet.core.detector.Detector;
import io.tercet.core.detector.statistical.StatisticalLayer;
import io.tercet.core.feature.FeatureBlock;
import java.util.Arrays;

/**
 * Scores a block with all layers. The general typologies, the forest and the autoencoder are
 * blended by weight, any sign of normality speaking against the rest; a special typology that is
 * heard overrules the blend where it is the more surprised.
 *
 * <p>This is the part of scoring that has no memory: what the layers and the rules say of a row
 * depends on the row's features alone. So blocks may be scored in any order and on any thread, each
 * thread with a scorer of its own; {@link EnsembleScorer#decide} then takes the blocks in order.
 * Allocates nothing per row.
 */
public final class LayerScorer {
  private static final float MIN_BLEND = 1e-12f;

  private final EnsembleModel model;
  private final StatisticalLayer.Scorer statistical;
  private final Loudest loudest;
  private final Detector.Scorer forest;
  private final Detector.Scorer autoencoder;
  private final float weightStatistical;
  private final float weightForest;
  private final float weightAutoencoder;

  private final float[] raw = new float[EnsembleScorer.BLOCK];
  private final float[] blend = new float[EnsembleScorer.BLOCK];
  private final float[] surprise = new float[EnsembleScorer.BLOCK];
  private final float[] comfort = new float[EnsembleScorer.BLOCK];

  LayerScorer(EnsembleModel model) {
    this.model = model;
    statistical = model.statistical().scorer(EnsembleScorer.BLOCK);
    loudest = new Loudest(model.options().typologies(), model.typologies());
    forest = model.forest().scorer();
    autoencoder = model.autoencoder().scorer();
    Weights weights = model.options().weights();
    double sum = weights.statistical() + weights.forest() + weights.autoencoder();
    weightStatistical = (float) (weights.statistical() / sum);
    weightForest = (float) (weights.forest() / sum);
    weightAutoencoder = (float) (weights.autoencoder() / sum);
  }

  /**
   * Fills the layers' risks, the rules hit, the typology and the fused score of {@code out}.
   *
   * @param features at most {@link EnsembleScorer#BLOCK} rows
   * @param out emptied and filled; sequence, total risk, level and decision stay as they are
   * @param fused gets in {@code [0, rows)} what is calibrated: ≥ 1, large for the suspicious
   */
  public void score(FeatureBlock features, VerdictBlock out, float[] fused) {
    int rows = features.size;
    if (rows > EnsembleScorer.BLOCK || out.capacity < rows || fused.length < rows) {
      throw new IllegalArgumentException(
          "a block has at most %d rows, %d fit the verdicts and %d the fused scores, got %d"
              .formatted(EnsembleScorer.BLOCK, out.capacity, fused.length, rows));
    }
    blend(features, out);
    model.blendCalibration().apply(blend, 0, rows, surprise);
    for (int i = 0; i < rows; i++) {
      fused[i] = FusedScore.of(Math.max(surprise[i], loudest.special[i]));
    }
    System.arraycopy(fused, 0, out.fusedScore, 0, rows);
  }

  /**
   * Everything up to the layers' blend: fills {@code out} but for the fused score.
   *
   * @return the blend of each row, > 0, small for the suspicious; valid until the next call
   */
  float[] blend(FeatureBlock features, VerdictBlock out) {
    int rows = features.size;
    out.size = rows;
    Arrays.fill(blend, 0, rows, MIN_BLEND);
    model.options().rules().test(features, out.rules);
    statistical.score(features);
    loudest.find(statistical, rows, out.typology);
    model.statisticalCalibration().apply(loudest.all, 0, rows, surprise);
    toRisk(rows, out.statisticalRisk);
    model.generalCalibration().apply(loudest.general, rows, surprise, comfort);
    add(weightStatistical, rows);
    forest.score(statistical.surprise, rows, raw);
    model.forestCalibration().apply(raw, rows, surprise, comfort);
    toRisk(rows, out.forestRisk);
    add(weightForest, rows);
    autoencoder.score(statistical.surprise, rows, raw);
    model.autoencoderCalibration().apply(raw, rows, surprise, comfort);
    toRisk(rows, out.autoencoderRisk);
    add(weightAutoencoder, rows);
    return blend;
  }

  private void toRisk(int rows, float[] risk) {
    System.arraycopy(surprise, 0, risk, 0, rows);
    Risk.ofAll(risk, 0, rows);
  }

  /** Pearson's combination: any layer's sign of normality speaks against the sum. */
  private void add(float weight, int rows) {
    for (int i = 0; i < rows; i++) {
      blend[i] += weight * comfort[i];
    }
  }
}
