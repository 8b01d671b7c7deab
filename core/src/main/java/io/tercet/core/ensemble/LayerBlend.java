package io.tercet.core.ensemble;

import java.util.Arrays;

/**
 * Blends the layers and fuses the blend with the special typologies: the arithmetic that training
 * and scoring share. Each loop has one index and no branch, which C2 vectorises.
 *
 * @param statistical weight of the general typologies; the three sum to 1
 */
record LayerBlend(float statistical, float forest, float autoencoder) {
  private static final float MIN_BLEND = 1e-12f;

  static LayerBlend of(Weights weights) {
    double sum = weights.statistical() + weights.forest() + weights.autoencoder();
    return new LayerBlend(
        (float) (weights.statistical() / sum),
        (float) (weights.forest() / sum),
        (float) (weights.autoencoder() / sum));
  }

  static void begin(float[] blend, int rows) {
    Arrays.fill(blend, 0, rows, MIN_BLEND);
  }

  /** Pearson's combination: any layer's sign of normality speaks against the sum. */
  static void add(float weight, float[] comfort, float[] blend, int rows) {
    for (int i = 0; i < rows; i++) {
      blend[i] += weight * comfort[i];
    }
  }

  /** A special typology that is heard overrules the blend where it is the more surprised. */
  static void fuse(float[] blendSurprise, float[] special, float[] fused, int rows) {
    for (int i = 0; i < rows; i++) {
      fused[i] = FusedScore.of(Math.max(blendSurprise[i], special[i]));
    }
  }
}
