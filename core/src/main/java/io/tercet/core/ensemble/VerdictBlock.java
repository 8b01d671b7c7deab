package io.tercet.core.ensemble;

/**
 * A block of verdicts as columns of numbers: what scoring gives and stores write. Mutable and
 * reused; rows {@code [0, size)} are valid and stand in the order of the transactions scored.
 */
public final class VerdictBlock {
  /** The bit of {@link #rules} of a row that a list of sanctions has overridden. */
  public static final int SANCTIONED = 1 << 30;

  /** How many rows fit. */
  public final int capacity;

  /** How many rows are valid. */
  public int size;

  /** The transaction's ingestion sequence number. */
  public final long[] sequence;

  /** Risk by the statistical layer alone, in [0, 100]. */
  public final float[] statisticalRisk;

  /** Risk by the forest alone, in [0, 100]. */
  public final float[] forestRisk;

  /** Risk by the autoencoder alone, in [0, 100]. */
  public final float[] autoencoderRisk;

  /** The fused score before calibration: finite, orders rows whose risk is equal. */
  public final float[] fusedScore;

  /** The fused, calibrated risk, in [0, 100]. */
  public final float[] totalRisk;

  /** {@link RiskLevel#code()}. */
  public final byte[] level;

  /** {@link Decision#code()}. */
  public final byte[] decision;

  /** Bit i is set if rule i of the model's rules was hit; {@link #SANCTIONED} may be, too. */
  public final int[] rules;

  /** Index of the typology that spoke loudest, −1 if none. */
  public final byte[] typology;

  /** Creates an empty block for at most {@code capacity} ≥ 1 rows. */
  public VerdictBlock(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be ≥ 1, got " + capacity);
    }
    this.capacity = capacity;
    sequence = new long[capacity];
    statisticalRisk = new float[capacity];
    forestRisk = new float[capacity];
    autoencoderRisk = new float[capacity];
    fusedScore = new float[capacity];
    totalRisk = new float[capacity];
    level = new byte[capacity];
    decision = new byte[capacity];
    rules = new int[capacity];
    typology = new byte[capacity];
  }
}
