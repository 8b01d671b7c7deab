package io.tercet.core.detector.forest;

/**
 * Hyperparameters of an isolation forest.
 *
 * @param trees in [1, {@link #MAX_TREES}]; the spread of a score falls with their square root
 * @param sampleSize ψ, rows that each tree sees, in [2, {@link #MAX_SAMPLE_SIZE}]; a training
 *     window of fewer rows is used whole
 * @param contamination share of the training rows that may lie above the suggested threshold, in
 *     [0, 0.5]; it changes no score
 */
public record ForestOptions(int trees, int sampleSize, double contamination) {
  /** The most trees: ten times what the paper found to suffice. */
  public static final int MAX_TREES = 1000;

  /** The largest ψ: larger samples bring swamping and masking back (Liu, Ting, Zhou 2008, §2). */
  public static final int MAX_SAMPLE_SIZE = 4096;

  public ForestOptions {
    require(trees >= 1 && trees <= MAX_TREES, "trees must be in [1, " + MAX_TREES + "]", trees);
    require(
        sampleSize >= 2 && sampleSize <= MAX_SAMPLE_SIZE,
        "sampleSize must be in [2, " + MAX_SAMPLE_SIZE + "]",
        sampleSize);
    // Written so that NaN fails too.
    require(
        contamination >= 0 && contamination <= 0.5,
        "contamination is a share and must be in [0, 0.5]",
        contamination);
  }

  /** 100 trees of 256 rows, as in the paper; one row in a hundred above the threshold. */
  public static ForestOptions defaults() {
    return new ForestOptions(100, 256, 0.01);
  }

  /** These options with another number of trees. */
  public ForestOptions withTrees(int value) {
    return new ForestOptions(value, sampleSize, contamination);
  }

  /** These options with another ψ. */
  public ForestOptions withSampleSize(int value) {
    return new ForestOptions(trees, value, contamination);
  }

  /** These options with another contamination. */
  public ForestOptions withContamination(double value) {
    return new ForestOptions(trees, sampleSize, value);
  }

  private static void require(boolean holds, String rule, Number actual) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ", got " + actual);
    }
  }
}
