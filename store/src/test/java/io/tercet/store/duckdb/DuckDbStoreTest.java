package io.tercet.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.store.ChildProcess;
import io.tercet.store.ModelRegistry.Status;
import io.tercet.store.Samples;
import io.tercet.store.Selection;
import io.tercet.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbStoreTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("test.duckdb");
  }

  @Test
  void whatIsWrittenIsThereAfterOpeningAgain() {
    try (DuckDbStore store = DuckDbStore.open(file())) {
      Samples.insert(store, Samples.transactions(0, 100));
      Samples.register(store, "m1");
      Samples.detect(store, "r1", "m1", 0, 100, 37);
    }
    try (DuckDbStore store = DuckDbStore.openReadOnly(file(), DuckDbOptions.DEFAULT)) {
      assertThat(store.transactions().lastSequence()).isEqualTo(100);
      assertThat(store.detections().cursor()).isEqualTo(100);
      assertThat(store.models().file("m1")).containsExactly(1, 2, 3);
      assertThat(Samples.read(store, Selection.ALL).size).isEqualTo(100);
      assertThat(store.notices()).isEmpty();
    }
  }

  @Test
  void aReadOnlyStoreRefusesToWrite() {
    DuckDbStore.open(file()).close();
    try (DuckDbStore store = DuckDbStore.openReadOnly(file(), DuckDbOptions.DEFAULT)) {
      assertThatThrownBy(() -> store.transactions().beginImport(Samples.NOW))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("reading only");
      Samples.read(store, Selection.ALL);
    }
  }

  @Test
  void opensThatCannotWorkSayWhyInOneLine() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "hello\n".repeat(5_000));
    assertRefused(() -> DuckDbStore.open(text), text + " is not a DuckDB file");
    assertRefused(() -> DuckDbStore.open(folder), "is a folder");
    assertRefused(() -> DuckDbStore.open(folder.resolve("no/test.duckdb")), "there is no folder");
    assertRefused(
        () -> DuckDbStore.openReadOnly(file(), DuckDbOptions.DEFAULT), "there is no store");
    assertThat(Files.readString(text)).startsWith("hello");
    assertThat(file()).doesNotExist();
  }

  @Test
  void aDatabaseOfSomethingElseIsLeftAlone() throws SQLException {
    sql("CREATE TABLE recipes (name VARCHAR)");
    assertRefused(() -> DuckDbStore.open(file()), "something else (recipes)");
    sql("INSERT INTO recipes VALUES ('bread')");
  }

  @Test
  void aNewerSchemaIsRefused() throws SQLException {
    DuckDbStore.open(file()).close();
    sql("INSERT INTO schema_version VALUES (7, 'V007__later.sql')");
    assertRefused(
        () -> DuckDbStore.open(file()),
        "has schema 7, this Tercet knows %d. Maybe update Tercet.".formatted(Migrations.latest()));
    assertRefused(
        () -> DuckDbStore.openReadOnly(file(), DuckDbOptions.DEFAULT), "Maybe update Tercet.");
  }

  @Test
  void aLogThatCannotBeReadIsSetAside() throws Exception {
    ChildProcess.run(DuckDbCommitLoop.class, file().toString(), "1", "halt").awaitEnd();
    Path log = Path.of(file() + ".wal");
    byte[] bytes = Files.readAllBytes(log);
    // Of another database, as its first entry says.
    bytes[20] ^= 55;
    Files.write(log, bytes);
    try (DuckDbStore store = DuckDbStore.open(file())) {
      assertThat(store.notices()).singleElement().asString().contains("set aside", ".unreadable");
    }
    assertThat(Path.of(log + ".unreadable")).hasBinaryContent(bytes);
  }

  @Test
  void aStoreInUseNamesTheProcess() throws Exception {
    try (ChildProcess child =
        ChildProcess.run(DuckDbCommitLoop.class, file().toString(), "1", "wait")) {
      child.awaitLine("waiting");
      assertRefused(() -> DuckDbStore.open(file()), "(PID " + child.pid() + ")");
      assertRefused(
          () -> DuckDbStore.openReadOnly(file(), DuckDbOptions.DEFAULT), "in use by another");
    }
    DuckDbStore.open(file()).close();
  }

  @Test
  void aMissingOrChangedModelFileIsAnError() throws IOException {
    try (DuckDbStore store = DuckDbStore.open(file())) {
      store.models().register(Samples.model("m1", Status.ACTIVE), new byte[] {1, 2});
      Path model = Path.of(file() + ".files/models/m1.safetensors");
      Files.write(model, new byte[] {1, 3});
      assertRefused(() -> store.models().file("m1"), "SHA-256");
      Files.delete(model);
      assertRefused(() -> store.models().file("m1"), "cannot be read");
    }
  }

  @Test
  void aTornCheckpointShowsWhenItIsReadAndAMissingOneIsNotFound() throws IOException {
    try (DuckDbStore store = DuckDbStore.open(file())) {
      Samples.register(store, "m1");
      var run = Samples.run("r1", "m1", 0, 10);
      store.detections().begin(run);
      store.detections().checkpoint(run, "f", out -> out.write(new byte[1_000]));
      Path checkpoint;
      try (var files = Files.list(Path.of(file() + ".files/checkpoints"))) {
        checkpoint = files.findFirst().orElseThrow();
      }
      Files.write(checkpoint, new byte[999]);
      InputStream torn = store.detections().latestCheckpoint().orElseThrow().open();
      assertThat(torn.readAllBytes()).hasSize(999);
      assertThatThrownBy(torn::close)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("not what");
      Files.delete(checkpoint);
      assertThat(store.detections().latestCheckpoint()).isEmpty();
    }
  }

  @Test
  void openingDeletesCheckpointsThatAreNotNamed() throws IOException {
    try (DuckDbStore store = DuckDbStore.open(file())) {
      Samples.register(store, "m1");
      var run = Samples.run("r1", "m1", 0, 10);
      store.detections().begin(run);
      store.detections().checkpoint(run, "f", out -> out.write(5));
    }
    Path folder = Path.of(file() + ".files/checkpoints");
    Path stray = Files.write(folder.resolve("checkpoint-9"), new byte[10]);
    Path partial = Files.write(folder.resolve("checkpoint-8.partial"), new byte[10]);
    try (DuckDbStore store = DuckDbStore.open(file())) {
      assertThat(store.detections().latestCheckpoint()).isPresent();
    }
    assertThat(stray).doesNotExist();
    assertThat(partial).doesNotExist();
  }

  @Test
  void queriesGiveJavasUsualValues() {
    try (DuckDbStore store = DuckDbStore.open(file())) {
      Map<String, Object> row =
          store
              .query(
                  """
                  SELECT 1 AS i, 2.5::DOUBLE AS d, 'x' AS s, NULL AS n, true AS b, [1, 2] AS l,
                    TIMESTAMP '2026-01-02 03:04:05' AS t, DATE '2026-01-02' AS day,
                    TIMESTAMPTZ '2026-01-02 03:04:05+00' AS z, sum(7::BIGINT) AS h,
                    'high'::risk_level AS e, 1 AS i\
                  """)
              .getFirst();
      assertThat(row)
          .containsEntry("i", 1)
          .containsEntry("d", 2.5)
          .containsEntry("s", "x")
          .containsEntry("n", null)
          .containsEntry("b", true)
          .containsEntry("l", List.of(1, 2))
          .containsEntry("t", Instant.parse("2026-01-02T03:04:05Z"))
          .containsEntry("z", Instant.parse("2026-01-02T03:04:05Z"))
          .containsEntry("day", LocalDate.parse("2026-01-02"))
          .containsEntry("h", 7L)
          .containsEntry("e", "high")
          .containsEntry("i_2", 1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE transactions",
        "SELECT 1; DROP TABLE transactions",
        "DELETE FROM transactions",
        "INSERT INTO imports SELECT * FROM imports",
        "COPY transactions TO 'x.csv'",
        "ATTACH 'other.duckdb'",
        "SET threads = 1",
        "PRAGMA enable_profiling",
        "COMMIT",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM '/etc/hostname.csv'",
        "SELEC 1",
        "SELECT nope FROM transactions",
        "SELECT CAST('a' AS INTEGER)",
        "SELECT 1; SELECT 2",
        ""
      })
  void statementsThatDoNotJustReadAreRefusedInOneLine(String sql) {
    try (DuckDbStore store = DuckDbStore.open(file())) {
      Samples.insert(store, Samples.transactions(0, 3));
      assertThatThrownBy(() -> store.query(sql))
          .isInstanceOf(StoreException.class)
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n").isNotBlank());
      assertThat(store.transactions().lastSequence()).isEqualTo(3);
      assertThat(store.query("DESCRIBE crypto_transactions")).hasSize(11);
    }
  }

  @Test
  void importsOfManyBatchesAreWhole() {
    try (DuckDbStore store = DuckDbStore.open(file(), new DuckDbOptions(256, 1))) {
      var transactions = Samples.transactions(0, 70_000);
      assertThat(Samples.insert(store, transactions).imported()).isEqualTo(70_000);
      assertThat(Samples.insert(store, transactions).duplicates()).isEqualTo(70_000);
      assertThat(Samples.read(store, Selection.ALL).size).isEqualTo(70_000);
    }
  }

  private static void assertRefused(Runnable action, String message) {
    assertThatThrownBy(action::run)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file())) {
      Sql.script(connection, statement);
    }
  }
}
