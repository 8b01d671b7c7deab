package io.tercet.store.clickhouse;

import io.tercet.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Brings a database to the schema that this version knows. ClickHouse has no transactions for
 * tables, so every statement of a script may be repeated, and a version is recorded after its last
 * one.
 */
final class Migrations {
  /** One script a version, oldest first; a script that was released never changes. */
  static final List<String> SCRIPTS = List.of("V001__first_tables.sql");

  private Migrations() {}

  /** The schema that this version knows. */
  static int latest() {
    return SCRIPTS.size();
  }

  /** Creates the database and its tables, or migrates them. */
  static void migrate(ClickHouseServer server) {
    int version = version(server);
    requireKnown(server, version);
    if (version < latest()) {
      create(server);
      for (int next = version + 1; next <= latest(); next++) {
        apply(server, next);
      }
    }
  }

  /** Fails if the tables are not of the schema that this version knows. */
  static void requireLatest(ClickHouseServer server) {
    int version = version(server);
    requireKnown(server, version);
    if (version == 0) {
      throw new StoreException(
          "there is no store %s yet. Import transactions first, or run `tercet store init`."
              .formatted(server.name()));
    }
    if (version < latest()) {
      throw new StoreException(
          "store %s has schema %d, this Tercet reads %d. Run `tercet store migrate` as a user who may create tables."
              .formatted(server.name(), version, latest()));
    }
  }

  /** The schema of the store; 0 if it has none yet. */
  static int version(ClickHouseServer server) {
    try {
      return (int) server.number("SELECT max(version) FROM schema_version");
    } catch (StoreException e) {
      if (ClickHouseErrors.isMissing(e)) {
        return 0;
      }
      throw e;
    }
  }

  private static void create(ClickHouseServer server) {
    server.createDatabase();
    requireEmpty(server);
    server.execute(
        """
        CREATE TABLE IF NOT EXISTS schema_version (version Int32, script String)
        ENGINE = MergeTree ORDER BY version SETTINGS fsync_after_insert = 1\
        """);
  }

  /** What a migration that died has left is ours; anything else is not. */
  private static void requireEmpty(ClickHouseServer server) {
    List<String> tables =
        server
            .rows("SELECT name FROM system.tables WHERE database = currentDatabase() ORDER BY name")
            .stream()
            .map(row -> row.getString("name"))
            .toList();
    if (!tables.isEmpty() && !tables.contains("schema_version")) {
      throw new StoreException(
          "database %s has tables of something else (%s). Name another database."
              .formatted(
                  server.name(), String.join(", ", tables.subList(0, Math.min(3, tables.size())))));
    }
  }

  private static void apply(ClickHouseServer server, int version) {
    String script = SCRIPTS.get(version - 1);
    statements(read(script)).forEach(server::execute);
    NativeBlock row = new NativeBlock();
    row.column("version", "Int32").put(version);
    row.column("script", "String").put(script);
    server.insert("schema_version", row, "schema-" + version);
  }

  private static void requireKnown(ClickHouseServer server, int version) {
    if (version > latest()) {
      throw new StoreException(
          "store %s has schema %d, this Tercet knows %d. Maybe update Tercet."
              .formatted(server.name(), version, latest()));
    }
  }

  /** The statements of a script; each ends with a semicolon at the end of a line. */
  static List<String> statements(String script) {
    return Arrays.stream(script.split(";[ \\t]*\\R", -1))
        .map(String::strip)
        .filter(statement -> !statement.isEmpty())
        .toList();
  }

  /** A script's text. */
  static String read(String script) {
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
