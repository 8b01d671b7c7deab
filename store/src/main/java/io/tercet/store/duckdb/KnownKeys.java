package io.tercet.store.duckdb;

import io.tercet.store.KeyFilter;
import java.sql.SQLException;
import java.util.function.LongConsumer;
import org.duckdb.DuckDBConnection;

/** What an import must know of the rows that are there. */
final class KnownKeys {
  private KnownKeys() {}

  /** The keys of all transactions' ids, in a filter with room for twice as many. */
  static KeyFilter ids(DuckDBConnection connection) throws SQLException {
    KeyFilter filter =
        new KeyFilter(2 * Sql.number(connection, "SELECT count(*) FROM transactions"));
    forEach(connection, "SELECT id_key FROM transactions", filter::add);
    return filter;
  }

  /** The keys of all texts, as far as they fit. */
  static KeySet texts(DuckDBConnection connection) throws SQLException {
    KeySet keys = new KeySet();
    forEach(connection, "SELECT key FROM texts", keys::add);
    return keys;
  }

  private static void forEach(DuckDBConnection connection, String sql, LongConsumer action)
      throws SQLException {
    try (ChunkCursor cursor = new ChunkCursor(connection, sql)) {
      while (cursor.nextChunk()) {
        var keys = cursor.vector(0);
        for (int i = 0; i < cursor.rows(); i++) {
          action.accept(keys.getLong(i));
        }
      }
    }
  }
}
