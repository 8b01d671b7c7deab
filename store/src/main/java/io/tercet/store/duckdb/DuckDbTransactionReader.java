package io.tercet.store.duckdb;

import io.tercet.core.transaction.TransactionBlock;
import io.tercet.store.TransactionStore.TransactionReader;

/** Reads the columns of numbers into blocks: plain loops over primitive arrays. */
final class DuckDbTransactionReader implements TransactionReader {
  static final String QUERY =
      """
      SELECT
        t.sequence, t.id_key, epoch_us(t.timestamp), t.customer_key, t.sender_key, t.receiver_key,
        t.currency_key, t.nonce, t.type_code, t.status_code, t.amount, t.fee, t.sender_shape,
        t.receiver_shape
      FROM transactions t WHERE $where\
      """;

  private final SlicedCursor cursor;

  DuckDbTransactionReader(SlicedCursor cursor) {
    this.cursor = cursor;
  }

  @Override
  public boolean next(TransactionBlock block) {
    block.size = 0;
    while (!block.isFull()) {
      int rows = Math.min(block.capacity - block.size, cursor.available());
      if (rows == 0) {
        break;
      }
      copy(block, rows);
      block.size += rows;
      cursor.skip(rows);
    }
    return block.size > 0;
  }

  @Override
  public void close() {
    cursor.close();
  }

  private void copy(TransactionBlock block, int rows) {
    long[][] longs = {
      block.sequence,
      block.id,
      block.timestamp,
      block.customer,
      block.sender,
      block.receiver,
      block.currency,
      block.nonce
    };
    for (int column = 0; column < longs.length; column++) {
      cursor.copy(column, longs[column], block.size, rows);
    }
    cursor.copy(8, block.type, block.size, rows);
    cursor.copy(9, block.status, block.size, rows);
    cursor.copy(10, block.amount, block.size, rows);
    cursor.copy(11, block.fee, block.size, rows);
    cursor.copy(12, block.senderShape, block.size, rows);
    cursor.copy(13, block.receiverShape, block.size, rows);
  }
}
