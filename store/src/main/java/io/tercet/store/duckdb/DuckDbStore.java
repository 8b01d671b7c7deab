package io.tercet.store.duckdb;

import io.tercet.store.DetectionStore;
import io.tercet.store.ModelRegistry;
import io.tercet.store.ReportStore;
import io.tercet.store.Store;
import io.tercet.store.StoreException;
import io.tercet.store.TransactionStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * A store in one DuckDB file. Beside it stand {@code FILE.files} with the models' and checkpoints'
 * files, {@code FILE.wal} with what was committed last, and while large work is done {@code
 * FILE.spill}. One process at a time has it open.
 */
public final class DuckDbStore implements Store {
  private final DuckDbDatabase database;
  private final DuckDbTransactionStore transactions;
  private final DuckDbDetectionStore detections;
  private final DuckDbModelRegistry models;
  private final DuckDbReportStore reports;

  private DuckDbStore(DuckDbDatabase database) {
    this.database = database;
    StoreFiles files = new StoreFiles(database.path(), database.name());
    transactions = new DuckDbTransactionStore(database);
    detections = new DuckDbDetectionStore(database, files);
    models = new DuckDbModelRegistry(database, files);
    reports = new DuckDbReportStore(database, files);
  }

  /**
   * Opens a store, or creates it if the file does not exist; migrates an older schema.
   *
   * @throws StoreException if the file is in use, is something else, is of a newer schema, or may
   *     not be written
   */
  public static DuckDbStore open(Path file) {
    return open(file, DuckDbOptions.DEFAULT);
  }

  /** The same with other options. */
  public static DuckDbStore open(Path file, DuckDbOptions options) {
    DuckDbStore store = new DuckDbStore(DuckDbDatabase.open(file, options, false));
    try {
      store.detections.deleteStaleFiles();
      return store;
    } catch (StoreException e) {
      store.close();
      throw e;
    }
  }

  /** Opens a store that exists, for reading only. */
  public static DuckDbStore openReadOnly(Path file, DuckDbOptions options) {
    return new DuckDbStore(DuckDbDatabase.open(file, options, true));
  }

  /**
   * The schema of a store, which is not changed.
   *
   * @return its version; 0 if the file does not exist
   */
  public static int schemaVersion(Path file) {
    return Files.exists(file) ? DuckDbDatabase.schemaVersion(file) : 0;
  }

  /** The schema that this version of Tercet knows. */
  public static int latestSchemaVersion() {
    return Migrations.latest();
  }

  @Override
  public void claim() {
    // A process that has the file open is the only one.
  }

  @Override
  public TransactionStore transactions() {
    return transactions;
  }

  @Override
  public DetectionStore detections() {
    return detections;
  }

  @Override
  public ModelRegistry models() {
    return models;
  }

  @Override
  public ReportStore reports() {
    return reports;
  }

  @Override
  public String name() {
    return database.name();
  }

  @Override
  public List<String> notices() {
    return database.notices();
  }

  @Override
  public void query(String sql, Consumer<Map<String, @Nullable Object>> rows) {
    try (DuckDBConnection connection = database.newConnection()) {
      PersonQuery.run(connection, name(), sql, rows);
    } catch (SQLException e) {
      throw new StoreException(
          "the statement failed: " + DuckDbErrors.oneLine(String.valueOf(e.getMessage())), e);
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
