package io.tercet.core.detector.forest;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws a sample for each tree, turns it into keys and grows the tree. */
final class ForestGrower {
  private final float[][] columns;
  private final int rows;
  private final int[] sample;
  private final short[][] keys;
  private final float[] centre;
  private final NodeBuffer nodes = new NodeBuffer();
  private int[] roots = {};

  /**
   * @param sampleSize in [2, rows]
   */
  ForestGrower(float[][] columns, int rows, int sampleSize) {
    this.columns = columns;
    this.rows = rows;
    sample = new int[sampleSize];
    keys = new short[columns.length][sampleSize];
    centre = new float[columns.length];
  }

  void grow(int trees, long seed) {
    TreeGrower grower = new TreeGrower(keys, sample.length, nodes);
    SplittableRandom random = new SplittableRandom(seed);
    roots = new int[trees];
    for (int k = 0; k < trees; k++) {
      SplittableRandom own = random.split();
      draw(own);
      if (k == 0) {
        findCentres();
      }
      fillKeys();
      roots[k] = nodes.size;
      grower.grow(own);
    }
  }

  NodeBuffer nodes() {
    return nodes;
  }

  /** Index of each tree's root. */
  int[] roots() {
    return roots;
  }

  /** Median of each feature in the first tree's sample. */
  float[] centre() {
    return centre;
  }

  private void draw(SplittableRandom random) {
    int size = sample.length;
    for (int i = 0; i < size; i++) {
      int from = (int) ((long) i * rows / size);
      int to = (int) ((long) (i + 1) * rows / size);
      sample[i] = from + TreeGrower.below(to - from, random);
    }
  }

  private void findCentres() {
    float[] values = new float[sample.length];
    for (int f = 0; f < columns.length; f++) {
      for (int i = 0; i < sample.length; i++) {
        values[i] = columns[f][sample[i]];
      }
      Arrays.sort(values);
      // Values that are not finite are reported when the keys are filled. Adding 0 makes −0 a 0.
      float median = values[values.length / 2];
      centre[f] = Float.isFinite(median) ? median + 0f : 0;
    }
  }

  private void fillKeys() {
    for (int f = 0; f < columns.length; f++) {
      for (int i = 0; i < sample.length; i++) {
        float value = columns[f][sample[i]];
        if (!Float.isFinite(value)) {
          throw new IllegalArgumentException(
              "values must be finite, got %s in column %d, row %d".formatted(value, f, sample[i]));
        }
        keys[f][i] = (short) OrderedKey.of(clip(value - centre[f]));
      }
    }
  }

  /** The difference of two finite floats may overflow. */
  private static float clip(float value) {
    return Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value));
  }
}
