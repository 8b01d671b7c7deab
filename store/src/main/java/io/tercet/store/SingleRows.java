package io.tercet.store;

import io.tercet.core.transaction.Transaction;
import io.tercet.store.TransactionStore.SourceLine;

/** Collects transactions that come one by one. */
public final class SingleRows {
  private static final int ROWS = 2_048;

  private final SourceLine[] lines = new SourceLine[ROWS];
  private final ImportBatch batch = new ImportBatch(ROWS, row -> lines[row]);

  /** Adds one; there must be room. */
  public void add(Transaction transaction, SourceLine source) {
    lines[batch.size()] = source;
    batch.add(transaction, batch.size());
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return batch.size() == 0;
  }

  /** Whether there is no more room. */
  public boolean isFull() {
    return batch.isFull();
  }

  /** What was added, as a batch. */
  public ImportBatch batch() {
    return batch;
  }
}
