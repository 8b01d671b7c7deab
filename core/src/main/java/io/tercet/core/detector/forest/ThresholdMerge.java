package io.tercet.core.detector.forest;

import java.util.Arrays;

/**
 * Leaves each feature at most {@link #MAX_THRESHOLDS} distinct thresholds, so that a byte says
 * between which two of them a value lies.
 */
final class ThresholdMerge {
  static final int MAX_THRESHOLDS = 255;

  private ThresholdMerge() {}

  /** Rewrites the keys of {@code nodes}; a feature with few enough thresholds keeps its own. */
  static void apply(NodeBuffer nodes, int inputs) {
    int[][] thresholds = collect(nodes, inputs);
    for (int f = 0; f < inputs; f++) {
      Arrays.sort(thresholds[f]);
      thresholds[f] = representatives(thresholds[f]);
    }
    for (int i = 0; i < nodes.size; i++) {
      if (nodes.feature[i] != NodeBuffer.LEAF) {
        nodes.key[i] = nearest(thresholds[nodes.feature[i]], nodes.key[i]);
      }
    }
  }

  private static int[][] collect(NodeBuffer nodes, int inputs) {
    int[] count = new int[inputs];
    for (int i = 0; i < nodes.size; i++) {
      if (nodes.feature[i] != NodeBuffer.LEAF) {
        count[nodes.feature[i]]++;
      }
    }
    int[][] thresholds = new int[inputs][];
    Arrays.setAll(thresholds, f -> new int[count[f]]);
    for (int i = 0; i < nodes.size; i++) {
      if (nodes.feature[i] != NodeBuffer.LEAF) {
        thresholds[nodes.feature[i]][--count[nodes.feature[i]]] = nodes.key[i];
      }
    }
    return thresholds;
  }

  /**
   * The distinct keys if they are few, else quantiles of all of them: each serves as many nodes.
   */
  private static int[] representatives(int[] sorted) {
    int[] distinct = Arrays.stream(sorted).distinct().toArray();
    if (distinct.length <= MAX_THRESHOLDS) {
      return distinct;
    }
    int[] quantiles = new int[MAX_THRESHOLDS];
    for (int i = 0; i < MAX_THRESHOLDS; i++) {
      quantiles[i] = sorted[(int) ((long) i * (sorted.length - 1) / (MAX_THRESHOLDS - 1))];
    }
    return Arrays.stream(quantiles).distinct().toArray();
  }

  private static int nearest(int[] sorted, int key) {
    int place = Arrays.binarySearch(sorted, key);
    if (place >= 0) {
      return key;
    }
    int above = -place - 1;
    if (above == sorted.length) {
      return sorted[above - 1];
    }
    return above > 0 && key - sorted[above - 1] < sorted[above] - key
        ? sorted[above - 1]
        : sorted[above];
  }
}
