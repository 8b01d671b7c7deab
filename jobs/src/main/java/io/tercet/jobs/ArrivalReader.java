package io.tercet.jobs;

import io.tercet.core.transaction.TransactionBlock;
import io.tercet.store.Selection;
import io.tercet.store.TransactionStore;
import io.tercet.store.TransactionStore.TransactionReader;
import java.util.Arrays;

/**
 * Reads transactions in the order in which they were ingested. The store reads in the order of
 * event time, so a slice of sequence numbers is read whole and put in order here.
 */
final class ArrivalReader implements TransactionReader {
  private static final int SLICE = 1 << 16;

  private final TransactionStore store;
  private final Selection selection;
  private final TransactionBlock slice = new TransactionBlock(SLICE);
  private final TransactionBlock part = new TransactionBlock(BlockFlow.ROWS);
  private final long[] order = new long[SLICE];
  private long read;
  private int at;

  /** Begins with the first of {@code selection}. */
  ArrivalReader(TransactionStore store, Selection selection) {
    this.store = store;
    this.selection = selection.through(Math.min(selection.throughSequence(), store.lastSequence()));
    read = this.selection.afterSequence();
  }

  @Override
  public boolean next(TransactionBlock block) {
    block.size = 0;
    while (!block.isFull() && (at < slice.size || readSlice())) {
      block.add(slice, (int) order[at++] & SLICE - 1);
    }
    return block.size > 0;
  }

  /** Reads the next slice that has a row; false if there is none. */
  private boolean readSlice() {
    slice.size = 0;
    at = 0;
    while (slice.size == 0 && read < selection.throughSequence()) {
      long through = Math.min(read + SLICE, selection.throughSequence());
      try (TransactionReader rows =
          store.read(
              Selection.ingested(read, through)
                  .between(selection.fromMicros(), selection.toMicros()))) {
        while (rows.next(part)) {
          append();
        }
      }
      sort(read);
      read = through;
    }
    return slice.size > 0;
  }

  private void append() {
    for (int row = 0; row < part.size; row++) {
      slice.add(part, row);
    }
  }

  /** Sorts rows by their number, which is at most a slice's length past {@code begin}. */
  private void sort(long begin) {
    for (int row = 0; row < slice.size; row++) {
      order[row] = slice.sequence[row] - begin << 16 | row;
    }
    Arrays.sort(order, 0, slice.size);
  }

  @Override
  public void close() {}
}
