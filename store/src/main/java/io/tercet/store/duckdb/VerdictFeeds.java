package io.tercet.store.duckdb;

import java.sql.SQLException;
import org.duckdb.DuckDBConnection;

/** How chunks of verdicts and reasons get into tables. */
record VerdictFeeds(FeedFunction verdicts, FeedFunction reasons) {
  static VerdictFeeds register(DuckDBConnection connection) throws SQLException {
    return new VerdictFeeds(
        FeedFunction.register(connection, VerdictRows.COLUMNS),
        FeedFunction.register(connection, ReasonRows.COLUMNS));
  }
}
