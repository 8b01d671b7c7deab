package io.tercet.store.duckdb;

import java.sql.SQLException;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;

/** A query's result as chunks of columns. */
final class ChunkCursor implements AutoCloseable {
  private final DuckDBPreparedStatement statement;
  private final DuckDBChunkedResult result;
  private int rows;

  ChunkCursor(DuckDBConnection connection, String sql) throws SQLException {
    statement = connection.prepare(sql);
    try {
      result = statement.query();
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  /** Goes to the next chunk; false at the end. */
  boolean nextChunk() {
    boolean more = result.nextChunk();
    rows = more ? (int) result.chunk().rowCount() : 0;
    return more;
  }

  /** How many rows the chunk has. */
  int rows() {
    return rows;
  }

  /** A column of the chunk. */
  DuckDBReadableVector vector(int column) {
    return result.chunk().vector(column);
  }

  @Override
  public void close() throws SQLException {
    try {
      result.close();
    } finally {
      statement.close();
    }
  }
}
