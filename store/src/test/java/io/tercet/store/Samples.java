package io.tercet.store;

import io.tercet.core.ensemble.Decision;
import io.tercet.core.ensemble.RiskLevel;
import io.tercet.core.ensemble.VerdictBlock;
import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import io.tercet.store.DetectionStore.DetectionRun;
import io.tercet.store.DetectionStore.Mode;
import io.tercet.store.DetectionStore.Reason;
import io.tercet.store.ModelRegistry.ModelRecord;
import io.tercet.store.TransactionStore.ImportCounts;
import io.tercet.store.TransactionStore.SourceLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Seeded rows for the contract suites. */
public final class Samples {
  /** When things happen in tests. */
  public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  /** 2024-01-01T00:00Z. */
  public static final long START = 1_704_067_200_000_000L;

  /** An hour. */
  public static final long HOUR = 3_600_000_000L;

  private Samples() {}

  /**
   * Transaction number {@code i}: hourly, out of order by up to three places, all kinds of null.
   */
  public static Transaction transaction(int i) {
    boolean deposit = i % 7 == 0;
    return new Transaction(
        "tx-%06d-é".formatted(i),
        START + (i + (i % 3) * 2L) * HOUR + i,
        i % 5 == 0 ? null : "user-" + i % 13,
        deposit ? "deposit" : i % 11 == 0 ? "staking" : "transfer",
        i % 2 == 0 ? "BTC" : "USDT",
        i % 17 == 0 ? 0 : i * 1.25,
        i * 0.001,
        i % 6 == 1 ? null : "0x%040x".formatted(i % 13),
        i % 6 == 2 ? null : "bc1q%036d".formatted(i % 29),
        i % 19 == 0 ? "failed" : "completed",
        i % 4 == 0 ? Transaction.UNKNOWN_NONCE : i);
  }

  /** Transactions {@code [from, to)}. */
  public static List<Transaction> transactions(int from, int to) {
    return IntStream.range(from, to).mapToObj(Samples::transaction).toList();
  }

  /** The same transaction with another amount. */
  public static Transaction withAmount(Transaction original, double amount) {
    return new Transaction(
        original.id(),
        original.timestampMicros(),
        original.account(),
        original.type(),
        original.currency(),
        amount,
        original.fee(),
        original.fromAddress(),
        original.toAddress(),
        original.status(),
        original.senderNonce());
  }

  /** Imports in one session, lines numbered from 2. */
  public static ImportCounts insert(Store store, List<Transaction> transactions) {
    try (var session = store.transactions().beginImport(NOW)) {
      long line = 1;
      for (Transaction transaction : transactions) {
        session.add(transaction, source(++line, transaction.id()));
      }
      return session.finish();
    }
  }

  /** A line of {@code test.csv}. */
  public static SourceLine source(long line, String text) {
    return new SourceLine("test.csv", line, text);
  }

  /** Everything selected, as one block of just that size. */
  public static TransactionBlock read(Store store, Selection selection) {
    TransactionBlock all =
        new TransactionBlock((int) Math.max(1, store.transactions().count(selection)));
    try (var reader = store.transactions().read(selection)) {
      TransactionBlock block = new TransactionBlock(777);
      while (reader.next(block)) {
        for (int row = 0; row < block.size; row++) {
          all.add(block, row);
        }
      }
    }
    return all;
  }

  /** A model without content to speak of. */
  public static ModelRecord model(String version, ModelRegistry.Status status) {
    return new ModelRecord(
        version,
        status,
        NOW,
        START,
        START + 24 * HOUR,
        24,
        7,
        "{\"auroc\":0.97}",
        "{\"trees\":100}");
  }

  /** Registers models that are being tested. */
  public static void register(Store store, String... versions) {
    for (String version : versions) {
      store.models().register(model(version, ModelRegistry.Status.TESTING), new byte[] {1, 2, 3});
    }
  }

  /** A run over what was ingested in {@code (after, through]}. */
  public static DetectionRun run(String id, String model, long after, long through) {
    return new DetectionRun(
        id,
        model,
        Mode.CURSOR,
        after,
        through,
        Selection.ALL.fromMicros(),
        Selection.ALL.toMicros(),
        NOW,
        60,
        0,
        0);
  }

  /** Verdicts on sequence numbers {@code [from, to]}, risk {@code (sequence · salt) mod 101}. */
  public static VerdictBlock verdicts(long from, long to, int salt) {
    VerdictBlock block = new VerdictBlock((int) (to - from + 1));
    LongStream.rangeClosed(from, to).forEach(sequence -> add(block, sequence, salt));
    return block;
  }

  private static void add(VerdictBlock block, long sequence, int salt) {
    int row = block.size++;
    float risk = sequence * salt % 101;
    RiskLevel level =
        risk < 60
            ? RiskLevel.LOW
            : risk < 80 ? RiskLevel.MEDIUM : risk < 95 ? RiskLevel.HIGH : RiskLevel.CRITICAL;
    block.sequence[row] = sequence;
    block.statisticalRisk[row] = risk / 2;
    block.forestRisk[row] = risk / 3;
    block.autoencoderRisk[row] = risk / 4;
    block.fusedScore[row] = risk * 1.5f;
    block.totalRisk[row] = risk;
    block.level[row] = level.code();
    block.decision[row] =
        (level == RiskLevel.LOW
                ? Decision.APPROVED
                : level == RiskLevel.CRITICAL ? Decision.BLOCKED : Decision.REVIEW)
            .code();
    block.rules[row] = (int) sequence;
    block.typology[row] = (byte) (sequence % 3 - 1);
  }

  /** A reason for each verdict above low. */
  public static List<Reason> reasons(VerdictBlock verdicts) {
    List<Reason> reasons = new ArrayList<>();
    for (int row = 0; row < verdicts.size; row++) {
      if (verdicts.level[row] > 0) {
        reasons.add(
            new Reason(row, "{\"row\":%d}".formatted(row), "because " + verdicts.sequence[row]));
      }
    }
    return reasons;
  }

  /** Runs a whole detection in one chunk. */
  public static void detect(
      Store store, String id, String model, long after, long through, int salt) {
    DetectionRun run = run(id, model, after, through);
    store.detections().begin(run);
    VerdictBlock verdicts = verdicts(after + 1, through, salt);
    DetectionRun done = run.progress(verdicts.size, 0);
    store.detections().commit(done, verdicts, reasons(verdicts));
    store.detections().finish(done, NOW.plusSeconds(60));
  }
}
