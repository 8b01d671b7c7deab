package io.tercet.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.store.Samples;
import io.tercet.store.StoreException;
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
