package io.tercet.store.duckdb;

import io.tercet.core.transaction.Transaction;
import io.tercet.store.TransactionStore.StoredTransaction;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes transactions of rows. */
final class StoredTransactions {
  /** What {@link #map} needs of {@code named_transactions}, called {@code t}. */
  static final String COLUMNS =
      """
      t.sequence, t.transaction_id, epoch_us(t.timestamp) AS micros, t.user_id,
      t.transaction_type, t.currency, t.amount, t.fee, t.from_address, t.to_address, t.status,
      t.nonce\
      """;

  private StoredTransactions() {}

  static StoredTransaction map(ResultSet row) throws SQLException {
    return new StoredTransaction(
        row.getLong("sequence"),
        new Transaction(
            row.getString("transaction_id"),
            row.getLong("micros"),
            row.getString("user_id"),
            row.getString("transaction_type"),
            row.getString("currency"),
            row.getDouble("amount"),
            row.getDouble("fee"),
            row.getString("from_address"),
            row.getString("to_address"),
            row.getString("status"),
            row.getLong("nonce")));
  }
}
