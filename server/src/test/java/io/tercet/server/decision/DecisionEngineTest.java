package io.tercet.server.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.core.sanctions.Sanctions;
import io.tercet.core.transaction.Transaction;
import io.tercet.jobs.JobException;
import io.tercet.jobs.Progress;
import io.tercet.server.log.LogException;
import io.tercet.store.Store;
import io.tercet.store.duckdb.DuckDbStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionEngineTest {
  private static final int TRAINED = 8_000;
  private static final int SERVED = 100_000;

  @TempDir static Path shared;
  @TempDir Path folder;

  private static final List<Transaction> TRAFFIC = SampleStore.traffic(TRAINED + SERVED, 11);
  private static final List<Transaction> LATER = TRAFFIC.subList(TRAINED, TRAFFIC.size());
  private static Path trained = Path.of("");

  @BeforeAll
  static void train() {
    trained = shared.resolve("trained.duckdb");
    SampleStore.create(trained, TRAFFIC.subList(0, TRAINED));
  }

  /** An engine on a store of its own. */
  private static final class Running implements AutoCloseable {
    final Store store;
    final DecisionEngine engine;
    final List<String> notices = new ArrayList<>();

    Running(Path file) {
      this(file, options(file));
    }

    Running(Path file, EngineOptions options) {
      store = DuckDbStore.open(file);
      try {
        engine =
            DecisionEngine.open(
                new StoreAccess(store),
                Sanctions.NONE,
                options,
                Clock.systemUTC(),
                Progress.NONE,
                notices::add);
      } catch (RuntimeException e) {
        store.close();
        throw e;
      }
    }

    List<Decision> decide(List<Transaction> transactions) {
      return engine.decide(transactions, false).join().stream().map(Decision.class::cast).toList();
    }

    @Override
    public void close() {
      engine.close();
      store.close();
    }
  }

  private static EngineOptions options(Path file) {
    return EngineOptions.defaults(Path.of(file + ".decisions"))
        .withDelays(Duration.ofMillis(200), Duration.ofSeconds(1));
  }

  private Path copy(String name) throws IOException {
    return SampleStore.copy(trained, folder.resolve(name));
  }

  @Test
  void decisionsAreThoseOfDetectionBitForBit() throws Exception {
    Path batch = copy("batch");
    try (Store store = DuckDbStore.open(batch)) {
      SampleStore.add(store, LATER);
      SampleStore.detect(store);
    }
    Path live = copy("live");
    Random random = new Random(5);
    List<CompletableFuture<List<Outcome>>> answers = new ArrayList<>();
    try (Running running = new Running(live)) {
      for (int at = 0; at < LATER.size(); ) {
        int to = Math.min(LATER.size(), at + 1 + random.nextInt(random.nextBoolean() ? 3 : 900));
        answers.add(running.engine.decideWhenPossible(LATER.subList(at, to), false));
        at = to;
      }
      answers.forEach(CompletableFuture::join);
    }
    assertThat(SampleStore.verdicts(live)).isEqualTo(SampleStore.verdicts(batch));
    // And a store that was served goes on as one that was not.
    List<Transaction> more = SampleStore.traffic(3_000, 99);
    for (Path file : List.of(batch, live)) {
      try (Store store = DuckDbStore.open(file)) {
        SampleStore.add(store, more);
        SampleStore.detect(store);
      }
    }
    assertThat(SampleStore.verdicts(live)).isEqualTo(SampleStore.verdicts(batch));
  }

  @Test
  void lateTransactionsAreScoredWhenTheyArrive() throws Exception {
    List<Transaction> shuffled = new ArrayList<>(LATER.subList(0, 20));
    Collections.shuffle(shuffled, new Random(3));
    Path batch = copy("batch");
    try (Store store = DuckDbStore.open(batch)) {
      for (Transaction one : shuffled) {
        SampleStore.add(store, List.of(one));
        SampleStore.detect(store);
      }
    }
    Path live = copy("live");
    try (Running running = new Running(live)) {
      running.decide(shuffled);
    }
    assertThat(SampleStore.verdicts(live)).isEqualTo(SampleStore.verdicts(batch));
    // Without its checkpoint, the history is replayed in the order of arrival.
    Path checkpoints = Path.of(live + ".files", "checkpoints");
    try (var files = Files.list(checkpoints)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    for (Path file : List.of(batch, live)) {
      try (Running running = new Running(file)) {
        running.decide(LATER.subList(20, 600));
      }
    }
    assertThat(SampleStore.verdicts(live)).isEqualTo(SampleStore.verdicts(batch));
  }

  @Test
  void aTransactionIsDecidedOnce() throws Exception {
    Path file = copy("once");
    Transaction one = LATER.getFirst();
    Transaction other =
        new Transaction(
            one.id(),
            one.timestampMicros(),
            one.account(),
            one.type(),
            one.currency(),
            one.amount() + 1,
            one.fee(),
            one.fromAddress(),
            one.toAddress(),
            one.status(),
            one.senderNonce());
    Decision first;
    try (Running running = new Running(file)) {
      first = running.decide(List.of(one)).getFirst();
      assertThat(running.decide(List.of(one, one))).containsOnly(first);
      assertThat(running.engine.decide(List.of(other), false).join())
          .containsExactly(new Conflict(one.id()));
      running.engine.checkpoint();
      assertThat(running.engine.backlog()).isZero();
      assertThat(running.decide(List.of(one))).containsExactly(first);
      assertThat(running.engine.repeated()).isEqualTo(3);
      assertThat(running.engine.conflicts()).isEqualTo(1);
    }
    try (Running running = new Running(file)) {
      assertThat(running.decide(List.of(one))).containsExactly(first);
      Transaction old = TRAFFIC.getFirst();
      assertThat(running.decide(List.of(old)).getFirst().transaction()).isEqualTo(old);
    }
    assertThat(SampleStore.verdicts(file)).hasSize(TRAINED + 1);
  }

  @Test
  void aDryRunSaysWhatWouldBeDecidedAndChangesNothing() throws Exception {
    Path file = copy("dry");
    try (Running running = new Running(file)) {
      List<Transaction> some = LATER.subList(0, 400);
      for (Transaction one : some) {
        Outcome dry = running.engine.decide(List.of(one), true).join().getFirst();
        assertThat(running.engine.decide(List.of(one), true).join()).containsExactly(dry);
        assertThat(running.decide(List.of(one))).containsExactly((Decision) dry);
      }
      assertThat(running.engine.dryRuns()).isEqualTo(800);
    }
    assertThat(SampleStore.verdicts(file)).hasSize(TRAINED + 400);
  }

  @Test
  void moreThanFitsIsRefused() throws Exception {
    Path file = copy("full");
    try (Running running = new Running(file, options(file).withMaxPending(2))) {
      List<CompletableFuture<List<Outcome>>> accepted = new ArrayList<>();
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 2_000; i++) {
                  accepted.add(running.engine.decide(LATER.subList(i, i + 1), false));
                }
              })
          .isInstanceOf(Overloaded.class);
      accepted.forEach(CompletableFuture::join);
      assertThat(running.decide(LATER.subList(5_000, 5_001))).hasSize(1);
    }
  }

  @Test
  void detectionLeavesAnInterruptedServerAlone() throws Exception {
    Path file = copy("interrupted");
    Path crashed;
    try (Running running = new Running(file)) {
      running.decide(LATER.subList(0, 500));
      Thread.sleep(600);
      running.decide(LATER.subList(500, 600));
      crashed = crash(file);
    }
    try (Store store = DuckDbStore.open(crashed)) {
      assertThatThrownBy(() -> SampleStore.detect(store))
          .isInstanceOf(JobException.class)
          .hasMessageContaining("tercet serve");
    }
    try (Running running = new Running(crashed)) {
      assertThat(running.notices).anyMatch(notice -> notice.contains("brought into the store"));
    }
    assertThat(SampleStore.verdicts(crashed)).isEqualTo(SampleStore.verdicts(file));
  }

  @Test
  void anotherStoresLogIsRefused() throws Exception {
    Path file = copy("mine");
    EngineOptions smallFiles =
        new EngineOptions(
            Path.of(file + ".decisions"), 64, 1_000, Duration.ofDays(1), Duration.ofDays(1), 100);
    Path crashed;
    try (Running running = new Running(file, smallFiles)) {
      running.decide(LATER.subList(0, 10));
      running.engine.checkpoint();
      running.decide(LATER.subList(10, 20));
      crashed = crash(file);
    }
    Path other = copy("other");
    EngineOptions theirs = EngineOptions.defaults(Path.of(crashed + ".decisions"));
    assertThatThrownBy(() -> new Running(other, theirs))
        .isInstanceOf(LogException.class)
        .hasMessageContaining("another store's log");
  }

  /** Copies a store that is open, and its log, as a crash would leave them. */
  private Path crash(Path file) throws IOException {
    Path target = Files.createDirectories(folder.resolve("crashed"));
    try (var all = Files.walk(file.getParent())) {
      for (Path one : all.filter(path -> !path.equals(file.getParent())).toList()) {
        Path to = target.resolve(file.getParent().relativize(one).toString());
        if (Files.isDirectory(one)) {
          Files.createDirectories(to);
        } else {
          Files.copy(one, to);
        }
      }
    }
    return target.resolve(file.getFileName());
  }
}
