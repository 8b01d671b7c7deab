package io.tercet.store.metadata.jdbc;

import io.tercet.store.metadata.JobQueue;
import io.tercet.store.metadata.JobState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Jobs in tables {@code jobs} and {@code job_log}. */
final class JdbcJobQueue implements JobQueue {
  private static final int LONGEST_LINE = 2_000;
  private static final int LONGEST_ERROR = 10_000;

  /** That the lease is still held, as the last two parameters of a statement. */
  private static final String HELD = " WHERE id = ? AND fence = ? AND state = 'running'";

  private static final String END =
      "UPDATE jobs SET state = ?, ended_at = ?, holder = NULL, lease_until = NULL, held_lane = NULL, ";

  private final Database database;

  JdbcJobQueue(Database database) {
    this.database = database;
  }

  @Override
  public Enqueued enqueue(JobRequest request, Instant now) {
    return database.transaction(connection -> {
      Optional<Long> id = insert(connection, request, now);
      return id.isPresent()
          ? new Enqueued(JobRows.get(connection, id.get()), Enqueued.Outcome.CREATED)
          : existing(connection, request);
    });
  }

  private static Optional<Long> insert(Connection connection, JobRequest request, Instant now)
      throws SQLException {
    return Sql.insert(
        connection,
        """
        INSERT INTO jobs (kind, options, idempotency_key, lane, requested_by, not_before,
          most_attempts, first_pause_ms, longest_pause_ms, state, created_at, due_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """,
        request.kind(),
        request.options(),
        request.idempotencyKey(),
        request.lane(),
        request.requestedBy(),
        request.notBefore(),
        request.retry().attempts(),
        request.retry().firstPause().toMillis(),
        request.retry().longestPause().toMillis(),
        JobState.QUEUED,
        now,
        request.notBefore());
  }

  private static Enqueued existing(Connection connection, JobRequest request) throws SQLException {
    QueuedJob job =
        Sql.first(
                connection,
                JobRows::job,
                JobRows.SELECT + "WHERE idempotency_key = ?",
                request.idempotencyKey())
            .orElseThrow();
    boolean same =
        job.request().kind().equals(request.kind())
            && job.request().options().equals(request.options());
    return new Enqueued(job, same ? Enqueued.Outcome.REPEATED : Enqueued.Outcome.CONFLICT);
  }

  @Override
  public Optional<Lease> claim(String holder, Set<String> kinds, Instant now, Duration lease) {
    return new JobClaim(database, holder, kinds, now, lease).next();
  }

  @Override
  public Standing extend(Lease lease, Progress progress, Instant now, Duration duration) {
    return database.transaction(connection -> {
      int held =
          Sql.update(
              connection,
              "UPDATE jobs SET lease_until = ?, progress_step = ?, progress_done = ?, progress_total = ?"
                  + HELD,
              now.plus(duration),
              progress.step(),
              progress.done(),
              progress.total(),
              lease.job().id(),
              lease.fence());
      if (held == 0) {
        return Standing.LOST;
      }
      return JobRows.get(connection, lease.job().id()).cancelRequested()
          ? Standing.CANCEL_REQUESTED
          : Standing.HELD;
    });
  }

  @Override
  public boolean succeed(Lease lease, String result, Instant now) {
    return end(lease, JobState.SUCCEEDED, now, "result = ?", result);
  }

  @Override
  public boolean cancelled(Lease lease, Instant now) {
    return end(lease, JobState.CANCELLED, now, "cancel_requested = ?", true);
  }

  @Override
  public boolean fail(Lease lease, String error, boolean retry, Instant now) {
    String shown = JobRows.shortened(error, LONGEST_ERROR);
    QueuedJob job = lease.job();
    boolean again = retry && job.attempts() < job.request().retry().attempts();
    return again
        ? requeue(lease, now.plus(job.request().retry().pauseAfter(job.attempts())), 0, shown)
        : end(lease, JobState.FAILED, now, "error = ?", shown);
  }

  @Override
  public boolean release(Lease lease, Instant now) {
    return requeue(lease, now, 1, lease.job().error());
  }

  private boolean end(Lease lease, JobState state, Instant now, String set, Object value) {
    return database.transaction(connection ->
        Sql.update(connection, END + set + HELD, state, now, value, lease.job().id(), lease.fence())
            == 1);
  }

  private boolean requeue(Lease lease, Instant dueAt, int uncounted, @Nullable String error) {
    return database.transaction(connection ->
        Sql.update(
                connection,
                """
                UPDATE jobs SET state = 'queued', holder = NULL, lease_until = NULL, held_lane = NULL,
                  due_at = ?, attempts = attempts - ?, error = ?
                """
                    + HELD,
                dueAt,
                uncounted,
                error,
                lease.job().id(),
                lease.fence())
            == 1);
  }

  @Override
  public Optional<QueuedJob> cancel(long id, Instant now) {
    return database.transaction(connection -> {
      Sql.update(
          connection,
          "UPDATE jobs SET cancel_requested = TRUE WHERE id = ? AND state IN ('queued', 'running')",
          id);
      Sql.update(
          connection,
          "UPDATE jobs SET state = 'cancelled', ended_at = ? WHERE id = ? AND state = 'queued'",
          now,
          id);
      return JobRows.find(connection, id);
    });
  }

  @Override
  public void log(Lease lease, String line, Instant now) {
    database.transaction(connection -> {
      int room =
          Sql.update(
              connection,
              "UPDATE jobs SET log_lines = log_lines + 1" + HELD + " AND log_lines < ?",
              lease.job().id(),
              lease.fence(),
              MOST_LOG_LINES);
      return room == 0 ? 0 : insertLine(connection, lease.job().id(), line, now);
    });
  }

  private static int insertLine(Connection connection, long job, String line, Instant now)
      throws SQLException {
    return Sql.update(
        connection,
        """
        INSERT INTO job_log (job, line, logged_at, content)
        SELECT id, log_lines, ?, CASE WHEN log_lines < ? THEN CAST(? AS VARCHAR) ELSE 'more lines were left out' END
        FROM jobs WHERE id = ?
        """,
        now,
        MOST_LOG_LINES,
        JobRows.shortened(line, LONGEST_LINE),
        job);
  }

  @Override
  public List<LogLine> log(long id, long after, int limit) {
    return database.transaction(connection ->
        Sql.list(
            connection,
            row ->
                new LogLine(
                    row.getLong("line"), Sql.time(row, "logged_at"), row.getString("content")),
            "SELECT line, logged_at, content FROM job_log WHERE job = ? AND line > ? ORDER BY line LIMIT ?",
            id,
            after,
            limit));
  }

  @Override
  public Optional<QueuedJob> find(long id) {
    return database.transaction(connection -> JobRows.find(connection, id));
  }

  @Override
  public List<QueuedJob> list(JobFilter filter) {
    Conditions conditions =
        new Conditions()
            .and("kind = ?", filter.kind())
            .and("state = ?", filter.state())
            .and("id < ?", filter.before());
    return database.transaction(connection ->
        Sql.list(
            connection,
            JobRows::job,
            JobRows.SELECT + conditions.where() + " ORDER BY id DESC LIMIT ?",
            conditions.parametersAnd(filter.limit())));
  }

  @Override
  public int forget(Instant endedBefore, int limit) {
    return database.transaction(connection ->
        Sql.update(
            connection,
            "DELETE FROM jobs WHERE id IN (SELECT id FROM jobs WHERE ended_at < ? ORDER BY id LIMIT ?)",
            endedBefore,
            limit));
  }
}
