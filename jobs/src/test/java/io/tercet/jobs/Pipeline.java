package io.tercet.jobs;

import io.tercet.core.detector.autoencoder.AutoencoderOptions;
import io.tercet.core.detector.forest.ForestOptions;
import io.tercet.core.ensemble.EnsembleOptions;
import io.tercet.core.simulation.SimulatedTransaction;
import io.tercet.core.simulation.SimulationOptions;
import io.tercet.core.simulation.TrafficSimulator;
import io.tercet.core.transaction.Transaction;
import io.tercet.jobs.typologies.TypologyPacks;
import io.tercet.store.Store;
import io.tercet.store.TransactionStore.SourceLine;
import io.tercet.store.duckdb.DuckDbStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A store of simulated traffic and the jobs on it, small enough for tests. */
final class Pipeline implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-03-22T00:00:00Z");
  static final int CHUNK = 2048;

  /** Everything that people and programs read of verdicts, in one order; no wall clock. */
  private static final List<String> TABLES =
      List.of(
          "FROM scores ORDER BY sequence",
          "FROM scores_history ORDER BY sequence, model",
          "FROM reasons ORDER BY sequence, model",
          "SELECT * EXCLUDE (trained_at) FROM model_registry ORDER BY model",
          "SELECT * EXCLUDE (finished_at), finished_at IS NULL AS unfinished FROM detection_runs"
              + " ORDER BY run",
          "SELECT count(*) AS rows, sum(hash(t)) AS content FROM transactions t");

  private static final String CHECKPOINT = "SELECT * EXCLUDE (file) FROM checkpoints";

  final Path file;
  final Store store;

  Pipeline(Path file) {
    this.file = file;
    store = DuckDbStore.open(file);
  }

  static Pipeline in(Path folder) {
    return new Pipeline(folder.resolve("test.duckdb"));
  }

  /** Simulated traffic of 30 days, in the order of event time. */
  static List<SimulatedTransaction> traffic(int rows, long seed) {
    // More frauds than usual: a small sample needs some of each class.
    SimulationOptions options = SimulationOptions.of(rows, seed).withShares(0.006, 0.02);
    return TrafficSimulator.stream(options.withPeriod(options.startMicros(), 30)).toList();
  }

  /** A small ensemble that trains at once. */
  static EnsembleOptions small() {
    return EnsembleOptions.defaults(TypologyPacks.standard())
        .withForest(ForestOptions.defaults().withTrees(20).withSampleSize(64))
        .withAutoencoder(AutoencoderOptions.defaults().withHidden(6).withEpochs(2))
        // The first rows of a store, when everything is new, are soon forgotten.
        .withShares(0.25, 0.2, 2048);
  }

  Pipeline add(List<SimulatedTransaction> rows) {
    return addAll(rows.stream().map(SimulatedTransaction::transaction).toList());
  }

  Pipeline addAll(List<Transaction> rows) {
    SourceLine source = new SourceLine("test", 1, "");
    try (var session = store.transactions().beginImport(NOW)) {
      rows.forEach(row -> session.add(row, source));
      session.finish();
    }
    return this;
  }

  TrainResult train(long seed) {
    return train(new TrainRequest(null, null, seed, small(), TrainRequest.DEFAULT_MAX_ROWS));
  }

  TrainResult train(TrainRequest request) {
    return new TrainJob(store).run(request, NOW, Progress.NONE);
  }

  DetectResult detect() {
    return detect(new DetectRequest(null, null, null, null, null, CHUNK));
  }

  DetectResult detect(DetectRequest request) {
    return new DetectJob(store).run(request, NOW, Progress.NONE);
  }

  DetectResult detectWith(@Nullable String model) {
    return detect(new DetectRequest(null, null, model, null, null, CHUNK));
  }

  DetectResult window(@Nullable Long from, @Nullable Long to) {
    return detect(new DetectRequest(from, to, null, null, null, CHUNK));
  }

  List<Map<String, @Nullable Object>> sql(String sql) {
    return store.query(sql);
  }

  long number(String sql) {
    return ((Number) sql(sql).getFirst().values().iterator().next()).longValue();
  }

  /** All rows of all tables but the checkpoint, as text: equal texts are equal bits. */
  String tables() {
    StringBuilder text = new StringBuilder();
    for (String table : TABLES) {
      text.append(table).append('\n');
      store.query(table, row -> text.append(row.values()).append('\n'));
    }
    return text.toString();
  }

  /** The SHA-256 of the engine's state, and what it belongs to. */
  String checkpoint() {
    return sql(CHECKPOINT).toString();
  }

  /** The verdicts as people see them. */
  String verdicts() {
    return sql("FROM scores ORDER BY sequence").toString();
  }

  Path checkpointFile() {
    Path folder = Path.of(file + ".files", "checkpoints");
    try (Stream<Path> files = Files.list(folder)) {
      return files.findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    store.close();
  }

  /** Copies a closed store. */
  static Path copy(Path file, Path target) throws IOException {
    Files.createDirectories(target);
    Path copy = target.resolve("test.duckdb");
    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    Path from = Path.of(file + ".files");
    try (Stream<Path> all = Files.walk(from)) {
      for (Path one : all.toList()) {
        Path to = Path.of(copy + ".files").resolve(from.relativize(one).toString());
        Files.copy(one, to, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return copy;
  }
}
