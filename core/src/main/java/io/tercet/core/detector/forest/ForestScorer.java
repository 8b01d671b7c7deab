package io.tercet.core.detector.forest;

import io.tercet.core.detector.Detector;

/**
 * Scores rows with an {@link IsolationForest}; for one thread. Blocks and single rows give the same
 * bits.
 */
public final class ForestScorer implements Detector.Scorer {
  /** Rows a pass: slots and bins stay in the second-level cache, and a pass outweighs its call. */
  private static final int BLOCK = 2048;

  /** Below this many rows, walking them one by one is quicker than a pass. */
  private static final int FEW = 48;

  private final IsolationForest forest;
  private final int[] keys;
  private long[][] bytes = {};
  private long[][] stack = {};
  private long[] even = {};
  private long[] odd = {};
  private int[] sums = {};

  ForestScorer(IsolationForest forest) {
    this.forest = forest;
    keys = new int[forest.inputs()];
  }

  @Override
  public void score(float[][] columns, int rows, float[] scores) {
    for (int from = 0; from < rows; from += BLOCK) {
      int count = Math.min(BLOCK, rows - from);
      if (count < FEW) {
        scoreEach(columns, from, count, scores);
      } else {
        scoreBlock(columns, from, count, scores);
      }
    }
  }

  /**
   * Scores one row.
   *
   * @param row {@link IsolationForest#inputs()} finite values
   * @return the raw score, in (0, 1)
   */
  public float score(float[] row) {
    for (int f = 0; f < keys.length; f++) {
      keys[f] = forest.key(f, row[f]);
    }
    return forest.scoreOf(forest.heap().sum(keys));
  }

  private void scoreEach(float[][] columns, int from, int count, float[] scores) {
    for (int i = from; i < from + count; i++) {
      for (int f = 0; f < keys.length; f++) {
        keys[f] = forest.key(f, columns[f][i]);
      }
      scores[i] = forest.scoreOf(forest.heap().sum(keys));
    }
  }

  private void scoreBlock(float[][] columns, int from, int count, float[] scores) {
    reserve();
    forest.bins().fill(columns, from, count, bytes);
    forest.program().run(bytes, count, stack, even, odd, sums);
    for (int i = 0; i < count; i++) {
      scores[from + i] = forest.scoreOf(sums[i]);
    }
  }

  /** Once, at the first block: a scorer of single rows needs none of it. */
  private void reserve() {
    if (sums.length == 0) {
      bytes = new long[forest.inputs()][BLOCK / 8];
      stack = new long[forest.program().slots()][BLOCK / 8];
      even = new long[BLOCK / 8];
      odd = new long[BLOCK / 8];
      sums = new int[BLOCK];
    }
  }
}
