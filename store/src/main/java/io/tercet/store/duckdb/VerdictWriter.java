package io.tercet.store.duckdb;

import io.tercet.core.ensemble.VerdictBlock;
import io.tercet.store.DetectionStore.DetectionRun;
import io.tercet.store.DetectionStore.Reason;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import org.duckdb.DuckDBConnection;

/**
 * Writes the verdicts of one run. It remembers, a bit a transaction of the run, which have a
 * verdict already; the others go straight to the table, without looking for what they might
 * replace.
 */
final class VerdictWriter {
  private static final String INSERT =
      """
      INSERT INTO scores
      SELECT
        sequence, %d, %d, statistical, forest, autoencoder, fused, total,
        CASE level WHEN 0 THEN 'low'::risk_level WHEN 1 THEN 'medium'::risk_level
          WHEN 2 THEN 'high'::risk_level WHEN 3 THEN 'critical'::risk_level END,
        CASE decision WHEN 0 THEN 'approved'::final_decision
          WHEN 1 THEN 'review'::final_decision WHEN 2 THEN 'blocked'::final_decision END,
        rules, typology
      FROM $feed\
      """;

  /** Moves other models' verdicts to history and takes this model's own back from there. */
  private static final String SUPERSEDE =
      """
      DELETE FROM touched WHERE sequence IN (SELECT sequence FROM scores WHERE model = %1$d);
      INSERT INTO scores_history FROM scores WHERE sequence IN (FROM touched);
      DELETE FROM scores WHERE sequence IN (FROM touched);
      INSERT INTO scores
        FROM scores_history WHERE model = %1$d AND sequence IN (FROM touched);
      DELETE FROM scores_history WHERE model = %1$d AND sequence IN (FROM touched);
      DELETE FROM touched WHERE sequence IN (SELECT sequence FROM scores)\
      """;

  private final String runId;
  private final int run;
  private final int model;
  private final long after;
  private final BitSet scored = new BitSet();
  private final VerdictFeeds feeds;

  private VerdictWriter(VerdictFeeds feeds, DetectionRun progress, int run, int model) {
    this.feeds = feeds;
    this.runId = progress.id();
    this.run = run;
    this.model = model;
    after = progress.afterSequence();
  }

  /** A writer for the run numbered {@code run}, which knows what is scored so far. */
  static VerdictWriter open(
      DuckDBConnection connection, VerdictFeeds feeds, DetectionRun progress, int run, int model)
      throws SQLException {
    VerdictWriter writer = new VerdictWriter(feeds, progress, run, model);
    String sql =
        "SELECT sequence FROM scores WHERE sequence > %d AND sequence <= %d"
            .formatted(progress.afterSequence(), progress.throughSequence());
    try (ChunkCursor cursor = new ChunkCursor(connection, sql)) {
      while (cursor.nextChunk()) {
        var sequences = cursor.vector(0);
        for (int i = 0; i < cursor.rows(); i++) {
          writer.scored.set(writer.bit(sequences.getLong(i)));
        }
      }
    }
    return writer;
  }

  boolean isFor(DetectionRun progress) {
    return runId.equals(progress.id());
  }

  /** Writes a chunk and the run's progress, inside the caller's transaction. */
  void write(
      DuckDBConnection connection,
      DetectionRun progress,
      VerdictBlock verdicts,
      List<Reason> reasons)
      throws SQLException {
    BitSet rows = newRows(connection, verdicts);
    feeds.verdicts().run(connection, INSERT.formatted(run, model), VerdictRows.of(verdicts, rows));
    List<Reason> kept = reasons.stream().filter(reason -> rows.get(reason.row())).toList();
    if (!kept.isEmpty()) {
      feeds
          .reasons()
          .run(
              connection,
              "INSERT INTO reasons SELECT sequence, %d, json, text FROM $feed".formatted(model),
              ReasonRows.of(verdicts, kept));
    }
    Sql.execute(
        connection,
        "UPDATE detection_runs SET through_sequence = ?, rows = ?, alerts = ? WHERE run = ?",
        progress.throughSequence(),
        progress.rows(),
        progress.alerts(),
        run);
  }

  /** Remembers a chunk that was committed. */
  void remember(VerdictBlock verdicts) {
    for (int row = 0; row < verdicts.size; row++) {
      scored.set(bit(verdicts.sequence[row]));
    }
  }

  /** Which rows get a new verdict: all but those that this model has judged before. */
  private BitSet newRows(DuckDBConnection connection, VerdictBlock verdicts) throws SQLException {
    BitSet rows = new BitSet(verdicts.size);
    for (int row = 0; row < verdicts.size; row++) {
      rows.set(row, !scored.get(bit(verdicts.sequence[row])));
    }
    if (rows.cardinality() < verdicts.size) {
      rows.or(superseding(connection, verdicts, rows));
    }
    return rows;
  }

  /** Among the rows outside {@code fresh}, those that this model has not judged before. */
  private BitSet superseding(DuckDBConnection connection, VerdictBlock verdicts, BitSet fresh)
      throws SQLException {
    BitSet seen = (BitSet) fresh.clone();
    seen.flip(0, verdicts.size);
    feeds
        .verdicts()
        .run(
            connection,
            "CREATE OR REPLACE TEMP TABLE touched AS SELECT sequence FROM $feed",
            VerdictRows.of(verdicts, seen));
    Sql.script(connection, SUPERSEDE.formatted(model));
    BitSet left = new BitSet();
    Sql.list(connection, row -> row.getLong(1), "FROM touched")
        .forEach(sequence -> left.set(bit(sequence)));
    for (int row = seen.nextSetBit(0); row >= 0; row = seen.nextSetBit(row + 1)) {
      seen.set(row, left.get(bit(verdicts.sequence[row])));
    }
    return seen;
  }

  private int bit(long sequence) {
    return Math.toIntExact(sequence - after);
  }
}
