package io.tercet.store.duckdb;

import io.tercet.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Brings a store's tables to the schema that this version knows, one version after the other. */
final class Migrations {
  /** One script a version, oldest first; a script that was released never changes. */
  static final List<String> SCRIPTS =
      List.of("V001__first_tables.sql", "V002__texts_once.sql", "V003__sanctions_lists.sql");

  private Migrations() {}

  /** The schema that this version knows. */
  static int latest() {
    return SCRIPTS.size();
  }

  /** Creates or migrates the tables; each version in a transaction of its own. */
  static void migrate(Connection connection, String name) throws SQLException {
    requireKnown(connection, name);
    if (version(connection) == 0) {
      requireEmpty(connection, name);
    }
    for (int next = version(connection) + 1; next <= latest(); next++) {
      apply(connection, next);
    }
  }

  /** Fails if the tables are not of the schema that this version knows; for reading only. */
  static void requireLatest(Connection connection, String name) throws SQLException {
    requireKnown(connection, name);
    int version = version(connection);
    if (version < latest()) {
      throw new StoreException(
          version == 0
              ? "%s is not a Tercet store. Maybe another file was meant.".formatted(name)
              : "store %s has schema %d, this Tercet reads %d. Open it once for writing to migrate it."
                  .formatted(name, version, latest()));
    }
  }

  /** The schema of the store; 0 if it has none yet. */
  static int version(Connection connection) throws SQLException {
    boolean known =
        Sql.number(
                connection,
                "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'schema_version' AND database_name = current_database()")
            > 0;
    return known
        ? (int) Sql.number(connection, "SELECT coalesce(max(version), 0) FROM schema_version")
        : 0;
  }

  /** Runs the script of {@code version}; both the tables and the version number, or neither. */
  static void apply(Connection connection, int version) throws SQLException {
    Sql.script(connection, "BEGIN TRANSACTION");
    try {
      Sql.script(
          connection,
          "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL, script VARCHAR NOT NULL)");
      Sql.script(connection, read(SCRIPTS.get(version - 1)));
      Sql.execute(
          connection,
          "INSERT INTO schema_version VALUES (?, ?)",
          version,
          SCRIPTS.get(version - 1));
      Sql.script(connection, "COMMIT");
    } catch (SQLException e) {
      Sql.script(connection, "ROLLBACK");
      throw e;
    }
  }

  private static void requireKnown(Connection connection, String name) throws SQLException {
    int version = version(connection);
    if (version > latest()) {
      throw new StoreException(
          "store %s has schema %d, this Tercet knows %d. Maybe update Tercet."
              .formatted(name, version, latest()));
    }
  }

  private static void requireEmpty(Connection connection, String name) throws SQLException {
    List<String> tables =
        Sql.list(
            connection,
            row -> row.getString(1),
            "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database() ORDER BY 1 LIMIT 3");
    if (!tables.isEmpty()) {
      throw new StoreException(
          "%s is a DuckDB file with tables of something else (%s). Maybe another file was meant."
              .formatted(name, String.join(", ", tables)));
    }
  }

  private static String read(String script) {
    try (InputStream in = Migrations.class.getResourceAsStream(script)) {
      if (in == null) {
        throw new IllegalStateException("missing from the program: " + script);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
