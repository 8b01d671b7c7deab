package io.tercet.core.feature;

/**
 * Bounds on what the engine remembers. They are part of a model: profiles of other bounds give
 * other features.
 *
 * @param maxPairs slots for pairs of parties that paid each other; a power of two; 24 bytes each,
 *     twice; about the latest two thirds of so many pairs are remembered at least
 * @param maxLookAlikes slots for address shapes known to parties; a power of two; 16 bytes each,
 *     twice; remembered likewise
 * @param maxCurrencies currencies with a scale of their own; those beyond share one
 */
public record FeatureOptions(int maxPairs, int maxLookAlikes, int maxCurrencies) {
  public FeatureOptions {
    requirePowerOfTwo("maxPairs", maxPairs);
    requirePowerOfTwo("maxLookAlikes", maxLookAlikes);
    if (maxCurrencies < 1 || maxCurrencies > 100_000) {
      throw new IllegalArgumentException(
          "maxCurrencies must be in [1, 100000], got " + maxCurrencies);
    }
  }

  /** 8 M pairs, 4 M look-alikes, 1,024 currencies. */
  public static FeatureOptions defaults() {
    return new FeatureOptions(1 << 23, 1 << 22, 1024);
  }

  private static void requirePowerOfTwo(String name, int value) {
    if (value < 1024 || value > 1 << 28 || Integer.bitCount(value) != 1) {
      throw new IllegalArgumentException(
          name + " must be a power of two in [1024, 268435456], got " + value);
    }
  }
}
