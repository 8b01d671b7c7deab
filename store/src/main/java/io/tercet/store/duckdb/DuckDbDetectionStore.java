package io.tercet.store.duckdb;

import io.tercet.core.ensemble.VerdictBlock;
import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import io.tercet.store.DetectionStore;
import io.tercet.store.Selection;
import io.tercet.store.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Runs, verdicts and checkpoints in DuckDB. */
final class DuckDbDetectionStore implements DetectionStore {
  private static final String CHECKPOINTS = "checkpoints";

  private final DuckDbDatabase database;
  private final StoreFiles files;
  private @Nullable VerdictWriter writer;
  private @Nullable VerdictFeeds feeds;

  DuckDbDetectionStore(DuckDbDatabase database, StoreFiles files) {
    this.database = database;
    this.files = files;
  }

  @Override
  public long cursor() {
    return database.read(connection ->
        Sql.number(
            connection,
            """
            SELECT coalesce(max(through_sequence), 0) FROM detection_runs
            WHERE mode IN ('cursor', 'arrival') AND finished_at IS NOT NULL\
            """));
  }

  @Override
  public Optional<DetectionRun> unfinishedRun() {
    return database.read(DuckDbDetectionStore::unfinished);
  }

  @Override
  public void begin(DetectionRun run) {
    database.write(connection -> {
      unfinished(connection).ifPresent(this::refuse);
      if (Sql.number(connection, "SELECT count(*) FROM detection_runs WHERE run_id = ?", run.id())
          > 0) {
        throw new StoreException(
            "run %s is in store %s already.".formatted(run.id(), database.name()));
      }
      if (!DetectionRuns.insert(connection, run)) {
        throw new StoreException(
            "run %s names model %s, which is not in store %s. Register it first."
                .formatted(run.id(), run.modelVersion(), database.name()));
      }
    });
  }

  @Override
  public void recordLists(DetectionRun run, List<UsedList> lists) {
    int number = requireRun(run.id());
    List<UsedList> known = lists(run.id());
    List<UsedList> added = lists.stream().filter(list -> !known.contains(list)).toList();
    database.write(connection -> {
      for (UsedList list : added) {
        Sql.execute(
            connection,
            "INSERT INTO sanctions_lists VALUES (?, ?, ?, ?)",
            number,
            list.name(),
            list.sha256(),
            list.addresses());
      }
    });
  }

  @Override
  public List<UsedList> lists(String runId) {
    return database.read(connection ->
        Sql.list(
            connection,
            row -> new UsedList(row.getString(1), row.getString(2), row.getLong(3)),
            """
            SELECT name, l.sha256, addresses FROM sanctions_lists l
            JOIN detection_runs r USING (run) WHERE run_id = ? ORDER BY l.rowid\
            """,
            runId));
  }

  @Override
  public void commit(DetectionRun progress, VerdictBlock verdicts, List<Reason> reasons) {
    VerdictWriter open = writer(progress);
    database.write(connection -> open.write(connection, progress, verdicts, reasons));
    open.remember(verdicts);
  }

  @Override
  public void checkpoint(DetectionRun progress, String fingerprint, CheckpointWriter content) {
    int run = requireRun(progress.id());
    String file = freeName();
    String sha256 = files.write(file, content);
    database.write(connection -> {
      Sql.script(connection, "DELETE FROM checkpoints");
      Sql.execute(
          connection,
          "INSERT INTO checkpoints VALUES (?, ?, ?, ?, ?, ?)",
          file,
          sha256,
          run,
          progress.rows(),
          progress.alerts(),
          fingerprint);
    });
    deleteStaleFiles();
  }

  @Override
  public Optional<Checkpoint> latestCheckpoint() {
    return database
        .read(connection ->
            Sql.list(
                connection,
                this::mapCheckpoint,
                "SELECT "
                    + DetectionRuns.COLUMNS
                    + """
                    , c.file, c.sha256, c.fingerprint, c.rows AS rows_done,
                      c.alerts AS alerts_found
                    FROM checkpoints c JOIN detection_runs r USING (run)
                    JOIN model_registry m USING (model) ORDER BY c.rowid DESC\
                    """))
        .stream()
        .filter(DuckDbCheckpoint::exists)
        .map(Checkpoint.class::cast)
        .findFirst();
  }

