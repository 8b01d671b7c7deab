package io.tercet.core.ensemble;

import io.tercet.core.ensemble.Calibration.Scale;

/**
 * Calibrates the layers one by one on the held rows, and with each the blend grows, in the order
 * and by the arithmetic of {@link LayerScorer}.
 */
final class Fusion {
  private final LayerBlend weights;
  private final int rows;
  private final float[] blend;
  private final float[] comfort;
  private final float[] surprise;

  Fusion(Weights weights, int rows) {
    this.weights = LayerBlend.of(weights);
    this.rows = rows;
    blend = new float[rows];
    comfort = new float[rows];
    surprise = new float[rows];
    LayerBlend.begin(blend, rows);
  }

  /**
   * @param general −ln p of the loudest general typology
   */
  Calibration addStatistical(float[] general) {
    return add(general, Scale.HIGH, weights.statistical());
  }

  Calibration addForest(float[] scores) {
    return add(scores, Scale.HIGH, weights.forest());
  }

  Calibration addAutoencoder(float[] scores) {
    return add(scores, Scale.HIGH_LOGARITHMIC, weights.autoencoder());
  }

  private Calibration add(float[] scores, Scale scale, float weight) {
    Calibration calibration = Calibration.fit(scores, rows, scale);
    calibration.applyComfort(scores, rows, comfort);
    LayerBlend.add(weight, comfort, blend, rows);
    return calibration;
  }

  /** Of the finished blend. */
  Calibration calibrateBlend() {
    Calibration calibration = Calibration.fit(blend, rows, Scale.LOW_LOGARITHMIC);
    calibration.apply(blend, 0, rows, surprise);
    return calibration;
  }

  /** Of what is left when the special typologies have had their say. */
  RollingCalibration calibrateFused(float[] special, int window) {
    float[] fused = new float[rows];
    LayerBlend.fuse(surprise, special, fused, rows);
    return RollingCalibration.fit(fused, rows, window);
  }
}
