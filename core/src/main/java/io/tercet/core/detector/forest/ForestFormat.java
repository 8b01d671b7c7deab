package io.tercet.core.detector.forest;

import io.tercet.core.model.ModelFormatException;
import io.tercet.core.model.Tensors;

/**
 * A forest as tensors. Per column {@code centre}; per tree {@code size}, its number of nodes; per
 * node in pre-order {@code feature} (−1: leaf), {@code threshold}, {@code right} (right child,
 * counted from the first node of all) and {@code path}; {@code sample_size} is ψ, {@code scale} the
 * units of {@code path} in one edge, {@code suggested_threshold} a score.
 */
final class ForestFormat {
  /** A trained forest's scale lies between: its longest path has 1 to 28.2 edges. */
  private static final double MIN_SCALE = 9;

  private static final double MAX_SCALE = IsolationForest.MAX_PATH;

  private final Tensors tensors;
  private final String prefix;

  private ForestFormat(Tensors tensors, String prefix) {
    this.tensors = tensors;
    this.prefix = prefix;
  }

  static void write(IsolationForest forest, Tensors tensors, String prefix) {
    Trees trees = forest.trees();
    int[] sizes = new int[trees.count()];
    for (int k = 0; k < sizes.length; k++) {
      sizes[k] = trees.root()[k + 1] - trees.root()[k];
    }
    tensors
        .put(prefix + "centre", forest.centres())
        .put(prefix + "size", sizes)
        .put(prefix + "feature", trees.feature())
        .put(prefix + "threshold", trees.threshold())
        .put(prefix + "right", trees.right())
        .put(prefix + "path", trees.path())
        .put(prefix + "sample_size", new int[] {forest.sampleSize()})
        .put(prefix + "scale", new double[] {forest.scale()})
        .put(prefix + "suggested_threshold", new float[] {forest.threshold()});
  }

  static IsolationForest read(Tensors tensors, String prefix) throws ModelFormatException {
    return new ForestFormat(tensors, prefix).read();
  }

  private IsolationForest read() throws ModelFormatException {
    float[] centre = centre();
    int[] sampleSize = tensors.ints(prefix + "sample_size");
    requireCount("sample_size", sampleSize.length, 1);
    require(
        sampleSize[0] >= 2 && sampleSize[0] <= ForestOptions.MAX_SAMPLE_SIZE,
        "sample_size",
        sampleSize[0]);
    double[] scale = tensors.doubles(prefix + "scale");
    requireCount("scale", scale.length, 1);
    require(scale[0] >= MIN_SCALE && scale[0] <= MAX_SCALE, "scale", scale[0]);
    float[] threshold = tensors.floats(prefix + "suggested_threshold");
    requireCount("suggested_threshold", threshold.length, 1);
    require(threshold[0] > 0 && threshold[0] < 1, "suggested_threshold", threshold[0]);
    Trees trees = trees(centre.length, PathLength.heightLimit(sampleSize[0]));
    return new IsolationForest(centre, trees, sampleSize[0], scale[0], threshold[0]);
  }

  private float[] centre() throws ModelFormatException {
    float[] centre = tensors.floats(prefix + "centre");
    require(
        centre.length >= 1 && centre.length <= IsolationForestTrainer.MAX_INPUTS,
        "centre's length",
        centre.length);
    for (float value : centre) {
      require(Float.isFinite(value), "centre", value);
    }
    return centre;
  }

  private Trees trees(int inputs, int heightLimit) throws ModelFormatException {
    int[] feature = tensors.ints(prefix + "feature");
    Trees trees =
        new Trees(
            roots(feature.length),
            feature,
            tensors.floats(prefix + "threshold"),
            tensors.ints(prefix + "right"),
            tensors.bytes(prefix + "path"));
    requireCount("threshold", trees.threshold().length, feature.length);
    requireCount("right", trees.right().length, feature.length);
    requireCount("path", trees.path().length, feature.length);
    for (int k = 0; k < trees.count(); k++) {
      int end = trees.root()[k + 1];
      int last = requireSubtree(trees, trees.root()[k], end, inputs, heightLimit);
      requireCount("tree " + k, last, end);
    }
    for (int[] edges : trees.edges(inputs)) {
      require(
          edges.length <= ThresholdMerge.MAX_THRESHOLDS,
          "number of a feature's thresholds",
          edges.length);
    }
    return trees;
  }

  private int[] roots(int nodes) throws ModelFormatException {
    int[] sizes = tensors.ints(prefix + "size");
    require(
        sizes.length >= 1 && sizes.length <= ForestOptions.MAX_TREES,
        "size's length",
        sizes.length);
    int[] roots = new int[sizes.length + 1];
    for (int k = 0; k < sizes.length; k++) {
      require(sizes[k] >= 1 && sizes[k] <= nodes - roots[k], "size", sizes[k]);
      roots[k + 1] = roots[k] + sizes[k];
    }
    requireCount("feature", nodes, roots[sizes.length]);
    return roots;
  }

  /** Visits each node once, in the order of the file, and returns where the subtree ends. */
  private int requireSubtree(Trees trees, int node, int end, int inputs, int levels)
      throws ModelFormatException {
    require(node < end, "node, past the end of its tree,", node);
    if (trees.isLeaf(node)) {
      require(trees.path(node) >= 1, "path of a leaf", trees.path(node));
      require(trees.threshold()[node] == 0, "threshold of a leaf", trees.threshold()[node]);
      require(trees.right()[node] == 0, "right child of a leaf", trees.right()[node]);
      return node + 1;
    }
    require(levels > 0, "depth at node", node);
    int feature = trees.feature()[node];
    float threshold = trees.threshold()[node];
    require(feature >= 0 && feature < inputs, "feature", feature);
    require(OrderedKey.isLowerBound(threshold), "threshold", threshold);
    require(trees.path(node) == 0, "path of a split", trees.path(node));
    int right = requireSubtree(trees, node + 1, end, inputs, levels - 1);
    require(trees.right()[node] == right, "right child", trees.right()[node]);
    return requireSubtree(trees, right, end, inputs, levels - 1);
  }

  private void requireCount(String name, int actual, int expected) throws ModelFormatException {
    if (actual != expected) {
      throw new ModelFormatException(
          "the forest '%s' is damaged: %s has %d values, expected %d"
              .formatted(prefix, name, actual, expected));
    }
  }

  private void require(boolean holds, String name, Number actual) throws ModelFormatException {
    if (!holds) {
      throw new ModelFormatException(
          "the forest '%s' is damaged: %s must not be %s".formatted(prefix, name, actual));
    }
  }
}