  @Override
  public void finish(DetectionRun run, Instant finishedAt) {
    int number = requireRun(run.id());
    database.write(connection ->
        Sql.execute(
            connection,
            """
            UPDATE detection_runs
            SET through_sequence = ?, rows = ?, alerts = ?, finished_at = ?
            WHERE run = ? AND finished_at IS NULL\
            """,
            run.throughSequence(),
            run.rows(),
            run.alerts(),
            finishedAt,
            number));
    writer = null;
  }

  @Override
  public List<DetectionRun> runs(int limit) {
    return database.read(connection ->
        Sql.list(
            connection,
            DetectionRuns::map,
            DetectionRuns.SELECT + "ORDER BY r.run DESC LIMIT ?",
            limit));
  }

  @Override
  public ScoreReader scores(Selection selection, @Nullable String modelVersion) {
    return new DuckDbScoreReader(
        new SlicedCursor(
            database.newConnection(),
            database.name(),
            DuckDbScoreReader.query(modelVersion),
            selection));
  }

  @Override
  public Optional<StoredVerdict> verdict(String transactionId) {
    return database.read(connection ->
        Sql.first(
            connection,
            StoredVerdicts::map,
            StoredVerdicts.SELECT + "WHERE t.id_key = ? AND t.transaction_id = ?",
            TransactionBlock.key(Transaction.normaliseId(transactionId)),
            Transaction.normaliseId(transactionId)));
  }

  /** Deletes files of checkpoints that the database does not name. */
  void deleteStaleFiles() {
    List<String> named =
        database.read(connection ->
            Sql.list(connection, row -> row.getString(1), "SELECT file FROM checkpoints"));
    files.deleteOthers(CHECKPOINTS, new HashSet<>(named));
  }

  private static Optional<DetectionRun> unfinished(DuckDBConnection connection)
      throws SQLException {
    return Sql.first(
        connection, DetectionRuns::map, DetectionRuns.SELECT + "WHERE r.finished_at IS NULL");
  }

  private void refuse(DetectionRun other) {
    throw new StoreException(
        "run %s in store %s is not finished. Resume it first."
            .formatted(other.id(), database.name()));
  }

  private VerdictWriter writer(DetectionRun progress) {
    VerdictWriter open = writer;
    if (open == null || !open.isFor(progress)) {
      open = database.read(connection -> openWriter(connection, progress));
      writer = open;
    }
    return open;
  }

  private VerdictWriter openWriter(DuckDBConnection connection, DetectionRun progress)
      throws SQLException {
    record Numbers(int run, int model) {}
    Numbers numbers =
        Sql.first(
                connection,
                row -> new Numbers(row.getInt(1), row.getInt(2)),
                "SELECT run, model FROM detection_runs WHERE run_id = ? AND finished_at IS NULL",
                progress.id())
            .orElseThrow(() -> notUnderWay(progress.id()));
    VerdictFeeds known = feeds != null ? feeds : VerdictFeeds.register(connection);
    feeds = known;
    return VerdictWriter.open(connection, known, progress, numbers.run(), numbers.model());
  }

  private int requireRun(String id) {
    return database
        .read(connection ->
            Sql.first(
                connection,
                row -> row.getInt(1),
                "SELECT run FROM detection_runs WHERE run_id = ?",
                id))
        .orElseThrow(() -> notUnderWay(id));
  }

  private StoreException notUnderWay(String id) {
    return new StoreException(
        "run %s is not under way in store %s. Begin it first.".formatted(id, database.name()));
  }

  private String freeName() {
    int number = 1;
    while (files.exists(fileName(number))) {
      number++;
    }
    return fileName(number);
  }

  private static String fileName(int number) {
    return CHECKPOINTS + "/checkpoint-" + number;
  }

  private DuckDbCheckpoint mapCheckpoint(ResultSet row) throws SQLException {
    return new DuckDbCheckpoint(
        DetectionRuns.map(row).progress(row.getLong("rows_done"), row.getLong("alerts_found")),
        row.getObject("finished_at") != null,
        row.getString("fingerprint"),
        row.getString("file"),
        row.getString("sha256"),
        files);
  }
}
