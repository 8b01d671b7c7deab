package io.tercet.core.detector.forest;

/** Expected path lengths and the score that follows from them (Liu, Ting, Zhou 2008). */
final class PathLength {
  private static final double EULER_GAMMA = 0.5772156649015329;

  private PathLength() {}

  /**
   * Mean path length of an unsuccessful search in a binary search tree of {@code n} rows, eq. 1:
   * c(n) = 2 H(n − 1) − 2 (n − 1) / n with H(i) ≈ ln i + γ.
   *
   * @return 0 for fewer than two rows, 1 for two
   */
  static double average(int n) {
    if (n <= 2) {
      return Math.max(0, n - 1);
    }
    // StrictMath: a model trained on one machine is the model trained on another.
    return 2 * (StrictMath.log(n - 1) + EULER_GAMMA) - 2.0 * (n - 1) / n;
  }

  /** Where trees of {@code sampleSize} rows stop growing: ⌈log2 ψ⌉, algorithm 1. */
  static int heightLimit(int sampleSize) {
    return 32 - Integer.numberOfLeadingZeros(sampleSize - 1);
  }

  /** s = 2^(−E[h] / c(ψ)), eq. 2. */
  static float score(double meanPathLength, int sampleSize) {
    return (float) StrictMath.pow(2, -meanPathLength / average(sampleSize));
  }
}
