package io.tercet.store.duckdb;

import java.sql.SQLException;
import org.duckdb.DuckDBConnection;

/**
 * How DuckDB is set while an import is under way. It works on the thread that calls it: with
 * threads of its own, the one that waits for them polls without rest, and rows that are fed by one
 * thread anyway take twice the processor time. And it keeps few of the blocks that it has written,
 * for nobody reads them.
 */
final class ImportSettings implements AutoCloseable {
  private static final int MEMORY_MEGABYTES = 256;

  private final DuckDBConnection connection;
  private final long threads;
  private final String memory;

  private ImportSettings(DuckDBConnection connection, long threads, String memory) {
    this.connection = connection;
    this.threads = threads;
    this.memory = memory;
  }

  /** Applies the settings until the result is closed. */
  static ImportSettings apply(DuckDBConnection connection, DuckDbOptions options)
      throws SQLException {
    ImportSettings before =
        new ImportSettings(connection, options.threads(), options.memoryMegabytes() + "MB");
    set(connection, 1, Math.min(options.memoryMegabytes(), MEMORY_MEGABYTES) + "MB");
    return before;
  }

  /** Gives DuckDB back what it had. */
  @Override
  public void close() throws SQLException {
    set(connection, threads, memory);
  }

  private static void set(DuckDBConnection connection, long threads, String memory)
      throws SQLException {
    Sql.script(
        connection,
        "SET GLOBAL threads = %d; SET GLOBAL memory_limit = '%s'".formatted(threads, memory));
  }
}
