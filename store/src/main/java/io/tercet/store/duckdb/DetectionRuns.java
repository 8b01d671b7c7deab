package io.tercet.store.duckdb;

import io.tercet.store.DetectionStore.DetectionRun;
import io.tercet.store.DetectionStore.Mode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/** Rows of {@code detection_runs}. */
final class DetectionRuns {
  /** What {@link #map} needs of runs called {@code r} and models called {@code m}. */
  static final String COLUMNS =
      """
      r.run, r.run_id, m.version, r.mode, r.after_sequence, r.through_sequence,
      epoch_us(r.window_from) AS from_micros, epoch_us(r.window_to) AS to_micros, r.started_at,
      r.threshold, r.rows, r.alerts, r.finished_at\
      """;

  static final String SELECT =
      "SELECT " + COLUMNS + " FROM detection_runs r JOIN model_registry m USING (model) ";

  private DetectionRuns() {}

  static DetectionRun map(ResultSet row) throws SQLException {
    return new DetectionRun(
        row.getString("run_id"),
        row.getString("version"),
        Mode.valueOf(row.getString("mode").toUpperCase(Locale.ROOT)),
        row.getLong("after_sequence"),
        row.getLong("through_sequence"),
        row.getLong("from_micros"),
        row.getLong("to_micros"),
        Sql.requireInstant(row, "started_at"),
        row.getDouble("threshold"),
        row.getLong("rows"),
        row.getLong("alerts"));
  }

  /** Inserts a run; returns false if its model is unknown. */
  static boolean insert(Connection connection, DetectionRun run) throws SQLException {
    return Sql.execute(
            connection,
            """
            INSERT INTO detection_runs
            SELECT (SELECT coalesce(max(run), 0) + 1 FROM detection_runs), ?, m.model, ?, ?, ?,
              make_timestamp(?), make_timestamp(?), ?, ?, ?, ?, NULL
            FROM model_registry m WHERE m.version = ?\
            """,
            run.id(),
            run.mode().name().toLowerCase(Locale.ROOT),
            run.afterSequence(),
            run.throughSequence(),
            run.fromMicros(),
            run.toMicros(),
            run.startedAt(),
            run.threshold(),
            run.rows(),
            run.alerts(),
            run.modelVersion())
        > 0;
  }
}
