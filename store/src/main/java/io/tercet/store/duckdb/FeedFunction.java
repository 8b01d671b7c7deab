package io.tercet.store.duckdb;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/**
 * Rows of Java arrays as a table that SQL reads, chunk by chunk: half the cost of the appender, and
 * the statement that reads may transform and filter. Used by one thread at a time.
 */
final class FeedFunction implements DuckDBTableFunction<FeedFunction.Feed, AtomicInteger, Object> {
  private static final AtomicInteger REGISTERED = new AtomicInteger();
  private static final Feed NOTHING =
      new Feed() {
        @Override
        public int size() {
          return 0;
        }

        @Override
        public void write(int from, int rows, DuckDBDataChunkWriter out) {}
      };

  private final List<Map.Entry<String, DuckDBColumnType>> columns;
  private final String name;
  private volatile Feed current = NOTHING;

  private FeedFunction(List<Map.Entry<String, DuckDBColumnType>> columns, String name) {
    this.columns = columns;
    this.name = name;
  }

  /** A batch of rows. */
  interface Feed {
    /** How many rows. */
    int size();

    /** How many rows to write from {@code from} on: at least one, at most {@code max}. */
    default int rowsAt(int from, int max) {
      return Math.min(max, size() - from);
    }

    /** Writes rows {@code [from, from + rows)} to the columns of {@code out}. */
    void write(int from, int rows, DuckDBDataChunkWriter out);
  }

  /** Makes the function known to the database of {@code connection}, under a name of its own. */
  static FeedFunction register(
      DuckDBConnection connection, List<Map.Entry<String, DuckDBColumnType>> columns)
      throws SQLException {
    FeedFunction function =
        new FeedFunction(columns, "tercet_feed_" + REGISTERED.incrementAndGet());
    try (var builder = DuckDBFunctions.tableFunction()) {
      builder.withName(function.name).withFunction(function).register(connection);
    }
    return function;
  }

  /** Runs {@code sql}, in which {@code $feed} stands for the rows of {@code feed}. */
  void run(DuckDBConnection connection, String sql, Feed feed) throws SQLException {
    current = feed;
    try {
      Sql.execute(connection, sql.replace("$feed", name + "()"));
    } finally {
      current = NOTHING;
    }
  }

  @Override
  public Feed bind(DuckDBTableFunctionBindInfo info) {
    columns.forEach(column -> info.addResultColumn(column.getKey(), column.getValue()));
    info.setCardinality(current.size(), true);
    return current;
  }

  @Override
  public AtomicInteger init(DuckDBTableFunctionInitInfo info) {
    info.setMaxThreads(1);
    return new AtomicInteger();
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter out) {
    Feed feed = info.getBindData();
    AtomicInteger position = info.getInitData();
    int from = position.get();
    if (from == feed.size()) {
      return 0;
    }
    int rows = feed.rowsAt(from, (int) out.capacity());
    feed.write(from, rows, out);
    position.set(from + rows);
    return rows;
  }
}
