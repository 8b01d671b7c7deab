package io.tercet.core.detector.forest;

import java.util.Arrays;

/**
 * The trees of a forest, node by node in pre-order: the left child of node i is i + 1.
 *
 * @param root index of each tree's root, ascending, and the number of nodes at the end
 * @param feature of a split, −1 in a leaf
 * @param threshold of a split, relative to the feature's centre: at or above it, go right
 * @param right right child of a split, 0 in a leaf
 * @param path fixed-point path length of a leaf, unsigned and ≥ 1; 0 in a split
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier between the forms of a forest, never compared
record Trees(int[] root, int[] feature, float[] threshold, int[] right, byte[] path) {
  static final int LEAF = NodeBuffer.LEAF;

  int count() {
    return root.length - 1;
  }

  boolean isLeaf(int node) {
    return feature[node] == LEAF;
  }

  int path(int leaf) {
    return path[leaf] & 0xFF;
  }

  /** The most splits on the way to any leaf. */
  int depth() {
    int[] depth = new int[feature.length];
    int deepest = 0;
    for (int i = 0; i < feature.length; i++) {
      deepest = Math.max(deepest, depth[i]);
      if (!isLeaf(i)) {
        depth[i + 1] = depth[i] + 1;
        depth[right[i]] = depth[i] + 1;
      }
    }
    return deepest;
  }

  /** Distinct thresholds of each feature, ascending, as keys; empty where a feature is unused. */
  int[][] edges(int inputs) {
    int[][] edges = new int[inputs][];
    int[] count = new int[inputs];
    for (int f : feature) {
      if (f != LEAF) {
        count[f]++;
      }
    }
    Arrays.setAll(edges, f -> new int[count[f]]);
    for (int i = 0; i < feature.length; i++) {
      if (!isLeaf(i)) {
        edges[feature[i]][--count[feature[i]]] = OrderedKey.of(threshold[i]);
      }
    }
    Arrays.setAll(edges, f -> Arrays.stream(edges[f]).sorted().distinct().toArray());
    return edges;
  }
}
