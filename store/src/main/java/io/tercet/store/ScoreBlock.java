package io.tercet.store;

/** A block of stored scores as columns of numbers, for evaluation. Mutable and reused. */
public final class ScoreBlock {
  /** How many rows fit. */
  public final int capacity;

  /** How many rows are valid. */
  public int size;

  /** Key of the transaction's id. */
  public final long[] id;

  /** The store's ingestion sequence number, ≥ 1. */
  public final long[] sequence;

  /** Event time, microseconds since the epoch. */
  public final long[] timestamp;

  /** Key of the customer. */
  public final long[] customer;

  /** Key of the currency. */
  public final long[] currency;

  /** Amount in the currency's unit. */
  public final double[] amount;

  /** Risk by the statistical layer alone, in [0, 100]. */
  public final float[] statisticalRisk;

  /** Risk by the forest alone, in [0, 100]. */
  public final float[] forestRisk;

  /** Risk by the autoencoder alone, in [0, 100]. */
  public final float[] autoencoderRisk;

  /** The fused risk, in [0, 100]. */
  public final float[] totalRisk;

  /** The fused score before calibration: it orders rows whose risk is equal. */
  public final float[] fusedScore;

  /** {@link io.tercet.core.ensemble.RiskLevel#code()}. */
  public final byte[] level;

  /** Index of the typology that spoke loudest, −1 if none. */
  public final byte[] typology;

  /** The model's number, see {@link ModelRegistry#numbered()}. */
  public final int[] model;

  /** Creates an empty block for at most {@code capacity} ≥ 1 rows. */
  public ScoreBlock(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be ≥ 1, got " + capacity);
    }
    this.capacity = capacity;
    id = new long[capacity];
    sequence = new long[capacity];
    timestamp = new long[capacity];
    customer = new long[capacity];
    currency = new long[capacity];
    amount = new double[capacity];
    statisticalRisk = new float[capacity];
    forestRisk = new float[capacity];
    autoencoderRisk = new float[capacity];
    totalRisk = new float[capacity];
    fusedScore = new float[capacity];
    level = new byte[capacity];
    typology = new byte[capacity];
    model = new int[capacity];
  }
}
