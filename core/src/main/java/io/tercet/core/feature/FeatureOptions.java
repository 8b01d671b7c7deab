package io.tercet.core.feature;

/**
 * Bounds on what the engine remembers. They are part of a model: profiles of other bounds give
 * other features.
 *
 * @param maxPairs payers and receivers that are remembered together, each way by itself; a power of
 *     two; 16 bytes each, as they come
 * @param maxCurrencies currencies with a scale of their own; those beyond share one
 */
public record FeatureOptions(int maxPairs, int maxCurrencies) {
  public FeatureOptions {
    requirePowerOfTwo("maxPairs", maxPairs);
    if (maxCurrencies < 1 || maxCurrencies > 100_000) {
      throw new IllegalArgumentException(
          "maxCurrencies must be in [1, 100000], got " + maxCurrencies);
    }
  }

  /** 8 M pairs, 1,024 currencies. */
  public static FeatureOptions defaults() {
    return new FeatureOptions(1 << 23, 1024);
  }

  private static void requirePowerOfTwo(String name, int value) {
    if (value < 1024 || value > 1 << 28 || Integer.bitCount(value) != 1) {
      throw new IllegalArgumentException(
          name + " must be a power of two in [1024, 268435456], got " + value);
    }
  }
}
