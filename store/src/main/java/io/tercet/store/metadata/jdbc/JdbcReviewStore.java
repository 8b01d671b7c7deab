package io.tercet.store.metadata.jdbc;

import io.tercet.store.metadata.ReviewStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Decisions in table {@code reviews}. */
final class JdbcReviewStore implements ReviewStore {
  private static final String OF_TRANSACTION =
      "SELECT * FROM reviews WHERE transaction_id = ? ORDER BY id DESC LIMIT ?";
  private static final int MOST = 1_000;

  private final Database database;

  JdbcReviewStore(Database database) {
    this.database = database;
  }

  @Override
  public Review add(Decision decision, Instant at) {
    Instant time = at.truncatedTo(ChronoUnit.MICROS);
    long id =
        database.transaction(connection ->
            Sql.insert(
                    connection,
                    """
                    INSERT INTO reviews (transaction_id, account, decision, decided_by, decided_at, note)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                    decision.transactionId(),
                    decision.account(),
                    decision.finding(),
                    decision.who(),
                    time,
                    decision.note())
                .orElseThrow());
    return new Review(id, decision, time);
  }

  @Override
  public Optional<Review> latest(String transactionId) {
    return database.transaction(connection ->
        Sql.first(connection, JdbcReviewStore::review, OF_TRANSACTION, transactionId, 1));
  }

  @Override
  public List<Review> history(String transactionId) {
    return database.transaction(connection ->
        Sql.list(connection, JdbcReviewStore::review, OF_TRANSACTION, transactionId, MOST));
  }

  @Override
  public List<Review> inForce(long after, int limit) {
    return database.transaction(connection ->
        Sql.list(
            connection,
            JdbcReviewStore::review,
            """
            SELECT * FROM reviews r
            WHERE id > ? AND NOT EXISTS
              (SELECT 1 FROM reviews later WHERE later.transaction_id = r.transaction_id AND later.id > r.id)
            ORDER BY id LIMIT ?
            """,
            after,
            limit));
  }

  private static Review review(ResultSet row) throws SQLException {
    return new Review(
        row.getLong("id"),
        new Decision(
            row.getString("transaction_id"),
            row.getString("account"),
            Sql.word(Finding.class, row, "decision"),
            row.getString("decided_by"),
            row.getString("note")),
        Sql.time(row, "decided_at"));
  }
}
