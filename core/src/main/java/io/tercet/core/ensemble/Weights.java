package io.tercet.core.ensemble;

/**
 * How much each layer counts in the fused score. Only their proportions matter.
 *
 * @param statistical ≥ 0
 * @param forest ≥ 0
 * @param autoencoder ≥ 0; at least one of the three is > 0
 */
public record Weights(double statistical, double forest, double autoencoder) {
  /**
   * Measured best over all sets: what the general typologies rank well, the other layers refine
   * where they agree.
   */
  public static final Weights STANDARD = new Weights(0.95, 0.025, 0.025);

  /** Those of the original system. */
  public static final Weights ORIGINAL = new Weights(0.2, 0.4, 0.4);

  public Weights {
    if (!(statistical >= 0 && forest >= 0 && autoencoder >= 0)
        || !(statistical + forest + autoencoder > 0)
        || statistical + forest + autoencoder > 1e6) {
      throw new IllegalArgumentException(
          "weights must be ≥ 0 and not all 0, got %s, %s, %s"
              .formatted(statistical, forest, autoencoder));
    }
  }
}
