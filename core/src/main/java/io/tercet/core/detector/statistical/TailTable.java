package io.tercet.core.detector.statistical;

import io.tercet.core.model.ModelFormatException;
import io.tercet.core.model.Tensors;
import java.util.Arrays;

/**
 * How unusual a value is among those seen in training: both tail probabilities of each bin, with
 * mid-ranks, so that a constant feature says ½. Never 0 and never 1: the end of the sample is half
 * a row.
 */
public final class TailTable {
  private static final int BINS = 4096;
  private static final float NEUTRAL = (float) StrictMath.log(2);

  /** The place of values that do not apply. */
  static final int UNKNOWN = 0;

  /** Values beyond are as unusual as the end of the range. */
  private static final float MAX_VALUE = 1e30f;

  private final float low;
  private final float scale;
  private final int[] counts;
  private final float median;
  private final float[] surpriseHigh;
  private final float[] surpriseLow;

  /** Bin 0 is below {@code low} and the last one above the largest value; both are empty. */
  private TailTable(float low, float scale, int[] counts, float median) {
    this.low = low;
    this.scale = scale;
    this.counts = counts;
    this.median = median;
    surpriseHigh = new float[counts.length + 1];
    surpriseLow = new float[counts.length + 1];
    surpriseHigh[UNKNOWN] = NEUTRAL;
    surpriseLow[UNKNOWN] = NEUTRAL;
    long total = total(counts);
    long below = 0;
    for (int i = 0; i < counts.length; i++) {
      double atMost = (below + 0.5 * counts[i] + 0.5) / (total + 1);
      surpriseLow[i + 1] = (float) -StrictMath.log(atMost);
      surpriseHigh[i + 1] = (float) -StrictMath.log(1 - atMost);
      below += counts[i];
    }
  }

  /** Fits a table to {@code values[0, rows)}; NaN is left out, and without values all say ½. */
  public static TailTable fit(float[] values, int rows) {
    float low = TailKernels.least(values, rows);
    float high = TailKernels.greatest(values, rows);
    if (low > high) {
      return new TailTable(0, 1, new int[1], Float.NaN);
    }
    low = bounded(low);
    float width = Math.max(bounded(high) - low, Math.max(1e-3f, Math.abs(bounded(high)) * 1e-5f));
    float scale = (BINS - 3) / width;
    int[] counts = new int[BINS + 1];
    int[] places = new int[rows];
    TailKernels.place(values, low, scale, BINS - 1, places, rows);
    for (int i = 0; i < rows; i++) {
      counts[places[i]]++;
    }
    int[] known = Arrays.copyOfRange(counts, UNKNOWN + 1, counts.length);
    return new TailTable(low, scale, known, median(values, rows, places, known));
  }

  private static float bounded(float value) {
    return Math.max(-MAX_VALUE, Math.min(MAX_VALUE, value));
  }

  private static long total(int[] counts) {
    long total = 0;
    for (int count : counts) {
      total += count;
    }
    return total;
  }

  /** The least value of the bin in the middle: one that was seen, so that people know it. */
  private static float median(float[] values, int rows, int[] places, int[] counts) {
    long total = total(counts);
    int middle = 0;
    for (long below = counts[0]; 2 * below <= total; below += counts[middle]) {
      middle++;
    }
    float least = MAX_VALUE;
    for (int i = 0; i < rows; i++) {
      if (places[i] == middle + 1 && values[i] < least) {
        least = values[i];
      }
    }
    return bounded(least);
  }

  private static int bin(float value, float low, float scale, int bins) {
    int at = (int) ((value - low) * scale + 1); // the cast saturates
    return Math.max(0, Math.min(bins - 1, at));
  }

  /**
   * Where each of {@code rows} values lies in this table.
   *
   * @param places receives {@link #UNKNOWN} for NaN, otherwise one more than the bin
   */
  void place(float[] values, int rows, int[] places) {
    TailKernels.place(values, low, scale, counts.length - 1, places, rows);
  }

  /**
   * −ln p of each place, where p is the share of values at least as large (or as small) as those
   * that lie there; ascending (or descending) with the place from 1 on, ln 2 for {@link #UNKNOWN}.
   * Not a copy.
   */
  float[] surprise(boolean high) {
    return high ? surpriseHigh : surpriseLow;
  }

  /** The tail probability of {@code value} towards high or low values, in (0, 1); ½ for NaN. */
  public double tail(float value, boolean high) {
    if (Float.isNaN(value)) {
      return 0.5;
    }
    return StrictMath.exp(-surprise(high)[1 + bin(value, low, scale, counts.length)]);
  }

  /** The median of the training values, within a bin: one of the values; NaN if there were none. */
  public float median() {
    return median;
  }

  /** Writes the table under {@code prefix}. */
  public void writeTo(Tensors tensors, String prefix) {
    tensors.put(prefix + "range", new float[] {low, scale, median});
    tensors.put(prefix + "counts", counts);
  }

  /** Reads what {@link #writeTo} wrote. */
  public static TailTable readFrom(Tensors tensors, String prefix) throws ModelFormatException {
    float[] range = tensors.floats(prefix + "range");
    int[] counts = tensors.ints(prefix + "counts");
    if (range.length != 3 || !isRange(range[0], range[1], range[2])) {
      throw new ModelFormatException("'" + prefix + "range' is not a low end, scale and median");
    }
    if (counts.length == 0 || counts.length > BINS) {
      throw new ModelFormatException(
          "'%scounts' must have 1 to %d numbers, got %d".formatted(prefix, BINS, counts.length));
    }
    for (int count : counts) {
      if (count < 0) {
        throw new ModelFormatException("'" + prefix + "counts' has a negative count: " + count);
      }
    }
    return new TailTable(range[0], range[1], counts, range[2]);
  }

  private static boolean isRange(float low, float scale, float median) {
    return Math.abs(low) <= MAX_VALUE
        && scale > 0
        && scale < 1e12f
        && (Float.isNaN(median) || Math.abs(median) <= MAX_VALUE);
  }
}
