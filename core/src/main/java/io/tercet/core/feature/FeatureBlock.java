package io.tercet.core.feature;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Features of a block of transactions, feature-major: one {@code float[]} per {@link Feature}, so
 * that kernels run along rows. Mutable and reused; rows {@code [0, size)} are valid.
 */
public final class FeatureBlock {
  /** How many rows fit. */
  public final int capacity;

  /** How many rows are valid. */
  public int size;

  /** {@code columns[feature.ordinal()][row]}; NaN where the feature does not apply. */
  public final float[][] columns;

  /**
   * The customer's usual amount before this transaction, in the currency's unit: the median of its
   * own, shrunk towards the currency's; that of the currency if the customer is new. Never NaN.
   */
  public final double[] usualAmount;

  /** {@link Feature#AMOUNT} of a transaction of {@link #usualAmount}. */
  public final float[] usualAmountFeature;

  /** How many transactions the customer had made before. */
  public final int[] customerCount;

  /**
   * The amount divided by the customer's mean amount, both relative, at most 1e9; NaN for a first
   * transaction and where all amounts before were 0.
   */
  public final float[] amountToMean;

  /** Hour of the day, UTC, 0 to 23. */
  public final byte[] hour;

  /** Creates an empty block for at most {@code capacity} ≥ 1 rows. */
  public FeatureBlock(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be ≥ 1, got " + capacity);
    }
    this.capacity = capacity;
    columns = new float[Feature.count()][capacity];
    usualAmount = new double[capacity];
    usualAmountFeature = new float[capacity];
    customerCount = new int[capacity];
    hour = new byte[capacity];
    amountToMean = new float[capacity];
  }

  /**
   * Empties this block and fills it with {@code copies} ≤ {@link #capacity} copies of row {@code
   * row} of another.
   */
  public void fillWith(FeatureBlock other, int row, int copies) {
    size = copies;
    for (int f = 0; f < columns.length; f++) {
      Arrays.fill(columns[f], 0, copies, other.columns[f][row]);
    }
    Arrays.fill(usualAmount, 0, copies, other.usualAmount[row]);
    Arrays.fill(usualAmountFeature, 0, copies, other.usualAmountFeature[row]);
    Arrays.fill(customerCount, 0, copies, other.customerCount[row]);
    Arrays.fill(hour, 0, copies, other.hour[row]);
    Arrays.fill(amountToMean, 0, copies, other.amountToMean[row]);
  }

  /** How many bytes {@link #writeTo} writes for so many rows. */
  public static int bytes(int rows) {
    int ofOneRow = (Feature.count() + 2) * Float.BYTES + Double.BYTES + Integer.BYTES + Byte.BYTES;
    return Integer.BYTES + rows * ofOneRow;
  }

  /** Writes all rows, bit for bit, in the order of {@code out}. */
  public void writeTo(ByteBuffer out) {
    out.putInt(size);
    for (float[] column : columns) {
      putFloats(column, out);
    }
    out.asDoubleBuffer().put(usualAmount, 0, size);
    out.position(out.position() + size * Double.BYTES);
    putFloats(usualAmountFeature, out);
    out.asIntBuffer().put(customerCount, 0, size);
    out.position(out.position() + size * Integer.BYTES);
    putFloats(amountToMean, out);
    out.put(hour, 0, size);
  }

  /**
   * Empties this block and reads what {@link #writeTo} wrote.
   *
   * @throws IllegalArgumentException if the rows do not fit
   */
  public void readFrom(ByteBuffer in) {
    int rows = in.getInt();
    if (rows < 0 || rows > capacity) {
      throw new IllegalArgumentException(
          "%d rows do not fit a block of %d".formatted(rows, capacity));
    }
    size = rows;
    for (float[] column : columns) {
      takeFloats(column, in);
    }
    in.asDoubleBuffer().get(usualAmount, 0, size);
    in.position(in.position() + size * Double.BYTES);
    takeFloats(usualAmountFeature, in);
    in.asIntBuffer().get(customerCount, 0, size);
    in.position(in.position() + size * Integer.BYTES);
    takeFloats(amountToMean, in);
    in.get(hour, 0, size);
  }

  private void putFloats(float[] values, ByteBuffer out) {
    out.asFloatBuffer().put(values, 0, size);
    out.position(out.position() + size * Float.BYTES);
  }

  private void takeFloats(float[] values, ByteBuffer in) {
    in.asFloatBuffer().get(values, 0, size);
    in.position(in.position() + size * Float.BYTES);
  }
}
