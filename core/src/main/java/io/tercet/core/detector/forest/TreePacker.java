package io.tercet.core.detector.forest;

import java.util.Arrays;

/**
 * Turns grown nodes into the model's trees: path lengths become bytes, and a split whose children
 * are leaves of equal length becomes a leaf, for it decides nothing.
 */
final class TreePacker {
  private final NodeBuffer from;
  private final double scale;
  private final int[] feature;
  private final float[] threshold;
  private final int[] right;
  private final byte[] path;
  private int size;

  private TreePacker(NodeBuffer from, double scale) {
    this.from = from;
    this.scale = scale;
    feature = new int[from.size];
    threshold = new float[from.size];
    right = new int[from.size];
    path = new byte[from.size];
  }

  /**
   * @param roots index of each tree's root in {@code from}
   * @param scale units of a byte's path length in one edge
   */
  static Trees pack(NodeBuffer from, int[] roots, double scale) {
    TreePacker packer = new TreePacker(from, scale);
    int[] packedRoots = new int[roots.length + 1];
    for (int k = 0; k < roots.length; k++) {
      packedRoots[k] = packer.size;
      packer.copy(roots[k]);
    }
    packedRoots[roots.length] = packer.size;
    return packer.trees(packedRoots);
  }

  private Trees trees(int[] roots) {
    return new Trees(
        roots,
        Arrays.copyOf(feature, size),
        Arrays.copyOf(threshold, size),
        Arrays.copyOf(right, size),
        Arrays.copyOf(path, size));
  }

  private void copy(int node) {
    if (from.feature[node] == NodeBuffer.LEAF) {
      addLeaf((byte) Math.max(1, Math.round(from.path[node] * scale)));
      return;
    }
    int split = size++;
    feature[split] = from.feature[node];
    threshold[split] = OrderedKey.lowerBound(from.key[node]);
    // A leaf that became part of another may have been here.
    path[split] = 0;
    copy(node + 1);
    right[split] = size;
    copy(from.right[node]);
    if (decidesNothing(split)) {
      byte length = path[split + 1];
      size = split;
      addLeaf(length);
    }
  }

  private boolean decidesNothing(int split) {
    return size == split + 3 && path[split + 1] == path[split + 2];
  }

  private void addLeaf(byte length) {
    feature[size] = Trees.LEAF;
    threshold[size] = 0;
    right[size] = 0;
    path[size] = length;
    size++;
  }
}
