package io.tercet.server.decision;

import io.tercet.core.detector.autoencoder.AutoencoderOptions;
import io.tercet.core.detector.forest.ForestOptions;
import io.tercet.core.ensemble.EnsembleOptions;
import io.tercet.core.simulation.SimulatedTransaction;
import io.tercet.core.simulation.SimulationOptions;
import io.tercet.core.simulation.TrafficSimulator;
import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import io.tercet.jobs.DetectJob;
import io.tercet.jobs.DetectRequest;
import io.tercet.jobs.Progress;
import io.tercet.jobs.TrainJob;
import io.tercet.jobs.TrainRequest;
import io.tercet.jobs.typologies.TypologyPacks;
import io.tercet.store.Store;
import io.tercet.store.TransactionStore.SourceLine;
import io.tercet.store.duckdb.DuckDbStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A trained store of simulated traffic, and the traffic that comes after it. */
public final class SampleStore {
  /** When jobs ran. */
  public static final Instant NOW = Instant.parse("2026-03-22T00:00:00Z");

  /** Verdicts without runs and times, in the order of ids. */
  public static final String VERDICTS =
      """
      SELECT transaction_id, statistical_score, isolation_forest_score, autoencoder_score,
        fused_score, rules, typology, total_risk_score, risk_level, final_decision, reasons,
        model_version
      FROM detected_anomalies_ensemble ORDER BY transaction_id\
      """;

  private SampleStore() {}

  /** Simulated traffic of 30 days, in the order in which a run of detection reads it. */
  public static List<Transaction> traffic(int rows, long seed) {
    SimulationOptions options = SimulationOptions.of(rows, seed).withShares(0.006, 0.02);
    return TrafficSimulator.stream(options.withPeriod(options.startMicros(), 30))
        .map(SimulatedTransaction::transaction)
        .sorted(
            Comparator.comparingLong(Transaction::timestampMicros)
                .thenComparingLong(one -> TransactionBlock.key(one.id())))
        .toList();
  }

  /** Creates a store of these transactions, a model trained on them, and their verdicts. */
  public static void create(Path file, List<Transaction> transactions) {
    EnsembleOptions small =
        EnsembleOptions.defaults(TypologyPacks.standard())
            .withForest(ForestOptions.defaults().withTrees(20).withSampleSize(64))
            .withAutoencoder(AutoencoderOptions.defaults().withHidden(6).withEpochs(2))
            .withShares(0.25, 0.2, 2048);
    try (Store store = DuckDbStore.open(file)) {
      add(store, transactions);
      new TrainJob(store)
          .run(
              new TrainRequest(null, null, 7, small, TrainRequest.DEFAULT_MAX_ROWS),
              NOW,
              Progress.NONE);
      detect(store);
    }
  }

  /** Imports transactions in their order. */
  public static void add(Store store, List<Transaction> transactions) {
    try (var session = store.transactions().beginImport(NOW)) {
      transactions.forEach(one -> session.add(one, new SourceLine("test", 1, "")));
      session.finish();
    }
  }

  /** Scores what is new. */
  public static void detect(Store store) {
    new DetectJob(store).run(DetectRequest.everythingNew(), NOW, Progress.NONE);
  }

  /** The verdicts, a line each. */
  public static List<String> verdicts(Path file) {
    try (Store store = DuckDbStore.open(file)) {
      return store.query(VERDICTS).stream().map(row -> row.values().toString()).toList();
    }
  }

  /** Copies a closed store and what belongs to it. */
  public static Path copy(Path file, Path target) throws IOException {
    Files.createDirectories(target);
    Path copy = target.resolve(file.getFileName());
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
