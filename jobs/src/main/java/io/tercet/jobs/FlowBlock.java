package io.tercet.jobs;

import io.tercet.core.ensemble.VerdictBlock;
import io.tercet.core.feature.FeatureBlock;
import io.tercet.core.transaction.TransactionBlock;

/** A block of transactions on its way to verdicts; mutable and reused. */
final class FlowBlock {
  final TransactionBlock transactions;
  final FeatureBlock features;

  /** Complete once the block was decided on. */
  final VerdictBlock verdicts;

  /** What is calibrated, one a row. */
  final float[] fused;

  /** Whether the features came with the rows, so that none are to be computed. */
  boolean hasFeatures;

  /** Creates an empty block for at most {@code capacity} rows. */
  FlowBlock(int capacity) {
    transactions = new TransactionBlock(capacity);
    features = new FeatureBlock(capacity);
    verdicts = new VerdictBlock(capacity);
    fused = new float[capacity];
  }

  int size() {
    return transactions.size;
  }
}
