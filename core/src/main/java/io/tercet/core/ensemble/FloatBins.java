package io.tercet.core.ensemble;

import io.tercet.core.model.ModelFormatException;
import io.tercet.core.model.Tensors;

/**
 * Cuts the positive floats of a range into bins by the upper bits of their representation: the bins
 * are spaced like logarithms, and finding one costs two instructions and no search.
 *
 * @param shift how many low bits are dropped; the bin of a value is its bits, shifted
 * @param first shifted bits of bin 0
 * @param bins number of bins, ≥ 1; values outside the range fall into the first or last bin
 */
record FloatBins(int shift, int first, int bins) {
  static final int MAX_BINS = 1 << 13;

  /** The largest float that has a bin of its own. */
  static final float MAX_VALUE = Float.MAX_VALUE / 4;

  private static final int MIN_SHIFT = 10;
  private static final int LEAST = Float.floatToRawIntBits(Float.MIN_NORMAL);
  private static final int INFINITY = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

  FloatBins {
    if (shift < MIN_SHIFT || shift > 30 || bins < 1 || bins > MAX_BINS) {
      throw new IllegalArgumentException(
          "bins must be in [1, %d] with a shift in [%d, 30], got %d with %d"
              .formatted(MAX_BINS, MIN_SHIFT, bins, shift));
    }
    if (first < 0 || ((long) first + bins - 1 << shift | 1L << shift - 1) >= INFINITY) {
      throw new IllegalArgumentException(
          "bins must lie among the finite positive floats, got %d from %d on, shifted by %d"
              .formatted(bins, first, shift));
    }
  }

  /**
   * The finest bins, at most {@code maxBins} ≥ 512, that cover [{@code lowest}, {@code highest}] as
   * far as it is positive and at most {@link #MAX_VALUE}, and leave an empty one at either end.
   */
  static FloatBins covering(float lowest, float highest, int maxBins) {
    float low = Math.min(lowest, MAX_VALUE);
    float high = Math.min(highest, MAX_VALUE);
    int shift = MIN_SHIFT;
    while (span(low, high, shift) + 2 > maxBins) {
      shift++;
    }
    return new FloatBins(
        shift, Math.max(0, (bits(low) >> shift) - 1), (int) span(low, high, shift) + 2);
  }

  private static long span(float low, float high, int shift) {
    return (long) (bits(high) >> shift) - (bits(low) >> shift) + 1;
  }

  /** The bin of {@code value}, which is no NaN; those ≤ 0 fall into the first. */
  int of(float value) {
    int bin = (bits(value) >> shift) - first;
    return Math.max(0, Math.min(bins - 1, bin));
  }

  /** Looks up the bins of {@code values[from, to)} in {@code table}, into the same places. */
  void look(float[] table, float[] values, int from, int to, float[] out) {
    int last = bins - 1;
    for (int i = from; i < to; i++) {
      int bin = (bits(values[i]) >> shift) - first;
      out[i] = table[Math.max(0, Math.min(last, bin))];
    }
  }

  /** The middle of a bin. */
  float middle(int bin) {
    return Float.intBitsToFloat(first + bin << shift | 1 << shift - 1);
  }

  /** The order of the bits of positive floats is the order of the floats; others are negative. */
  private static int bits(float value) {
    return Math.max(LEAST, Float.floatToRawIntBits(value));
  }

  /** Reads shift and first bin under {@code name}. */
  static FloatBins readFrom(Tensors tensors, String name, int bins) throws ModelFormatException {
    int[] layout = tensors.ints(name);
    if (layout.length != 2) {
      throw new ModelFormatException("'" + name + "' must have 2 numbers, got " + layout.length);
    }
    return read(name, layout[0], layout[1], bins);
  }

  /** The bins that a tensor called {@code name} describes. */
  static FloatBins read(String name, int shift, int first, int bins) throws ModelFormatException {
    try {
      return new FloatBins(shift, first, bins);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException("'" + name + "': " + e.getMessage());
    }
  }
}
