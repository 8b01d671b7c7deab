package io.tercet.store.clickhouse;

import com.clickhouse.client.api.query.GenericRecord;
import io.tercet.core.ensemble.VerdictBlock;
import io.tercet.store.DetectionStore;
import io.tercet.store.Selection;
import io.tercet.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs, verdicts and checkpoints in ClickHouse. */
final class ClickHouseDetectionStore implements DetectionStore {
  private static final String RUNS = "SELECT " + StoredRows.RUN + " FROM detection_runs ";

  private final ClickHouseServer server;
  private final Supplier<Lease> lease;
  private final Checkpoints checkpoints;
  private @Nullable VerdictWriter writer;

  ClickHouseDetectionStore(ClickHouseServer server, Supplier<Lease> lease) {
    this.server = server;
    this.lease = lease;
    checkpoints = new Checkpoints(server, lease);
  }

  @Override
  public long cursor() {
    return server.number(
        """
        SELECT max(through_sequence) FROM detection_runs
        WHERE mode <> 'window' AND finished_at IS NOT NULL\
        """);
  }

  @Override
  public Optional<DetectionRun> unfinishedRun() {
    return server.first(RUNS + "WHERE finished_at IS NULL", Map.of()).map(StoredRows::run);
  }

  @Override
  public void begin(DetectionRun run) {
    Lease held = lease.get();
    unfinishedRun().ifPresent(this::refuse);
    if (find(run.id()).isPresent()) {
      throw new StoreException("run %s is in store %s already.".formatted(run.id(), server.name()));
    }
    long model =
        server.number(
            "SELECT max(model) FROM model_registry WHERE version = "
                + StoredRows.sql(run.modelVersion()));
    if (model == 0) {
      throw new StoreException(
          "run %s names model %s, which is not in store %s. Register it first."
              .formatted(run.id(), run.modelVersion(), server.name()));
    }
    Leftovers.delete(server, held, "score_rows", "run_chunks", "stamp");
    insert(held, run, (int) model);
  }

  private void insert(Lease held, DetectionRun run, int model) {
    long number = server.number("SELECT max(run) + 1 FROM runs_log");
    server.persist(() ->
        server.attempt(
            "INSERT INTO runs_log SELECT %d, %s, %d, %s, '%s', %d, %d, %s, %s, %s, %s WHERE %s"
                .formatted(
                    number,
                    StoredRows.sql(run.id()),
                    model,
                    StoredRows.sql(run.modelVersion()),
                    run.mode().name().toLowerCase(Locale.ROOT),
                    run.afterSequence(),
                    run.throughSequence(),
                    StoredRows.sql(run.fromMicros()),
                    StoredRows.sql(run.toMicros()),
                    StoredRows.sql(StoredRows.micros(run.startedAt())),
                    Double.toString(run.threshold()),
                    held.isHeld()),
            Map.of()));
    if (find(run.id()).isEmpty()) {
      throw held.lost();
    }
  }

  @Override
  public void recordLists(DetectionRun run, List<UsedList> lists) {
    Lease held = lease.get();
    int number = requireRun(run.id());
    List<UsedList> known = lists(run.id());
    for (UsedList list : lists) {
      if (!known.contains(list)) {
        server.persist(() ->
            server.attempt(
                "INSERT INTO run_lists SELECT %d, %d, %s, %s, %d WHERE %s"
                    .formatted(
                        number,
                        held.nextStamp(),
                        StoredRows.sql(list.name()),
                        StoredRows.sql(list.sha256()),
                        list.addresses(),
                        held.isHeld()),
                Map.of()));
      }
    }
  }

  @Override
  public List<UsedList> lists(String runId) {
    return server
        .rows(
            """
            SELECT l.name AS name, l.sha256 AS sha256, l.addresses AS addresses
            FROM sanctions_lists l INNER JOIN detection_runs r ON r.run = l.run
            WHERE r.run_id = %s ORDER BY l.number\
            """
                .formatted(StoredRows.sql(runId)))
        .stream()
        .map(row ->
            new UsedList(row.getString("name"), row.getString("sha256"), row.getLong("addresses")))
        .distinct()
        .toList();
  }

  @Override
  public void commit(DetectionRun progress, VerdictBlock verdicts, List<Reason> reasons) {
    writer(progress).write(progress, verdicts, reasons);
  }

  @Override
  public void checkpoint(DetectionRun progress, String fingerprint, CheckpointWriter content) {
    checkpoints.save(requireRun(progress.id()), progress, fingerprint, content);
  }

  @Override
  public Optional<Checkpoint> latestCheckpoint() {
    return checkpoints.latest();
  }

  @Override
  public void finish(DetectionRun run, Instant finishedAt) {
    Lease held = lease.get();
    int number = requireRun(run.id());
    server.persist(() ->
        server.attempt(
            "INSERT INTO run_ends SELECT %d, %d, %d, %d, %s WHERE %s AND %d NOT IN (SELECT run FROM run_ends)"
                .formatted(
                    number,
                    run.throughSequence(),
                    run.rows(),
                    run.alerts(),
                    StoredRows.sql(StoredRows.micros(finishedAt)),
                    held.isHeld(),
                    number),
            Map.of()));
    if (server.number("SELECT count() FROM run_ends WHERE run = " + number) == 0) {
      throw held.lost();
    }
    writer = null;
  }

  @Override
  public List<DetectionRun> runs(int limit) {
    return server.rows(RUNS + "ORDER BY run DESC LIMIT " + limit).stream()
        .map(StoredRows::run)
        .toList();
  }

  @Override
  public ScoreReader scores(Selection selection, @Nullable String modelVersion) {
    return new ClickHouseScoreReader(server, selection, modelVersion);
  }

  @Override
  public Optional<StoredVerdict> verdict(String transactionId) {
    String found =
        "(SELECT * FROM committed_transactions t WHERE %s)"
            .formatted(ClickHouseTransactionStore.byIdCondition(transactionId));
    return server
        .first(
            "SELECT %s FROM (SELECT * FROM scores WHERE sequence IN (SELECT sequence FROM %s)) s INNER JOIN %s t ON t.sequence = s.sequence"
                .formatted(StoredRows.VERDICT, found, found),
            Map.of())
        .map(StoredRows::verdict);
  }

  private Optional<GenericRecord> find(String runId) {
    return server.first(RUNS + "WHERE run_id = " + StoredRows.sql(runId), Map.of());
  }

  private void refuse(DetectionRun other) {
    throw new StoreException(
        "run %s in store %s is not finished. Resume it first."
            .formatted(other.id(), server.name()));
  }

  private VerdictWriter writer(DetectionRun progress) {
    VerdictWriter open = writer;
    if (open == null || !open.isFor(progress)) {
      Lease held = lease.get();
      GenericRecord run =
          find(progress.id())
              .filter(row -> row.getLong("finished") == 0)
              .orElseThrow(() -> notUnderWay(progress.id()));
      open =
          new VerdictWriter(server, held, progress, run.getInteger("run"), run.getInteger("model"));
      writer = open;
    }
    return open;
  }

  private int requireRun(String id) {
    return find(id).map(row -> row.getInteger("run")).orElseThrow(() -> notUnderWay(id));
  }

  private StoreException notUnderWay(String id) {
    return new StoreException(
        "run %s is not under way in store %s. Begin it first.".formatted(id, server.name()));
  }
}
