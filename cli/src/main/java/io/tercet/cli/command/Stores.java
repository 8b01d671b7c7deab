package io.tercet.cli.command;

import io.tercet.cli.config.Keys;
import io.tercet.cli.config.Settings;
import io.tercet.jobs.Nearest;
import io.tercet.store.Store;
import io.tercet.store.TabularFiles;
import io.tercet.store.duckdb.DuckDbOptions;
import io.tercet.store.duckdb.DuckDbParquetFiles;
import io.tercet.store.duckdb.DuckDbStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The composition root of storage: the one place where an adapter is chosen. */
final class Stores {
  private static final String DUCKDB = "duckdb";

  private Stores() {}

  /** Opens the store that the settings name, and creates it if need be. */
  static Store open(Settings settings) {
    return DuckDbStore.open(file(settings.get(Keys.STORE)), options(settings));
  }

  /** Opens the store that the settings name, which must be there already. */
  static Store openExisting(Settings settings) {
    String url = settings.get(Keys.STORE);
    Path file = file(url);
    if (!Files.exists(file)) {
      throw new UsageException(
          "there is no store %s yet. Create it by importing: %s import FILE --store %s"
              .formatted(url, Environment.PROGRAM, url));
    }
    return DuckDbStore.open(file, options(settings));
  }

  /** A file or folder that belongs to the store and lies beside it. */
  static Path beside(Settings settings, String suffix) {
    return Path.of(file(settings.get(Keys.STORE)) + suffix);
  }

  /** Reads Parquet. */
  static TabularFiles tabularFiles() {
    return new DuckDbParquetFiles();
  }

  private static DuckDbOptions options(Settings settings) {
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
        scheme.isEmpty() ? " Maybe 'duckdb:" + url + "'?" : Nearest.hint(scheme, List.of(DUCKDB));
    return new UsageException(
        "store '%s' is of an unknown kind. Known: duckdb:PATH.%s".formatted(url, hint));
  }
}
