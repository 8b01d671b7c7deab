package io.tercet.store.clickhouse;

import io.tercet.store.DetectionStore;
import io.tercet.store.ModelRegistry;
import io.tercet.store.ReportStore;
import io.tercet.store.Store;
import io.tercet.store.StoreException;
import io.tercet.store.TransactionStore;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A store in a database of a ClickHouse server. Any number of processes may read; one at a time
 * writes, from its first write, or {@link #claim}, until it is closed.
 */
public final class ClickHouseStore implements Store {
  private final ClickHouseServer server;
  private final ClickHouseTransactionStore transactions;
  private final ClickHouseDetectionStore detections;
  private final ClickHouseModelRegistry models;
  private final ClickHouseReportStore reports;
  private @Nullable Lease lease;

  private ClickHouseStore(ClickHouseServer server) {
    this.server = server;
    transactions = new ClickHouseTransactionStore(server, this::lease);
    detections = new ClickHouseDetectionStore(server, this::lease);
    models = new ClickHouseModelRegistry(server);
    reports = new ClickHouseReportStore(server);
  }

  /**
   * Opens a store; creates the database and its tables, or migrates them, if need be.
   *
   * @throws StoreException if the server cannot be reached or refuses, or the database is of
   *     something else or of a newer schema
   */
  public static ClickHouseStore open(ClickHouseOptions options) {
    return open(options, true);
  }

  /** Opens a store that exists, of the schema that this version knows. */
  public static ClickHouseStore openExisting(ClickHouseOptions options) {
    return open(options, false);
  }

  /**
   * The schema of a store, without opening it.
   *
   * @return its version; 0 if there is none
   */
  public static int schemaVersion(ClickHouseOptions options) {
    try (ClickHouseServer server = new ClickHouseServer(options)) {
      return Migrations.version(server);
    }
  }

  /** The schema that this version of Tercet knows. */
  public static int latestSchemaVersion() {
    return Migrations.latest();
  }

  /** The statements that make the tables, for those who run them by hand. */
  public static String script() {
    return String.join("\n", Migrations.SCRIPTS.stream().map(Migrations::read).toList());
  }

  private static ClickHouseStore open(ClickHouseOptions options, boolean create) {
    ClickHouseServer server = new ClickHouseServer(options);
    try {
      if (create) {
        Migrations.migrate(server);
      } else {
        Migrations.requireLatest(server);
      }
      return new ClickHouseStore(server);
    } catch (StoreException e) {
      server.close();
      throw e;
    }
  }

  @Override
  public void claim() {
    lease();
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
    return server.name();
  }

  @Override
  public List<String> notices() {
    return List.of();
  }

  @Override
  public void query(String sql, Consumer<Map<String, @Nullable Object>> rows) {
    PersonQuery.requireReading(sql, name());
    server.read(sql, reader -> rows.accept(PersonQuery.row(reader)));
  }

  @Override
  public void close() {
    try {
      releaseLease();
    } finally {
      server.close();
    }
  }

  private synchronized Lease lease() {
    Lease held = lease;
    if (held == null) {
      held = Lease.acquire(server);
      lease = held;
    }
    return held;
  }

  private synchronized void releaseLease() {
    if (lease != null) {
      lease.close();
      lease = null;
    }
  }
}
