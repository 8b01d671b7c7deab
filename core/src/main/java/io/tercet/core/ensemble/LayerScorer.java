package io.tercet.core.ensemble;

import io.tercet.core.detector.Detector;
import io.tercet.core.detector.statistical.StatisticalLayer;
import io.tercet.core.feature.FeatureBlock;

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

  private final EnsembleModel model;
  private final StatisticalLayer.Scorer statistical;
  private final Loudest loudest;
  private final Detector.Scorer forest;
  private final Detector.Scorer autoencoder;
  private final LayerBlend weights;

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
    weights = LayerBlend.of(model.options().weights());
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
    out.size = rows;
    LayerBlend.begin(blend, rows);
    model.options().rules().test(features, out.rules);
    scoreTypologies(features, out);
    score(forest, model.forestCalibration(), weights.forest(), rows, out.forestRisk);
    score(
        autoencoder,
        model.autoencoderCalibration(),
        weights.autoencoder(),
        rows,
        out.autoencoderRisk);
    model.blendCalibration().apply(blend, 0, rows, surprise);
    LayerBlend.fuse(surprise, loudest.special, fused, rows);
    System.arraycopy(fused, 0, out.fusedScore, 0, rows);
  }

  private void scoreTypologies(FeatureBlock features, VerdictBlock out) {
    int rows = features.size;
    statistical.score(features);
    loudest.find(statistical, rows, out.typology);
    model.statisticalCalibration().apply(loudest.all, 0, rows, surprise);
    toRisk(rows, out.statisticalRisk);
    model.generalCalibration().applyComfort(loudest.general, rows, comfort);
    LayerBlend.add(weights.statistical(), comfort, blend, rows);
  }

  private void score(
      Detector.Scorer detector, Calibration calibration, float weight, int rows, float[] risk) {
    detector.score(statistical.surprise, rows, raw);
    calibration.apply(raw, rows, surprise, comfort);
    toRisk(rows, risk);
    LayerBlend.add(weight, comfort, blend, rows);
  }

  private void toRisk(int rows, float[] risk) {
    System.arraycopy(surprise, 0, risk, 0, rows);
    Risk.ofAll(risk, 0, rows);
  }
}
