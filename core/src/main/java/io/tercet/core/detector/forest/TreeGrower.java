package io.tercet.core.detector.forest;

import java.util.SplittableRandom;

/**
 * Grows isolation trees (Liu, Ting, Zhou 2008, algorithm 2) on keys of sampled rows. Splits fall
 * between keys, so that what a tree learnt is exactly what its thresholds say.
 */
final class TreeGrower {
  private final short[][] keys;
  private final int[] rows;
  private final int[] features;
  private final int heightLimit;
  private final NodeBuffer nodes;

  /** Features {@code features[0, varying)} may still vary in the current node. */
  private int varying;

  private int least;
  private int greatest;

  /**
   * @param keys feature-major: {@code keys[f][i]} of sampled row i; refilled before each tree
   */
  TreeGrower(short[][] keys, int sampleSize, NodeBuffer nodes) {
    this.keys = keys;
    this.nodes = nodes;
    rows = new int[sampleSize];
    features = new int[keys.length];
    heightLimit = PathLength.heightLimit(sampleSize);
  }

  /** Appends one tree to the nodes. */
  void grow(SplittableRandom random) {
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i;
    }
    for (int f = 0; f < features.length; f++) {
      features[f] = f;
    }
    varying = features.length;
    grow(0, rows.length, 0, random);
  }

  private void grow(int from, int to, int depth, SplittableRandom random) {
    // Two rows are not split: both would get depth + 1, and c(2) is 1.
    int feature =
        to - from <= 2 || depth == heightLimit ? NodeBuffer.LEAF : choose(from, to, random);
    if (feature == NodeBuffer.LEAF) {
      nodes.addLeaf(depth + PathLength.average(to - from));
      return;
    }
    int threshold = threshold(random);
    int middle = partition(keys[feature], threshold, from, to);
    int node = nodes.addSplit(feature, threshold);
    int varyingHere = varying;
    grow(from, middle, depth + 1, random);
    nodes.right[node] = nodes.size;
    varying = varyingHere;
    grow(middle, to, depth + 1, random);
  }

  /** A random feature among those that vary, its range left in {@code least, greatest}. */
  private int choose(int from, int to, SplittableRandom random) {
    while (varying > 0) {
      int place = below(varying, random);
      int feature = features[place];
      findRange(keys[feature], from, to);
      if (least < greatest) {
        return feature;
      }
      // Constant here, hence constant in every descendant.
      varying--;
      features[place] = features[varying];
      features[varying] = feature;
    }
    return NodeBuffer.LEAF;
  }

  private void findRange(short[] column, int from, int to) {
    int min = Integer.MAX_VALUE;
    int max = Integer.MIN_VALUE;
    for (int i = from; i < to; i++) {
      int key = column[rows[i]];
      min = Math.min(min, key);
      max = Math.max(max, key);
    }
    least = min;
    greatest = max;
  }

  /** Uniform in value, not in key; in (least, greatest]. */
  private int threshold(SplittableRandom random) {
    double low = OrderedKey.lowerBound(least);
    double high = OrderedKey.lowerBound(greatest);
    double value = low + uniform(random) * (high - low);
    return Math.min(OrderedKey.of((float) value) + 1, greatest);
  }

  private int partition(short[] column, int threshold, int from, int to) {
    int middle = from;
    for (int i = from; i < to; i++) {
      int row = rows[i];
      rows[i] = rows[middle];
      rows[middle] = row;
      middle += column[row] < threshold ? 1 : 0;
    }
    return middle;
  }

  /** In [0, bound), from the upper bits of {@code nextLong}, the one method that never changed. */
  static int below(int bound, SplittableRandom random) {
    return (int) ((random.nextLong() >>> 32) * bound >>> 32);
  }

  private static double uniform(SplittableRandom random) {
    return (random.nextLong() >>> 11) * 0x1p-53;
  }
}
