package io.tercet.core.detector.forest;

import io.tercet.core.detector.Detector;
import io.tercet.core.model.ModelFormatException;
import io.tercet.core.model.Tensors;

/**
 * A trained isolation forest (Liu, Ting, Zhou 2008). The raw score of a row is the paper's s(x) =
 * 2^(−E[h(x)] / c(ψ)), in (0, 1): near 1 for a row that a few splits isolate, below ½ for ordinary
 * ones. ψ is the number of rows each tree really saw.
 *
 * <p>The model is defined so that bytes can compute it exactly. A split sends a row right if {@code
 * x[f] − centre[f] ≥ threshold} in float arithmetic, where the threshold has 16 significant bits
 * (bfloat16, rounded down) and a feature at most 255 distinct ones. A leaf holds its path length h
 * in units of 1/scale, a whole number in 1..255. E[h] is the sum over the trees divided by their
 * number and the scale.
 */
public final class IsolationForest implements Detector {
  /** The longest path in units: what a byte holds. */
  static final int MAX_PATH = 255;

  private final float[] centre;
  private final Trees trees;
  private final int sampleSize;
  private final double scale;
  private final float threshold;
  private final BinTable bins;
  private final BlendProgram program;
  private final HeapTrees heap;

  /** Score by sum of path lengths. */
  private final float[] scores;

  IsolationForest(float[] centre, Trees trees, int sampleSize, double scale, float threshold) {
    this.centre = centre;
    this.trees = trees;
    this.sampleSize = sampleSize;
    this.scale = scale;
    this.threshold = threshold;
    int[][] edges = trees.edges(centre.length);
    bins = new BinTable(centre, edges);
    program = new BlendProgram(trees, edges);
    heap = new HeapTrees(trees);
    scores = scores();
  }

  private IsolationForest(IsolationForest other, float threshold) {
    centre = other.centre;
    trees = other.trees;
    sampleSize = other.sampleSize;
    scale = other.scale;
    bins = other.bins;
    program = other.program;
    heap = other.heap;
    scores = other.scores;
    this.threshold = threshold;
  }

  private float[] scores() {
    float[] table = new float[MAX_PATH * trees.count() + 1];
    for (int sum = 0; sum < table.length; sum++) {
      table[sum] = PathLength.score(sum / (scale * trees.count()), sampleSize);
    }
    return table;
  }

  @Override
  public int inputs() {
    return centre.length;
  }

  /** How many trees vote, ≥ 1. */
  public int treeCount() {
    return trees.count();
  }

  /** ψ: how many rows each tree saw, ≥ 2; fewer than asked for if the window had fewer. */
  public int sampleSize() {
    return sampleSize;
  }

  /**
   * The suggested threshold, in (0, 1): at most the contamination's share of the training rows has
   * a score above it (of 16,384 evenly spaced ones, where there were more).
   */
  public float threshold() {
    return threshold;
  }

  /** The quick form, by blocks and by single rows. */
  @Override
  public ForestScorer scorer() {
    return new ForestScorer(this);
  }

  /** The plain form, thirty times as slow and equal bit for bit: for tests and for reading. */
  public Scorer referenceScorer() {
    return new ReferenceScorer(this);
  }

  /** Puts the forest under names that begin with {@code prefix}. */
  public void writeTo(Tensors tensors, String prefix) {
    ForestFormat.write(this, tensors, prefix);
  }

  /**
   * The forest that was written under {@code prefix}.
   *
   * @throws ModelFormatException if anything is missing or not as {@link #writeTo} writes it
   */
  public static IsolationForest readFrom(Tensors tensors, String prefix)
      throws ModelFormatException {
    return ForestFormat.read(tensors, prefix);
  }

  IsolationForest withThreshold(float value) {
    return new IsolationForest(this, value);
  }

  float centre(int feature) {
    return centre[feature];
  }

  float[] centres() {
    return centre;
  }

  int key(int feature, float value) {
    return OrderedKey.of(value - centre[feature]);
  }

  float scoreOf(int sum) {
    return scores[sum];
  }

  Trees trees() {
    return trees;
  }

  double scale() {
    return scale;
  }

  BinTable bins() {
    return bins;
  }

  BlendProgram program() {
    return program;
  }

  HeapTrees heap() {
    return heap;
  }
}
