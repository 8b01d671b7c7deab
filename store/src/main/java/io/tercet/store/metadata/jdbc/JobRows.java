package io.tercet.store.metadata.jdbc;

import io.tercet.store.metadata.JobQueue.JobRequest;
import io.tercet.store.metadata.JobQueue.Progress;
import io.tercet.store.metadata.JobQueue.QueuedJob;
import io.tercet.store.metadata.JobState;
import io.tercet.store.metadata.RetryPolicy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Rows of table {@code jobs} as values. */
final class JobRows {
  static final String SELECT = "SELECT * FROM jobs ";

  private JobRows() {}

  static Optional<QueuedJob> find(Connection connection, long id) throws SQLException {
    return Sql.first(connection, JobRows::job, SELECT + "WHERE id = ?", id);
  }

  static QueuedJob get(Connection connection, long id) throws SQLException {
    return find(connection, id).orElseThrow();
  }

  static QueuedJob job(ResultSet row) throws SQLException {
    return new QueuedJob(
        row.getLong("id"),
        request(row),
        Sql.word(JobState.class, row, "state"),
        row.getInt("attempts"),
        Sql.time(row, "created_at"),
        Sql.time(row, "due_at"),
        Sql.instant(row, "started_at"),
        Sql.instant(row, "ended_at"),
        row.getString("holder"),
        Sql.instant(row, "lease_until"),
        row.getBoolean("cancel_requested"),
        new Progress(
            row.getString("progress_step"),
            row.getLong("progress_done"),
            row.getLong("progress_total")),
        row.getString("result"),
        row.getString("error"));
  }

  private static JobRequest request(ResultSet row) throws SQLException {
    return new JobRequest(
        row.getString("kind"),
        row.getString("options"),
        row.getString("idempotency_key"),
        row.getString("lane"),
        row.getString("requested_by"),
        Sql.time(row, "not_before"),
        new RetryPolicy(
            row.getInt("most_attempts"),
            Duration.ofMillis(row.getLong("first_pause_ms")),
            Duration.ofMillis(row.getLong("longest_pause_ms"))));
  }

  /** The beginning of a text that may be longer; NUL, which PostgreSQL cannot hold, is shown. */
  static String shortened(String text, int most) {
    String cut = text.length() <= most ? text : text.substring(0, most - 1) + "…";
    return cut.replace('\0', '\u2400');
  }
}
