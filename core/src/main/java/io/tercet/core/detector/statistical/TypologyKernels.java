package io.tercet.core.detector.statistical;

/**
 * The loops of typologies: gates that thin out a list of rows without a branch, since which row
 * passes is hard to foretell; and sums over every row, one look-up and one operation each.
 */
final class TypologyKernels {
  private TypologyKernels() {}

  static int atLeast(float[] values, float limit, int[] rows, int n, int[] kept) {
    int count = 0;
    for (int k = 0; k < n; k++) {
      int i = rows[k];
      kept[count] = i;
      count += values[i] >= limit ? 1 : 0;
    }
    return count;
  }

  static int atMost(float[] values, float limit, int[] rows, int n, int[] kept) {
    int count = 0;
    for (int k = 0; k < n; k++) {
      int i = rows[k];
      kept[count] = i;
      count += values[i] <= limit ? 1 : 0;
    }
    return count;
  }

  static int within(int[] places, int from, int to, int[] rows, int n, int[] kept) {
    int count = 0;
    for (int k = 0; k < n; k++) {
      int i = rows[k];
      kept[count] = i;
      int place = places[i];
      count += 1 + ((place - from | to - place) >> 31); // negative where it lies outside
    }
    return count;
  }

  static void add(float[] table, int[] places, float weight, float[] sums, int rows) {
    for (int i = 0; i < rows; i++) {
      sums[i] += weight * table[places[i]];
    }
  }

  static void least(float[] table, int[] places, float weight, float[] least, int rows) {
    for (int i = 0; i < rows; i++) {
      least[i] = Math.min(least[i], table[places[i]] / weight);
    }
  }

  static void invert(float[] sums, int rows) {
    for (int i = 0; i < rows; i++) {
      sums[i] = 1 / (sums[i] + StatisticalLayer.SUM_OFFSET);
    }
  }
}
