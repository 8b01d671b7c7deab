package io.tercet.store.duckdb;

import io.tercet.core.transaction.Transaction;
import io.tercet.store.ImportBatch;
import io.tercet.store.TransactionStore.SourceLine;

/** Collects transactions that come one by one. */
final class SingleRows {
  private static final int ROWS = 2_048;

  private final SourceLine[] lines = new SourceLine[ROWS];
  private final ImportBatch batch = new ImportBatch(ROWS, row -> lines[row]);

  void add(Transaction transaction, SourceLine source) {
    lines[batch.size()] = source;
    batch.add(transaction, batch.size());
  }

  boolean isEmpty() {
    return batch.size() == 0;
  }

  boolean isFull() {
    return batch.isFull();
  }

  ImportBatch batch() {
    return batch;
  }
}
