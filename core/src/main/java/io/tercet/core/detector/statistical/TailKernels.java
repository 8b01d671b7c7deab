package io.tercet.core.detector.statistical;

/**
 * The loops over the rows of one feature. Hot: the places are found by arithmetic that C2 turns
 * into vector instructions, NaN included, so that what remains a row is one look-up; the tables of
 * all features do not fit the first-level cache, so no more of them is read than is asked for.
 * About 1 ns a row and feature together.
 */
final class TailKernels {
  private TailKernels() {}

  /**
   * Where values lie in a table: 0 for NaN, otherwise one more than the bin, which is {@code (value
   * − low) · scale + 1} cut off and kept within {@code [0, last]}.
   */
  static void place(float[] values, float low, float scale, int last, int[] places, int rows) {
    for (int i = 0; i < rows; i++) {
      float value = values[i];
      int bin = Math.max(0, Math.min(last, (int) ((value - low) * scale + 1)));
      int known = Math.min(1, (int) (Math.abs(value) + 1)); // casts saturate, and make NaN a 0
      places[i] = bin + known;
    }
  }

  static void read(float[] table, int[] places, float[] out, int rows) {
    for (int i = 0; i < rows; i++) {
      out[i] = table[places[i]];
    }
  }

  /** The least value; +∞ if there is none but NaN. */
  static float least(float[] values, int rows) {
    float least = Float.POSITIVE_INFINITY;
    for (int i = 0; i < rows; i++) {
      least = values[i] < least ? values[i] : least; // comparisons with NaN are false
    }
    return least;
  }

  /** The greatest value; −∞ if there is none but NaN. */
  static float greatest(float[] values, int rows) {
    float greatest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < rows; i++) {
      greatest = values[i] > greatest ? values[i] : greatest;
    }
    return greatest;
  }
}
