package io.tercet.core.detector.forest;

import java.util.Arrays;

/** Bins values of each feature between the forest's own thresholds: one table look-up a value. */
final class BinTable {
  private final float[] centre;
  private final byte[][] bins;
  private final int[] used;

  /**
   * @param edges ascending threshold keys of each feature, at most 255
   */
  BinTable(float[] centre, int[][] edges) {
    this.centre = centre;
    bins = new byte[edges.length][];
    int[] features = new int[edges.length];
    int count = 0;
    for (int f = 0; f < edges.length; f++) {
      if (edges[f].length > ThresholdMerge.MAX_THRESHOLDS) {
        throw new AssertionError("feature " + f + " has " + edges[f].length + " thresholds");
      }
      bins[f] = edges[f].length == 0 ? new byte[0] : table(edges[f]);
      if (edges[f].length > 0) {
        features[count++] = f;
      }
    }
    used = Arrays.copyOf(features, count);
  }

  private static byte[] table(int[] edges) {
    byte[] table = new byte[OrderedKey.COUNT];
    int bin = 0;
    for (int key = Short.MIN_VALUE; key <= Short.MAX_VALUE; key++) {
      while (bin < edges.length && key >= edges[bin]) {
        bin++;
      }
      table[OrderedKey.indexOfKey(key)] = (byte) bin;
    }
    return table;
  }

  /**
   * Bins rows {@code [from, from + rows)}, eight to a long, the first in the lowest byte.
   *
   * @param bytes receives {@code bytes[f]} for each feature that has thresholds
   */
  void fill(float[][] columns, int from, int rows, long[][] bytes) {
    for (int f : used) {
      fill(columns[f], from, rows, centre[f], bins[f], bytes[f]);
    }
  }

  // Eight look-ups are gathered in a register and stored once; the loop is
  // bound by the look-ups and takes a quarter of a block's time.
  private static void fill(
      float[] column, int from, int rows, float centre, byte[] bins, long[] bytes) {
    int whole = rows >> 3;
    for (int q = 0; q < whole; q++) {
      int i = from + 8 * q;
      bytes[q] =
          (bins[OrderedKey.index(column[i] - centre)] & 0xFFL)
              | (bins[OrderedKey.index(column[i + 1] - centre)] & 0xFFL) << 8
              | (bins[OrderedKey.index(column[i + 2] - centre)] & 0xFFL) << 16
              | (bins[OrderedKey.index(column[i + 3] - centre)] & 0xFFL) << 24
              | (bins[OrderedKey.index(column[i + 4] - centre)] & 0xFFL) << 32
              | (bins[OrderedKey.index(column[i + 5] - centre)] & 0xFFL) << 40
              | (bins[OrderedKey.index(column[i + 6] - centre)] & 0xFFL) << 48
              | (bins[OrderedKey.index(column[i + 7] - centre)] & 0xFFL) << 56;
    }
    if ((rows & 7) != 0) {
      bytes[whole] = tail(column, from + 8 * whole, from + rows, centre, bins);
    }
  }

  private static long tail(float[] column, int from, int to, float centre, byte[] bins) {
    long tail = 0;
    for (int i = from; i < to; i++) {
      tail |= (bins[OrderedKey.index(column[i] - centre)] & 0xFFL) << 8 * (i - from);
    }
    return tail;
  }
}
