package io.tercet.core.detector.forest;

import io.tercet.core.detector.Trainer;
import java.util.Arrays;

/**
 * Trains isolation forests (Liu, Ting, Zhou 2008). Each tree sees ψ rows drawn without replacement,
 * one from each of ψ equal stretches of the window, so that every part of it has its say.
 *
 * <p>Values are taken relative to the feature's median and rounded down to bfloat16 (see {@link
 * IsolationForest}); columns that do not vary are never split.
 */
public final class IsolationForestTrainer implements Trainer<IsolationForest> {
  /** The most columns. */
  public static final int MAX_INPUTS = 1024;

  /** How many rows, evenly spaced, decide the suggested threshold. */
  private static final int MAX_THRESHOLD_ROWS = 1 << 14;

  private final ForestOptions options;

  /** Creates a trainer of forests with these options. */
  public IsolationForestTrainer(ForestOptions options) {
    this.options = options;
  }

  @Override
  public IsolationForest train(float[][] columns, int rows, long seed) {
    requireShape(columns, rows);
    int sampleSize = Math.min(options.sampleSize(), rows);
    ForestGrower grower = new ForestGrower(columns, rows, sampleSize);
    grower.grow(options.trees(), seed);
    NodeBuffer nodes = grower.nodes();
    ThresholdMerge.apply(nodes, columns.length);
    double scale = IsolationForest.MAX_PATH / nodes.longestPath();
    Trees trees = TreePacker.pack(nodes, grower.roots(), scale);
    IsolationForest forest =
        new IsolationForest(grower.centre(), trees, sampleSize, scale, Float.NaN);
    return forest.withThreshold(threshold(forest, columns, rows));
  }

  /** The least score such that at most the contamination's share of the rows lies above it. */
  private float threshold(IsolationForest forest, float[][] columns, int rows) {
    int size = Math.min(rows, MAX_THRESHOLD_ROWS);
    float[] scores = new float[size];
    forest.scorer().score(spaced(columns, rows, size), size, scores);
    Arrays.sort(scores);
    return scores[size - 1 - (int) (options.contamination() * size)];
  }

  private static float[][] spaced(float[][] columns, int rows, int size) {
    if (size == rows) {
      return columns;
    }
    float[][] spaced = new float[columns.length][size];
    for (int f = 0; f < columns.length; f++) {
      for (int i = 0; i < size; i++) {
        spaced[f][i] = columns[f][(int) ((long) i * rows / size)];
      }
    }
    return spaced;
  }

  private static void requireShape(float[][] columns, int rows) {
    if (columns.length < 1 || columns.length > MAX_INPUTS) {
      throw new IllegalArgumentException(
          "a forest needs 1 to %d columns, got %d".formatted(MAX_INPUTS, columns.length));
    }
    if (rows < 2) {
      throw new IllegalArgumentException(
          "rows must be ≥ 2, got " + rows + ". Maybe the training window is empty.");
    }
    for (int f = 0; f < columns.length; f++) {
      if (columns[f].length < rows) {
        throw new IllegalArgumentException(
            "column %d has %d values, fewer than %d rows".formatted(f, columns[f].length, rows));
      }
    }
  }
}
