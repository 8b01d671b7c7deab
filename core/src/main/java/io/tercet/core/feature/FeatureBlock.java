package io.tercet.core.feature;

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
   * The customer's usual amount before this transaction, in the currency's unit; NaN if unknown.
   */
  public final double[] usualAmount;

  /** How many transactions the customer had made before. */
  public final int[] customerCount;

  /**
   * The amount divided by the customer's mean amount, both relative; NaN for a first transaction.
   */
  public final float[] amountToMean;

  /** Creates an empty block for at most {@code capacity} ≥ 1 rows. */
  public FeatureBlock(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be ≥ 1, got " + capacity);
    }
    this.capacity = capacity;
    columns = new float[Feature.count()][capacity];
    usualAmount = new double[capacity];
    customerCount = new int[capacity];
    amountToMean = new float[capacity];
  }
}
