package io.tercet.store.duckdb;

import io.tercet.core.transaction.TransactionBlock;
import io.tercet.store.TransactionStore.TransactionReader;
import org.duckdb.DuckDBReadableVector;

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
      copy(cursor.vector(column), longs[column], block.size, rows);
    }
    copy(cursor.vector(8), block.type, block.size, rows);
    copy(cursor.vector(9), block.status, block.size, rows);
    copy(cursor.vector(10), block.amount, block.size, rows);
    copy(cursor.vector(11), block.fee, block.size, rows);
    copy(cursor.vector(12), block.senderShape, block.size, rows);
    copy(cursor.vector(13), block.receiverShape, block.size, rows);
  }

  private void copy(DuckDBReadableVector from, long[] to, int at, int rows) {
    int first = cursor.position();
    for (int i = 0; i < rows; i++) {
      to[at + i] = from.getLong(first + i);
    }
  }

  private void copy(DuckDBReadableVector from, int[] to, int at, int rows) {
    int first = cursor.position();
    for (int i = 0; i < rows; i++) {
      to[at + i] = from.getInt(first + i);
    }
  }

  private void copy(DuckDBReadableVector from, double[] to, int at, int rows) {
    int first = cursor.position();
    for (int i = 0; i < rows; i++) {
      to[at + i] = from.getDouble(first + i);
    }
  }

  private void copy(DuckDBReadableVector from, byte[] to, int at, int rows) {
    int first = cursor.position();
    for (int i = 0; i < rows; i++) {
      to[at + i] = from.getByte(first + i);
    }
  }
}
