package io.tercet.core.feature;

import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;

/**
 * Some rows of a block, and what one stage of the engine leaves for the next: one array a value, so
 * that a stage is a short loop. Few enough rows that their profiles stay in the cache; enough that
 * the look-ups of their profiles, all under way at once, hide the memory behind them. Reused.
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

  /** Seconds since {@link Transaction#MIN_TIMESTAMP}. */
  final int[] time = new int[ROWS];

  /** Rows of the profile tables; −1 where the party is not known to the transaction. */
  final int[] sender = new int[ROWS];

  final int[] receiver = new int[ROWS];
  final int[] customer = new int[ROWS];

  /** Keys of the pair, and of what either party knows of addresses like the other's. */
  final long[] pairKey = new long[ROWS];

  final long[] senderKnows = new long[ROWS];
  final long[] receiverKnows = new long[ROWS];

  /** Amount / the currency's median, at most {@link AmountFeatures#MAX_RELATIVE}. */
  final float[] amount = new float[ROWS];

  /** The currency's median amount, and the robust standard deviation of its ln amounts. */
  final double[] currencyMedian = new double[ROWS];

  final double[] currencySpread = new double[ROWS];

  /** Whether the amount is just under a round threshold. */
  final boolean[] structured = new boolean[ROWS];

  /** What the customer had done before, for the flow through its address. */
  final int[] customerCount = new int[ROWS];

  final float[] customerReceived = new float[ROWS];
  final float[] customerSent = new float[ROWS];
  final int[] customerReceiptTime = new int[ROWS];
  final float[] customerReceipt = new float[ROWS];

  /** Begins with the rows {@code [start, start + rows)} of a block. */
  void begin(TransactionBlock block, int start, int rows, FeatureBlock features) {
    in = block;
    out = features;
    from = start;
    count = rows;
    for (int k = 0; k < rows; k++) {
      int i = start + k;
      time[k] = (int) (block.timestamp[i] / MICROS - BASE_SECONDS);
      pairKey[k] = PairTable.mix(block.sender[i], block.receiver[i]);
      senderKnows[k] = LookAlikeTable.key(block.sender[i], block.receiverShape[i]);
      receiverKnows[k] = LookAlikeTable.key(block.receiver[i], block.senderShape[i]);
    }
  }

  /** The column of {@code feature} in the block that is being filled. */
  float[] column(Feature feature) {
    return out.columns[feature.ordinal()];
  }
}
