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
    block.size = cursor.fill(block.capacity, (at, rows) -> copy(block, at, rows));
    return block.size > 0;
  }

  @Override
  public void close() {
    cursor.close();
  }

  private void copy(TransactionBlock block, int at, int rows) {
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
      cursor.copy(column, longs[column], at, rows);
    }
    cursor.copy(8, block.type, at, rows);
    cursor.copy(9, block.status, at, rows);
    cursor.copy(10, block.amount, at, rows);
    cursor.copy(11, block.fee, at, rows);
    cursor.copy(12, block.senderShape, at, rows);
    cursor.copy(13, block.receiverShape, at, rows);
  }
}
