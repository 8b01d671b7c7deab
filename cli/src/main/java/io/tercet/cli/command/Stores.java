package io.tercet.cli.command;

import io.tercet.cli.config.Keys;
import io.tercet.cli.config.Settings;
import io.tercet.cli.config.SettingsLoader;
import io.tercet.jobs.Nearest;
import io.tercet.store.Store;
import io.tercet.store.TabularFiles;
import io.tercet.store.TabularQuery;
import io.tercet.store.clickhouse.ClickHouseOptions;
import io.tercet.store.clickhouse.ClickHouseStore;
import io.tercet.store.duckdb.DuckDbOptions;
import io.tercet.store.duckdb.DuckDbParquetFiles;
import io.tercet.store.duckdb.DuckDbStore;
import io.tercet.store.postgresql.PostgresQuery;
import io.tercet.store.postgresql.PostgresUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The composition root of storage: the one place where an adapter is chosen. */
final class Stores {
  private static final String DUCKDB = "duckdb";
  private static final String CLICKHOUSE = "clickhouse";
  private static final String PASSWORD = "TERCET_CLICKHOUSE_PASSWORD";

  private Stores() {}

  /** Opens the store that the settings name, and creates it if need be. */
  static Store open(Settings settings, Environment environment) {
    return isClickHouse(settings)
        ? ClickHouseStore.open(clickHouse(settings, environment))
        : DuckDbStore.open(file(settings.get(Keys.STORE)), duckDb(settings));
  }

  /** Opens the store that the settings name, which must be there already. */
  static Store openExisting(Settings settings, Environment environment) {
    if (isClickHouse(settings)) {
      return ClickHouseStore.openExisting(clickHouse(settings, environment));
    }
    String url = settings.get(Keys.STORE);
    Path file = file(url);
    if (!Files.exists(file)) {
      throw new UsageException(
          "there is no store %s yet. Create it by importing: %s import FILE --store %s"
              .formatted(url, Environment.PROGRAM, url));
    }
    return DuckDbStore.open(file, duckDb(settings));
  }

  /** Which schema a store has, and which this program knows; 0 where there is none yet. */
  record Schema(int version, int latest) {}

  /** The schema of the store that the settings name, without changing it. */
  static Schema schema(Settings settings, Environment environment) {
    return isClickHouse(settings)
        ? new Schema(
            ClickHouseStore.schemaVersion(clickHouse(settings, environment)),
            ClickHouseStore.latestSchemaVersion())
        : new Schema(
            DuckDbStore.schemaVersion(file(settings.get(Keys.STORE))),
            DuckDbStore.latestSchemaVersion());
  }

  /**
   * A file or folder that belongs to the store and lies beside it.
   *
   * @param option that names another, as one must where the store is on a server
   */
  static Path beside(Settings settings, String suffix, String option) {
    if (isClickHouse(settings)) {
      throw new UsageException(
          "store '%s' is on a server, so nothing lies beside it; name one with %s"
              .formatted(settings.get(Keys.STORE), option));
    }
    return Path.of(file(settings.get(Keys.STORE)) + suffix);
  }

  /** Reads Parquet. */
  static TabularFiles tabularFiles() {
    return new DuckDbParquetFiles();
  }

  /** Where large temporary files go: beside an embedded store, which needs room anyway. */
  static Path scratchFolder(Settings settings) {
    if (isClickHouse(settings)) {
      return Path.of(System.getProperty("java.io.tmpdir"));
    }
    Path parent = file(settings.get(Keys.STORE)).toAbsolutePath().getParent();
    return parent == null ? Path.of("") : parent;
  }

  /** A query on the database at {@code url}. */
  static TabularQuery query(Session session, String url, String sql) {
    if (!PostgresUrl.isMeant(url)) {
      throw new UsageException(
          "--from is of an unknown kind. Known: postgresql://USER@HOST:PORT/DATABASE");
    }
    SettingsLoader secrets = new SettingsLoader(session.environment().variables());
    return new PostgresQuery(
        UsageException.options(() -> PostgresUrl.parse(url)),
        secrets.secret(SettingsLoader.IMPORT_PASSWORD).orElse(null),
        sql);
  }

  private static boolean isClickHouse(Settings settings) {
    return settings.get(Keys.STORE).startsWith(CLICKHOUSE + ":");
  }

  private static ClickHouseOptions clickHouse(Settings settings, Environment environment) {
    try {
      return ClickHouseOptions.of(settings.get(Keys.STORE), password(settings, environment));
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static String password(Settings settings, Environment environment) {
    String file = settings.get(Keys.CLICKHOUSE_PASSWORD_FILE);
    if (file.equals("none")) {
      return environment.variables().getOrDefault(PASSWORD, "");
    }
    if (environment.variables().containsKey(PASSWORD)) {
      throw new UsageException(
          "%s and %s (%s) are both set; unset one"
              .formatted(
                  PASSWORD,
                  Keys.CLICKHOUSE_PASSWORD_FILE.path(),
                  settings.origin(Keys.CLICKHOUSE_PASSWORD_FILE)));
    }
    try {
      return Files.readString(Path.of(file), StandardCharsets.UTF_8).strip();
    } catch (IOException | InvalidPathException e) {
      throw new UsageException(
          "cannot read the password's file '%s' (%s)"
              .formatted(file, settings.origin(Keys.CLICKHOUSE_PASSWORD_FILE)));
    }
  }

  private static DuckDbOptions duckDb(Settings settings) {
    return new DuckDbOptions(
        settings.integer(Keys.DUCKDB_MEMORY_MB), settings.integer(Keys.DUCKDB_THREADS));
  }

  private static Path file(String url) {
    int colon = url.indexOf(':');
    String scheme = colon < 0 ? "" : url.substring(0, colon);
    String rest = url.substring(colon + 1);
    if (!scheme.equals(DUCKDB)) {
      throw unknown(url, scheme);
    }
    if (rest.isBlank()) {
      throw new UsageException("store '" + url + "' names no file. Use duckdb:PATH");
    }
    try {
      return Path.of(rest);
    } catch (InvalidPathException e) {
      throw new UsageException("store '" + url + "': " + e.getReason() + " in the file's name");
    }
  }

  private static UsageException unknown(String url, String scheme) {
    String hint =
        scheme.isEmpty()
            ? " Maybe 'duckdb:" + url + "'?"
            : Nearest.hint(scheme, List.of(DUCKDB, CLICKHOUSE));
    return new UsageException(
        "store '%s' is of an unknown kind. Known: duckdb:PATH, clickhouse://user@host:port/database.%s"
            .formatted(url, hint));
  }
}
