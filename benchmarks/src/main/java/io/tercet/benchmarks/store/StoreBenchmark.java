package io.tercet.benchmarks.store;

import com.sun.management.OperatingSystemMXBean;
import io.tercet.core.ensemble.Decision;
import io.tercet.core.ensemble.RiskLevel;
import io.tercet.core.ensemble.VerdictBlock;
import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import io.tercet.store.DetectionStore.DetectionRun;
import io.tercet.store.DetectionStore.Mode;
import io.tercet.store.DetectionStore.Reason;
import io.tercet.store.ModelRegistry.ModelRecord;
import io.tercet.store.ModelRegistry.Status;
import io.tercet.store.Selection;
import io.tercet.store.Store;
import io.tercet.store.TransactionStore.SourceLine;
import io.tercet.store.duckdb.DuckDbStore;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Rows a second of import, read, commit and the three queries of people, in a process that does
 * nothing else. Arguments: rows (default 2,000,000) and a folder for the store.
 */
public final class StoreBenchmark {
  private static final int CHUNK = 131_072;
  private static final int POOL = 50_000;
  private static final List<String> QUERIES =
      List.of(
          """
          SELECT risk_level, final_decision, count() as cnt FROM detected_anomalies_ensemble
          WHERE detected_at >= now() - INTERVAL 24 HOUR GROUP BY risk_level, final_decision\
          """,
          """
          SELECT transaction_id, user_id, amount, total_risk_score, risk_level, final_decision FROM detected_anomalies_ensemble
          WHERE risk_level IN ('high', 'critical') ORDER BY total_risk_score DESC LIMIT 10\
          """,
          "SELECT * FROM model_registry WHERE status='active'");

  private final int rows;
  private final Store store;

  private StoreBenchmark(int rows, Store store) {
    this.rows = rows;
    this.store = store;
  }

  /** Runs everything once on a new store, and deletes nothing. */
  public static void main(String[] arguments) throws Exception {
    int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000_000;
    Path folder =
        arguments.length > 1 ? Path.of(arguments[1]) : Files.createTempDirectory("tercet-store");
    try (Store store = DuckDbStore.open(folder.resolve("benchmark.duckdb"))) {
      StoreBenchmark benchmark = new StoreBenchmark(rows, store);
      benchmark.measure("import", benchmark::importAll);
      benchmark.measure("count keys, import 10,000 more", benchmark::importMore);
      benchmark.measure("read in order", benchmark::readAll);
      benchmark.measure("commit verdicts", () -> benchmark.detect("r1", "m1", Status.ACTIVE));
      for (String query : QUERIES) {
        benchmark.measure(query.substring(0, 40), () -> store.query(query));
      }
      benchmark.measure("worst 20", () -> store.reports().worst(Selection.ALL, 20));
      benchmark.measure("supersede verdicts", () -> benchmark.detect("r2", "m2", Status.TESTING));
      System.out.println(store.reports().totals());
    }
  }

  /** What is measured. */
  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }

  private void measure(String name, Work work) throws Exception {
    long cpu = cpuNanos();
    long start = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%-42s %7.2f s %7.2f s CPU %,12.0f rows/s%n",
        name.replace('\n', ' '), seconds, (cpuNanos() - cpu) / 1e9, rows / seconds);
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private void importAll() {
    add(0, rows);
  }

  private void importMore() {
    add(rows, rows + 10_000);
  }

  private void add(int from, int to) {
    SplittableRandom random = new SplittableRandom(from);
    String[] addresses = new String[POOL];
    for (int i = 0; i < POOL; i++) {
      addresses[i] = "0x%016x%016x%08x".formatted(random.nextLong(), random.nextLong(), i);
    }
    SourceLine source = new SourceLine("benchmark.csv", 1, "");
    try (var session = store.transactions().beginImport(Instant.now())) {
      for (int i = from; i < to; i++) {
        session.add(transaction(i, random, addresses), source);
      }
      session.finish();
    }
  }

  private static Transaction transaction(int i, SplittableRandom random, String[] addresses) {
    String sender = addresses[random.nextInt(random.nextInt(POOL) + 1)];
    return new Transaction(
        "0x" + hex(random.nextLong()) + hex(random.nextLong()) + hex(i) + hex(random.nextLong()),
        1_704_067_200_000_000L + i * 700_000L + random.nextInt(60_000_000),
        sender,
        "transfer",
        (i & 3) == 0 ? "BTC" : "USDT",
        random.nextInt(1_000_000) / 100.0,
        random.nextInt(1_000) / 1e5,
        sender,
        addresses[random.nextInt(POOL)],
        "completed",
        -1);
  }

  private static String hex(long value) {
    String digits = Long.toHexString(value);
    return "0".repeat(16 - digits.length()) + digits;
  }

  private void readAll() {
    TransactionBlock block = new TransactionBlock(65_536);
    try (var reader = store.transactions().read(Selection.ALL)) {
      while (reader.next(block)) {
        if (block.size == 0) {
          throw new AssertionError("an empty block");
        }
      }
    }
  }

  private void detect(String id, String model, Status status) {
    ModelRecord record = new ModelRecord(model, status, Instant.now(), 1, 2, 3, 4, "{}", "{}");
    store.models().register(record, new byte[1_000]);
    long last = store.transactions().lastSequence();
    Selection all = Selection.ALL;
    DetectionRun run =
        new DetectionRun(
            id,
            model,
            Mode.WINDOW,
            0,
            last,
            all.fromMicros(),
            all.toMicros(),
            Instant.now(),
            60,
            0,
            0);
    store.detections().begin(run);
    SplittableRandom random = new SplittableRandom(1);
    VerdictBlock block = new VerdictBlock(CHUNK);
    for (long from = 1; from <= last; from += CHUNK) {
      fill(block, from, Math.min(last, from + CHUNK - 1), random);
      store.detections().commit(run.progress(from, 0), block, reasons(block));
    }
    store.detections().finish(run, Instant.now());
  }

  private static void fill(VerdictBlock block, long from, long to, SplittableRandom random) {
    block.size = 0;
    for (long sequence = from; sequence <= to; sequence++) {
      int row = block.size++;
      float risk = (float) Math.min(100, -20 * Math.log10(1 - random.nextDouble()));
      RiskLevel level =
          risk < 60
              ? RiskLevel.LOW
              : risk < 80 ? RiskLevel.MEDIUM : risk < 95 ? RiskLevel.HIGH : RiskLevel.CRITICAL;
      block.sequence[row] = sequence;
      block.totalRisk[row] = risk;
      block.statisticalRisk[row] = risk / 2;
      block.forestRisk[row] = risk / 3;
      block.autoencoderRisk[row] = risk / 4;
      block.fusedScore[row] = risk * 1.1f;
      block.level[row] = level.code();
      block.decision[row] = (level == RiskLevel.LOW ? Decision.APPROVED : Decision.REVIEW).code();
    }
  }

  private static List<Reason> reasons(VerdictBlock block) {
    List<Reason> reasons = new ArrayList<>();
    for (int row = 0; row < block.size; row++) {
      if (block.level[row] > 0) {
        reasons.add(new Reason(row, "{\"rules\":[]}", "a hundred times her usual amount"));
      }
    }
    return reasons;
  }
}
