package io.tercet.store.duckdb;

import java.sql.SQLException;
import org.duckdb.DuckDBConnection;

/** Fills a filter with the keys of all transactions that are there. */
final class KnownKeys {
  private KnownKeys() {}

  /** A filter with room for twice as many keys as there are. */
  static KeyFilter load(DuckDBConnection connection) throws SQLException {
    long rows = Sql.number(connection, "SELECT count(*) FROM transactions");
    KeyFilter filter = new KeyFilter(2 * rows);
    if (rows > 0) {
      fill(filter, connection);
    }
    return filter;
  }

  private static void fill(KeyFilter filter, DuckDBConnection connection) throws SQLException {
    try (ChunkCursor cursor = new ChunkCursor(connection, "SELECT id_key FROM transactions")) {
      while (cursor.nextChunk()) {
        var keys = cursor.vector(0);
        for (int i = 0; i < cursor.rows(); i++) {
          filter.add(keys.getLong(i));
        }
      }
    }
  }
}
