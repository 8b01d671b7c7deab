package io.tercet.core.simulation;

/**
 * SplitMix64 (Steele, Lea, Flood 2014) with the draws that the simulation needs.
 *
 * <p>Its own class, because the algorithms behind the platform's generators may change between
 * releases, and a seed must give the same bytes everywhere.
 */
final class SimulationRandom {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  SimulationRandom(long seed) {
    state = mix(seed);
  }

  /** A bijection of 64-bit numbers (Stafford's variant 13): unequal inputs stay unequal. */
  static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** A number that depends on both arguments, and on their order. */
  static long mix(long first, long second) {
    return mix(mix(first + GAMMA) ^ (second * GAMMA + 1));
  }

  /** A uniform choice in [0, bound), always the same one for {@code key}. */
  static int choice(long key, int bound) {
    return (int) (((mix(key) >>> 32) * bound) >>> 32);
  }

  long nextLong() {
    state += GAMMA;
    return mix(state);
  }

  /** Uniform in [0, 1). */
  double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** Uniform in [0, bound). */
  int nextInt(int bound) {
    return (int) (((nextLong() >>> 32) * bound) >>> 32);
  }

  boolean chance(double probability) {
    return nextDouble() < probability;
  }

  /** Uniform in [low, high). */
  double between(double low, double high) {
    return low + (high - low) * nextDouble();
  }

  /** Uniform in [low, high]. */
  int between(int low, int high) {
    return low + nextInt(high - low + 1);
  }

  /** Standard normal, by Marsaglia's polar method. */
  double gaussian() {
    while (true) {
      double u = 2 * nextDouble() - 1;
      double v = 2 * nextDouble() - 1;
      double s = u * u + v * v;
      if (s < 1 && s > 0) {
        return u * Math.sqrt(-2 * StrictMath.log(s) / s);
      }
    }
  }

  /** Log-normal with the given median and spread of the logarithm. */
  double logNormal(double median, double sigma) {
    return median * StrictMath.exp(sigma * gaussian());
  }
}
