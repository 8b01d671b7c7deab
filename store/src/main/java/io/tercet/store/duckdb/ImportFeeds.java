package io.tercet.store.duckdb;

import java.sql.SQLException;
import org.duckdb.DuckDBConnection;

/** How the parts of an import get into tables. */
final class ImportFeeds {
  private final FeedFunction transactions;
  private final FeedFunction usual;
  private final FeedFunction texts;
  private final FeedFunction suspects;
  private final FeedFunction rejected;

  ImportFeeds(DuckDBConnection connection) throws SQLException {
    usual = FeedFunction.register(connection, StagedBatches.USUAL_COLUMNS);
    transactions = FeedFunction.register(connection, StagedBatches.COLUMNS);
    texts = FeedFunction.register(connection, StagedTexts.COLUMNS);
    suspects = FeedFunction.register(connection, StagedBatches.COLUMNS_AND_SOURCE);
    rejected = FeedFunction.register(connection, RejectedRows.COLUMNS);
  }

  void insertTransactions(DuckDBConnection connection, StagedBatches rows) throws SQLException {
    insert(
        connection,
        rows.isUsual() ? usual : transactions,
        rows,
        "INSERT INTO transactions BY NAME SELECT * REPLACE (make_timestamp(timestamp) AS timestamp) FROM $feed");
  }

  void insertTexts(DuckDBConnection connection, StagedTexts rows) throws SQLException {
    insert(connection, texts, rows, "INSERT INTO texts FROM $feed");
  }

  void insertSuspects(DuckDBConnection connection, StagedBatches rows) throws SQLException {
    insert(
        connection,
        suspects,
        rows,
        "INSERT INTO suspects SELECT * REPLACE (make_timestamp(timestamp) AS timestamp) FROM $feed");
  }

  void insertRejected(DuckDBConnection connection, RejectedRows rows, int number)
      throws SQLException {
    insert(
        connection,
        rejected,
        rows,
        "INSERT INTO rejected_rows SELECT %d, * FROM $feed".formatted(number));
  }

  private static void insert(
      DuckDBConnection connection, FeedFunction function, FeedFunction.Feed rows, String sql)
      throws SQLException {
    if (rows.size() > 0) {
      function.run(connection, sql, rows);
    }
  }
}
