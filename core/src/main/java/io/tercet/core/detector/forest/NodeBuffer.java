package io.tercet.core.detector.forest;

import java.util.Arrays;

/** Nodes of growing trees in pre-order, path lengths still exact and thresholds not yet merged. */
final class NodeBuffer {
  static final int LEAF = -1;

  int[] feature = new int[1024];
  int[] key = new int[1024];
  int[] right = new int[1024];
  double[] path = new double[1024];
  int size;

  /** Appends a split, whose left child comes next, and returns its index. */
  int addSplit(int splitFeature, int thresholdKey) {
    int node = next();
    feature[node] = splitFeature;
    key[node] = thresholdKey;
    return node;
  }

  /** Appends a leaf at the end of a path of {@code pathLength} edges. */
  void addLeaf(double pathLength) {
    int node = next();
    feature[node] = LEAF;
    path[node] = pathLength;
  }

  /** The longest path; 0 if there are no nodes. */
  double longestPath() {
    double longest = 0;
    for (int i = 0; i < size; i++) {
      longest = Math.max(longest, path[i]);
    }
    return longest;
  }

  private int next() {
    if (size == feature.length) {
      int capacity = size * 2;
      feature = Arrays.copyOf(feature, capacity);
      key = Arrays.copyOf(key, capacity);
      right = Arrays.copyOf(right, capacity);
      path = Arrays.copyOf(path, capacity);
    }
    return size++;
  }
}
