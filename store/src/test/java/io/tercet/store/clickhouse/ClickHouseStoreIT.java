package io.tercet.store.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.core.ensemble.VerdictBlock;
import io.tercet.core.transaction.Transaction;
import io.tercet.store.DetectionStore.DetectionRun;
import io.tercet.store.Samples;
import io.tercet.store.Selection;
import io.tercet.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClickHouseStoreIT {
  private final ClickHouseTestServer server = ClickHouseTestServer.shared();
  private final ClickHouseOptions options = server.newDatabase();

  @Test
  void whatIsWrittenIsThereAfterOpeningAgain() {
    try (ClickHouseStore store = ClickHouseStore.open(options)) {
      Samples.insert(store, Samples.transactions(0, 100));
      Samples.register(store, "m1");
      Samples.detect(store, "r1", "m1", 0, 100, 37);
    }
    try (ClickHouseStore store = ClickHouseStore.openExisting(options)) {
      assertThat(store.transactions().lastSequence()).isEqualTo(100);
      assertThat(store.detections().cursor()).isEqualTo(100);
      assertThat(store.models().file("m1")).containsExactly(1, 2, 3);
      assertThat(Samples.read(store, Selection.ALL).size).isEqualTo(100);
    }
  }

  @Test
  void opensThatCannotWorkSayWhyInOneLine() {
    assertRefused(() -> ClickHouseStore.openExisting(options), "there is no store");
    assertRefused(
        () -> ClickHouseStore.open(with(options.user(), "wrong", options.port())),
        "refuses the user or the password");
    assertRefused(
        () ->
            ClickHouseStore.open(
                with(options.user(), ClickHouseTestServer.PASSWORD, 1)
                    .withPatience(Duration.ofMillis(200))),
        "cannot be reached");
    assertRefused(
        () ->
            ClickHouseStore.open(
                with("tercet_reader", ClickHouseTestServer.PASSWORD, options.port())),
        "does not permit this");
  }

  @Test
  void noMessageHoldsThePassword() {
    assertThat(options.toString()).doesNotContain(ClickHouseTestServer.PASSWORD);
    assertThatThrownBy(() -> ClickHouseOptions.of("clickhouse://u:secret@h/d", "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("secret");
  }

  @Test
  void aDatabaseOfSomethingElseIsLeftAlone() {
    try (ClickHouseServer admin = new ClickHouseServer(options)) {
      admin.createDatabase();
      admin.execute("CREATE TABLE recipes (name String) ENGINE = MergeTree ORDER BY name");
      assertRefused(() -> ClickHouseStore.open(options), "something else (recipes)");
      assertThat(admin.rows("SHOW TABLES")).hasSize(1);
    }
  }

  @Test
  void aNewerSchemaIsRefused() {
    ClickHouseStore.open(options).close();
    try (ClickHouseServer admin = new ClickHouseServer(options)) {
      admin.execute("INSERT INTO schema_version VALUES (7, 'V007__later.sql')");
    }
    assertRefused(
        () -> ClickHouseStore.open(options),
        "has schema 7, this Tercet knows %d. Maybe update Tercet.".formatted(Migrations.latest()));
  }

  @Test
  void aMigrationThatDiedHalfWayIsFinished() {
    try (ClickHouseServer admin = new ClickHouseServer(options)) {
      admin.createDatabase();
      admin.execute(
          "CREATE TABLE schema_version (version Int32, script String) ENGINE = MergeTree ORDER BY"
              + " version");
      Migrations.statements(Migrations.read(Migrations.SCRIPTS.getFirst())).stream()
          .limit(9)
          .forEach(admin::execute);
    }
    try (ClickHouseStore store = ClickHouseStore.open(options)) {
      assertThat(Samples.insert(store, Samples.transactions(0, 10)).imported()).isEqualTo(10);
    }
  }

  @Test
  void oneProcessWritesAndAnotherIsToldWhich() {
    try (ClickHouseStore store = ClickHouseStore.open(options);
        ClickHouseStore other = ClickHouseStore.openExisting(options)) {
      store.claim();
      assertRefused(other::claim, "PID " + ProcessHandle.current().pid());
      assertRefused(() -> other.transactions().beginImport(Samples.NOW), "in use by another");
      assertThat(other.transactions().lastSequence()).isZero();
      store.close();
      other.claim();
    }
  }

  @Test
  void ofManyThatClaimAtOnceOneGetsTheStore() throws Exception {
    ClickHouseStore.open(options).close();
    List<ClickHouseStore> stores = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      stores.add(ClickHouseStore.openExisting(options));
    }
    List<Boolean> claimed = inParallel(stores, store -> succeeds(store::claim));
    assertThat(claimed).filteredOn(got -> got).hasSize(1);
    stores.forEach(ClickHouseStore::close);
  }

  @Test
  void whoHasLostTheLeaseCommitsNothing() {
    try (ClickHouseStore store = ClickHouseStore.open(options);
        ClickHouseServer admin = new ClickHouseServer(options)) {
      var session = store.transactions().beginImport(Samples.NOW);
      Samples.transactions(0, 10).forEach(t -> session.add(t, Samples.source(1, "")));
      admin.execute(
          "INSERT INTO lease_log (token, event, owner, place, process) SELECT max(token) + 1,"
              + " 'granted', 'x', 'x', 1 FROM lease_log");
      assertThatThrownBy(session::finish)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("taken over");
      assertThat(store.transactions().lastSequence()).isZero();
      assertThat(Samples.read(store, Selection.ALL).size).isZero();
    }
  }

  @Test
  void exactlyOneModelIsActiveWhileFourProcessesActivate() throws Exception {
    List<ClickHouseStore> stores = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      stores.add(ClickHouseStore.open(options));
      Samples.register(stores.getFirst(), "m" + i);
    }
    stores.getFirst().models().activate("m0");
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService reader = Executors.newSingleThreadExecutor()) {
      Future<Integer> looks = reader.submit(() -> countActive(stores.getLast(), over));
      inParallel(stores.subList(0, 4), store -> activateAll(store));
      over.set(true);
      assertThat(looks.get()).isPositive();
    }
    assertThat(stores.getFirst().query("SELECT count() AS n FROM model_log").getFirst())
        .containsEntry("n", 5L + 1 + 4 * 10);
    stores.forEach(ClickHouseStore::close);
  }

  private static boolean activateAll(ClickHouseStore store) {
    for (int i = 0; i < 10; i++) {
      store.models().activate("m" + i % 5);
    }
    return true;
  }

  private static int countActive(ClickHouseStore store, AtomicBoolean over) {
    int looks = 0;
    while (!over.get()) {
      assertThat(store.query("SELECT * FROM model_registry WHERE status='active'")).hasSize(1);
      looks++;
    }
    return looks;
  }

  @Test
  void eachTransactionIsCountedOnceWhileAnotherModelScoresItAgain() throws Exception {
    try (ClickHouseStore store = ClickHouseStore.open(options);
        ClickHouseStore reader = ClickHouseStore.openExisting(options);
        ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Samples.insert(store, Samples.transactions(0, 2_000));
      Samples.register(store, "m1", "m2");
      Samples.detect(store, "r0", "m1", 0, 2_000, 37);
      AtomicBoolean over = new AtomicBoolean();
      Future<Integer> looks = thread.submit(() -> countVerdicts(reader, over));
      for (int run = 1; run <= 4; run++) {
        detectInSteps(store, "r" + run, run % 2 == 0 ? "m1" : "m2");
      }
      over.set(true);
      assertThat(looks.get()).isGreaterThan(5);
      assertThat(store.detections().verdict(Samples.transaction(7).id()))
          .hasValueSatisfying(verdict -> assertThat(verdict.runId()).isEqualTo("r0"));
    }
  }

  private static void detectInSteps(ClickHouseStore store, String id, String model) {
    DetectionRun run = Samples.run(id, model, 0, 2_000);
    store.detections().begin(run);
    for (int at = 0; at < 2_000; at += 200) {
      VerdictBlock verdicts = Samples.verdicts(at + 1, at + 200, 41);
      run = run.progress(at + 200, 0);
      store.detections().commit(run, verdicts, List.of());
    }
    store.detections().finish(run, Samples.NOW);
  }

  private static int countVerdicts(ClickHouseStore reader, AtomicBoolean over) {
    int looks = 0;
    while (!over.get()) {
      assertThat(
              reader
                  .query(
                      "SELECT count() AS n, uniqExact(transaction_id) AS u FROM"
                          + " detected_anomalies_ensemble")
                  .getFirst())
          .containsEntry("n", 2_000L)
          .containsEntry("u", 2_000L);
      looks++;
    }
    return looks;
  }

  @Test
  void textsOfAnyKindComeBackAsTheyWere() {
    List<Transaction> odd = new ArrayList<>();
    for (String text : List.of("a'b", "a\\b", "a\"b{x:String}", "ü–漢🎉", "a%b?c")) {
      odd.add(
          new Transaction(
              "id " + text, Samples.START, text, text, "BTC", 1, 0, text, null, text, -1));
    }
    try (ClickHouseStore store = ClickHouseStore.open(options)) {
      Samples.insert(store, odd);
      for (Transaction t : odd) {
        assertThat(store.transactions().byId(t.id()).orElseThrow().transaction()).isEqualTo(t);
        assertThat(store.transactions().history(t.customer(), Samples.START + 1, 3)).hasSize(1);
      }
    }
  }

  @Test
  void importsOfManyBlocksAreWhole() {
    try (ClickHouseStore store = ClickHouseStore.open(options)) {
      var transactions = Samples.transactions(0, 150_000);
      assertThat(Samples.insert(store, transactions).imported()).isEqualTo(150_000);
      assertThat(Samples.insert(store, transactions).duplicates()).isEqualTo(150_000);
      assertThat(Samples.read(store, Selection.ALL).size).isEqualTo(150_000);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE transactions",
        "SELECT 1; DROP TABLE transactions",
        "DELETE FROM transactions WHERE 1",
        "INSERT INTO imports_log SELECT * FROM imports_log",
        "ALTER TABLE transactions DELETE WHERE 1",
        "SYSTEM STOP MERGES",
        "SELECT 1 SETTINGS readonly = 0",
        "SELEC 1",
        "SELECT nope FROM transactions",
        "SELECT toInt32('a')",
        ""
      })
  void statementsThatDoNotJustReadAreRefusedInOneLine(String sql) {
    try (ClickHouseStore store = ClickHouseStore.open(options)) {
      assertRefused(() -> store.query(sql), "statement");
      assertThat(store.query("DESCRIBE crypto_transactions")).hasSize(11);
    }
  }

  private ClickHouseOptions with(String user, String password, int port) {
    return new ClickHouseOptions(
        "127.0.0.1", port, false, null, options.database(), user, password, Duration.ofSeconds(5));
  }

  private static boolean succeeds(Runnable action) {
    try {
      action.run();
      return true;
    } catch (StoreException e) {
      assertThat(e).hasMessageContaining("in use");
      return false;
    }
  }

  private static <S, T> List<T> inParallel(List<S> inputs, java.util.function.Function<S, T> work)
      throws Exception {
    List<T> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(inputs.size())) {
      List<Callable<T>> tasks = new ArrayList<>();
      inputs.forEach(input -> tasks.add(() -> work.apply(input)));
      for (Future<T> done : threads.invokeAll(tasks)) {
        results.add(done.get());
      }
    }
    return results;
  }

  private static void assertRefused(Runnable action, String message) {
    assertThatThrownBy(action::run)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }
}
