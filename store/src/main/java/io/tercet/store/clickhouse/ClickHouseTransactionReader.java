package io.tercet.store.clickhouse;

import io.tercet.core.transaction.TransactionBlock;
import io.tercet.store.Selection;
import io.tercet.store.TransactionStore.TransactionReader;

/** Reads the columns of numbers into blocks. */
final class ClickHouseTransactionReader implements TransactionReader {
  private static final String QUERY =
      """
      SELECT
        sequence, id_key, timestamp, customer_key, sender_key, receiver_key, currency_key, nonce,
        type_code, status_code, amount, fee, sender_shape, receiver_shape
      FROM transactions WHERE %s ORDER BY timestamp, id_key, sequence
      SETTINGS max_bytes_before_external_sort = 500000000\
      """;

  private final SlicedReader rows;

  ClickHouseTransactionReader(ClickHouseServer server, Selection selection) {
    rows =
        new SlicedReader(
            server, Slices.of(server, selection), slice -> QUERY.formatted(Slices.where(slice)));
  }

  @Override
  public boolean next(TransactionBlock block) {
    block.size =
        rows.fill(
            block.capacity, (source, from, at, count) -> copy(source, from, block, at, count));
    return block.size > 0;
  }

  @Override
  public void close() {
    rows.close();
  }

  private static void copy(NativeReader source, int from, TransactionBlock to, int at, int rows) {
    long[][] longs = {
      to.sequence, to.id, to.timestamp, to.customer, to.sender, to.receiver, to.currency, to.nonce
    };
    for (int column = 0; column < longs.length; column++) {
      source.copy(column, from, longs[column], at, rows);
    }
    source.copy(8, from, to.type, at, rows);
    source.copy(9, from, to.status, at, rows);
    source.copy(10, from, to.amount, at, rows);
    source.copy(11, from, to.fee, at, rows);
    source.copy(12, from, to.senderShape, at, rows);
    source.copy(13, from, to.receiverShape, at, rows);
  }
}
