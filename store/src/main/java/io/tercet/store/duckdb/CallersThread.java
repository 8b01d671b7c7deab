package io.tercet.store.duckdb;

import java.sql.SQLException;
import org.duckdb.DuckDBConnection;

/**
 * DuckDB on the thread that calls it, for as long as this is open. With threads of its own, the one
 * that waits for them polls without rest: an import of rows that are fed by one thread anyway then
 * takes twice the processor time.
 */
final class CallersThread implements AutoCloseable {
  private final DuckDBConnection connection;
  private final long threads;

  CallersThread(DuckDBConnection connection) throws SQLException {
    this.connection = connection;
    threads = Sql.number(connection, "SELECT current_setting('threads')");
    set(1);
  }

  /** Gives DuckDB back the threads it had. */
  @Override
  public void close() throws SQLException {
    set(threads);
  }

  private void set(long count) throws SQLException {
    Sql.script(connection, "SET GLOBAL threads = " + count);
  }
}
