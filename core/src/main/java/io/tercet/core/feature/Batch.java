package io.tercet.core.feature;

import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;

/**
 * Some rows of a block, and what one stage of the engine leaves for the next: one array a value, so
 * that a stage is a short loop. Few enough rows that their profiles stay in the cache; enough that
 * the look-ups of their profiles, all under way at once, hide the memory behind them. Features are
 * collected here, all in one array, and copied to their columns at the end. Reused.
 */
final class Batch {
  static final int ROWS = 32;

  private static final long MICROS = 1_000_000;
  private static final long BASE_SECONDS = Transaction.MIN_TIMESTAMP / MICROS;

  /** Where the rows come from and where the features go. */
  TransactionBlock in = new TransactionBlock(1);

  FeatureBlock out = new FeatureBlock(1);

  /** The first row in the blocks. */
  int from;

  int count;

  /** What a feature is, at its {@link Slot} plus the row. */
  final float[] values = new float[Slot.END];

  /** Bits of the float whose logarithm a feature is, at its {@link Slot} plus the row. */
  final int[] arguments = new int[Slot.LOGARITHMS_END];

  /** The logarithms that do not apply. */
  final int[] unknown = new int[Slot.LOGARITHMS_END];

  int unknowns;

  /** Seconds since {@link Transaction#MIN_TIMESTAMP}. */
  final int[] time = new int[ROWS];

  /** Rows of the profile tables; −1 where the party is not known to the transaction. */
  final int[] sender = new int[ROWS];

  final int[] receiver = new int[ROWS];
  final int[] customer = new int[ROWS];

  /** {@link PairTable#mix} of the parties. */
  final long[] pairKey = new long[ROWS];

  /** Amount / the currency's median, at most {@link AmountFeatures#MAX_RELATIVE}. */
  final float[] amount = new float[ROWS];

  /** The currency's median amount, and the robust standard deviation of its ln amounts. */
  final double[] currencyMedian = new double[ROWS];

  final double[] currencySpread = new double[ROWS];

  /** Whether the amount is just under a round threshold. */
  final boolean[] structured = new boolean[ROWS];

  /** What the customer had received and sent before, and its last receipt, as in its profile. */
  final long[] customerFlow = new long[ROWS];

  final long[] customerReceipt = new long[ROWS];

  /** Begins with the rows {@code [start, start + rows)} of a block. */
  void begin(TransactionBlock block, int start, int rows, FeatureBlock features) {
    in = block;
    out = features;
    from = start;
    count = rows;
    unknowns = 0;
    for (int k = 0; k < rows; k++) {
      int i = start + k;
      time[k] = (int) (block.timestamp[i] / MICROS - BASE_SECONDS);
      pairKey[k] = PairTable.mix(block.sender[i], block.receiver[i]);
    }
  }

  /** Writes the value of a feature that is no logarithm. */
  void put(int slot, int k, float value) {
    values[slot + k] = value;
  }

  /** Writes the number > 0 whose logarithm a feature is. */
  void putLn(int slot, int k, float argument) {
    arguments[slot + k] = Float.floatToRawIntBits(argument);
  }

  /** Writes the count ≥ 0 of which a feature is ln(1 + count). */
  void putLnOnePlus(int slot, int k, int count) {
    putLn(slot, k, 1f + count);
  }

  /** Writes that a feature which is a logarithm does not apply. */
  void putUnknownLn(int slot, int k) {
    unknown[unknowns++] = slot + k;
  }

  /** Copies what the stages wrote to the columns of the block. */
  void copyOut() {
    for (int f = 0; f < out.columns.length; f++) {
      System.arraycopy(values, Slot.of(f), out.columns[f], from, count);
    }
    System.arraycopy(values, Slot.USUAL_AMOUNT, out.usualAmountFeature, from, count);
  }
}
