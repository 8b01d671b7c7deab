package io.tercet.store.metadata.jdbc;

import io.tercet.store.metadata.JobQueue.Lease;
import io.tercet.store.metadata.JobQueue.QueuedJob;
import io.tercet.store.metadata.JobState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the next job. The row stays locked until it is taken, and rows that others have locked are
 * passed over.
 */
final class JobClaim {
  /** Rows that turn out to be dead or taken, one a transaction, before the claim gives up. */
  private static final int ROUNDS = 100;

  private static final String UNIQUE = "23505";

  private final Database database;
  private final String holder;
  private final List<String> kinds;
  private final Instant now;
  private final Duration lease;

  JobClaim(Database database, String holder, Set<String> kinds, Instant now, Duration lease) {
    if (kinds.isEmpty() || !lease.isPositive()) {
      throw new IllegalArgumentException(
          "a claim needs kinds and a lease > 0, got %s and %s".formatted(kinds, lease));
    }
    this.database = database;
    this.holder = holder;
    this.kinds = List.copyOf(kinds);
    this.now = now;
    this.lease = lease;
  }

  /** One row that was looked at; no lease if it was not to be had. */
  private record Round(Optional<Lease> lease, boolean more) {
    static final Round NOTHING = new Round(Optional.empty(), false);
    static final Round AGAIN = new Round(Optional.empty(), true);
  }

  Optional<Lease> next() {
    for (int i = 0; i < ROUNDS; i++) {
      Round round = database.transaction(this::round);
      if (!round.more()) {
        return round.lease();
      }
    }
    return Optional.empty();
  }

  private Round round(Connection connection) throws SQLException {
    List<Object> parameters = new ArrayList<>(List.of(now, now));
    parameters.addAll(kinds);
    Optional<Long> id =
        Sql.first(connection, row -> row.getLong("id"), select(), parameters.toArray());
    return id.isEmpty() ? Round.NOTHING : take(connection, id.get());
  }

  private String select() {
    return """
    SELECT id FROM jobs j
    WHERE (state = 'queued' AND due_at <= ? OR state = 'running' AND lease_until <= ?)
      AND kind IN (%s)
      AND NOT EXISTS (SELECT 1 FROM jobs o WHERE o.held_lane = j.lane AND o.id <> j.id)
    ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
    """
        .formatted(String.join(", ", Collections.nCopies(kinds.size(), "?")));
  }

  private Round take(Connection connection, long id) throws SQLException {
    QueuedJob job = JobRows.get(connection, id);
    boolean died = job.state() == JobState.RUNNING;
    if (died && job.cancelRequested()) {
      return give(connection, id, JobState.CANCELLED, "cancelled; its holder was gone");
    }
    if (died && job.attempts() >= job.request().retry().attempts()) {
      return give(
          connection,
          id,
          JobState.FAILED,
          "its holder %s was gone, and all %d attempts are used up"
              .formatted(job.holder(), job.attempts()));
    }
    return hold(connection, id);
  }

  private Round give(Connection connection, long id, JobState state, String error)
      throws SQLException {
    Sql.update(
        connection,
        """
        UPDATE jobs SET state = ?, error = ?, ended_at = ?, fence = fence + 1,
          holder = NULL, lease_until = NULL, held_lane = NULL
        WHERE id = ?
        """,
        state,
        error,
        now,
        id);
    return Round.AGAIN;
  }

  private Round hold(Connection connection, long id) throws SQLException {
    try {
      Sql.update(
          connection,
          """
          UPDATE jobs SET state = 'running', holder = ?, fence = fence + 1, attempts = attempts + 1,
            lease_until = ?, held_lane = lane, started_at = COALESCE(started_at, ?),
            progress_step = '', progress_done = 0, progress_total = -1
          WHERE id = ?
          """,
          holder,
          now.plus(lease),
          now,
          id);
    } catch (SQLException e) {
      if (UNIQUE.equals(e.getSQLState())) {
        // Another took a job of the same lane in between.
        connection.rollback();
        return Round.AGAIN;
      }
      throw e;
    }
    long fence =
        Sql.first(
                connection, row -> row.getLong("fence"), "SELECT fence FROM jobs WHERE id = ?", id)
            .orElseThrow();
    return new Round(Optional.of(new Lease(JobRows.get(connection, id), holder, fence)), false);
  }
}
