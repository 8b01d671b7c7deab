package io.tercet.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import io.tercet.store.Samples;
import io.tercet.store.StoreException;
import io.tercet.store.TransactionStore.ImportCounts;
import io.tercet.store.TransactionStore.StoredTransaction;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
  @TempDir Path folder;

  @Test
  void aStoreOfEveryEarlierVersionIsMigratedWithItsRows() throws SQLException {
    for (int version = 1; version <= Migrations.latest(); version++) {
      Path file = folder.resolve("v" + version + ".duckdb");
      createAt(file, version);
      try (DuckDbStore store = DuckDbStore.open(file)) {
        assertThat(store.reports().totals().schemaVersion()).isEqualTo(Migrations.latest());
        assertThat(store.reports().totals().lastImport()).as("from %d", version).isNotNull();
        assertThat(schema(store)).isEqualTo(freshSchema(version));
        Samples.insert(store, Samples.transactions(0, 3));
      }
    }
  }

  @Test
  void transactionsOfTheFirstVersionKeepTheirTexts() throws SQLException {
    Path file = folder.resolve("texts.duckdb");
    try (Connection connection = connect(file)) {
      Migrations.apply(connection, 1);
      for (int i = 0; i < 100; i++) {
        insertAsFirstVersion(connection, Samples.transaction(i), i + 1);
      }
    }
    try (DuckDbStore store = DuckDbStore.open(file)) {
      for (int i = 0; i < 100; i++) {
        Transaction expected = Samples.transaction(i);
        assertThat(store.transactions().byId(expected.id()).orElseThrow())
            .isEqualTo(new StoredTransaction(i + 1, expected));
      }
      var again = Samples.insert(store, Samples.transactions(0, 120));
      assertThat(again).isEqualTo(new ImportCounts(120, 20, 100, 0));
    }
  }

  private static void insertAsFirstVersion(Connection connection, Transaction t, long sequence)
      throws SQLException {
    TransactionBlock block = new TransactionBlock(1);
    block.add(t, sequence);
    Sql.execute(
        connection,
        "INSERT INTO transactions VALUES (?, ?, make_timestamp(?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?)",
        sequence,
        block.id[0],
        block.timestamp[0],
        block.customer[0],
        block.sender[0],
        block.receiver[0],
        block.currency[0],
        block.type[0],
        block.status[0],
        t.amount(),
        t.fee(),
        t.senderNonce(),
        block.senderShape[0],
        block.receiverShape[0],
        t.id(),
        t.account(),
        t.type(),
        t.currency(),
        t.fromAddress(),
        t.toAddress(),
        t.status());
  }

  @Test
  void aMigrationThatFailsChangesNothing() throws SQLException {
    Path file = folder.resolve("torn.duckdb");
    try (Connection connection = connect(file)) {
      Sql.script(connection, "CREATE TABLE scores (a INTEGER)");
      assertThatThrownBy(() -> Migrations.apply(connection, 1)).isInstanceOf(SQLException.class);
      assertThat(Sql.number(connection, "SELECT count(*) FROM duckdb_tables()")).isEqualTo(1);
    }
  }

  @Test
  void anOlderSchemaIsNotReadWithoutMigration() throws SQLException {
    Path file = folder.resolve("empty.duckdb");
    connect(file).close();
    assertThatThrownBy(() -> DuckDbStore.openReadOnly(file, DuckDbOptions.DEFAULT))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("not a Tercet store");
  }

  @Test
  void scriptsAreNumberedWithoutGaps() {
    for (int version = 1; version <= Migrations.latest(); version++) {
      assertThat(Migrations.SCRIPTS.get(version - 1)).startsWith("V%03d__".formatted(version));
    }
  }

  /** A store as that version made it, with a row that every version has had. */
  private static void createAt(Path file, int version) throws SQLException {
    try (Connection connection = connect(file)) {
      for (int next = 1; next <= version; next++) {
        Migrations.apply(connection, next);
      }
      Sql.script(
          connection,
          "INSERT INTO imports VALUES (1, TIMESTAMPTZ '2026-01-01 00:00:00+00', 0, 0, 0, 0)");
    }
  }

  private List<String> freshSchema(int version) {
    try (DuckDbStore fresh = DuckDbStore.open(folder.resolve("fresh" + version + ".duckdb"))) {
      return schema(fresh);
    }
  }

  private static List<String> schema(DuckDbStore store) {
    return store
        .query("SELECT table_name, column_name, data_type FROM duckdb_columns() ORDER BY ALL")
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static Connection connect(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:duckdb:" + file);
  }
}
