package io.tercet.store.clickhouse;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.command.CommandResponse;
import com.clickhouse.client.api.command.CommandSettings;
import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.GenericRecord;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import io.tercet.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Statements to the server. What may be repeated is repeated with growing pauses while the fault is
 * of a kind that passes. Safe for several threads.
 */
final class ClickHouseServer implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration SILENCE = Duration.ofMinutes(5);
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;
  private static final int CONNECTIONS = 16;

  private final ClickHouseOptions options;
  private final Client client;
  private volatile String writer = "reader";

  ClickHouseServer(ClickHouseOptions options) {
    this.options = options;
    Client.Builder builder =
        new Client.Builder()
            .addEndpoint(options.endpoint())
            .setUsername(options.user())
            .setPassword(options.password())
            .setClientName("tercet")
            .setMaxRetries(0)
            .setMaxConnections(CONNECTIONS)
            .setConnectTimeout(CONNECT.toMillis())
            .setSocketTimeout(SILENCE.toMillis())
            .compressServerResponse(false)
            .compressClientRequest(false)
            .useServerTimeZone(false)
            .useTimeZone("UTC");
    Path certificate = options.certificate();
    if (certificate != null) {
      builder.setRootCertificate(certificate.toString());
    }
    client = builder.build();
  }

  ClickHouseOptions options() {
    return options;
  }

  String name() {
    return options.name();
  }

  /** The beginning of the ids of all statements from now on. */
  void setWriter(String prefix) {
    writer = prefix;
  }

  /** A row's first column as a number; 0 if there is no row. */
  long number(String sql, Map<String, Object> parameters) {
    return first(sql, parameters).map(row -> row.getLong(1)).orElse(0L);
  }

  long number(String sql) {
    return number(sql, Map.of());
  }

  Optional<GenericRecord> first(String sql, Map<String, Object> parameters) {
    return rows(sql, parameters).stream().findFirst();
  }

  List<GenericRecord> rows(String sql) {
    return rows(sql, Map.of());
  }

  /** The rows of a query, all in memory; for small results. */
  List<GenericRecord> rows(String sql, Map<String, Object> parameters) {
    return persist(() -> client.queryAll(sql, parameters, querySettings()));
  }

  /** Runs a statement that may be repeated. */
  void execute(String sql) {
    persist(() -> run(sql, Map.of(), options.database()));
  }

  /** Creates the database, unless it is there; where it is, that needs no permission. */
  void createDatabase() {
    try {
      persist(() -> run("SELECT 1", Map.of(), options.database()));
    } catch (StoreException e) {
      if (!ClickHouseErrors.isMissing(e)) {
        throw e;
      }
      String create = "CREATE DATABASE IF NOT EXISTS " + options.database();
      persist(() -> run(create, Map.of(), "default"));
    }
  }

  /** Runs a statement that must not be repeated. */
  void once(String sql) {
    try {
      attempt(sql, Map.of());
    } catch (Exception e) {
      throw translate(e);
    }
  }

  /** Tries a statement once, for a caller that knows what to do when it fails. */
  boolean attempt(String sql, Map<String, Object> parameters) throws Exception {
    return run(sql, parameters, options.database());
  }

  /** The rows of a query as columns, as they come; breaks off with the connection. */
  NativeReader columns(String sql) throws IOException {
    QuerySettings settings = querySettings();
    settings.setFormat(ClickHouseFormat.Native);
    return new NativeReader(await(client.query(sql, settings)));
  }

  /** Inserts a block. Repeated with the same token, it is in the table once. */
  void insert(String table, NativeBlock block, String token) {
    if (block.rows() > 0) {
      persist(() -> send(table, block, token));
    }
  }

  /** Inserts a block that nobody misses if the server cannot be reached. */
  void insertIfPossible(String table, NativeBlock block, String token) {
    try {
      send(table, block, token);
    } catch (Exception e) {
      // The server learns it some other way, or by silence.
    }
  }

  /** Runs a person's query, under the server's own ban of anything that writes. */
  void read(String sql, Consumer<ClickHouseBinaryFormatReader> row) {
    QuerySettings settings = querySettings();
    settings.serverSetting("readonly", "2");
    settings.setFormat(ClickHouseFormat.RowBinaryWithNamesAndTypes);
    try (QueryResponse response = await(client.query(sql, settings));
        ClickHouseBinaryFormatReader reader = client.newBinaryFormatReader(response)) {
      while (reader.hasNext()) {
        reader.next();
        row.accept(reader);
      }
    } catch (Exception e) {
      throw e instanceof StoreException known
          ? known
          : new StoreException("the statement failed: " + ClickHouseErrors.words(e), e);
    }
  }

  /** Does {@code action} until it succeeds, fails for good, or patience is at its end. */
  <T> T persist(Callable<T> action) {
    long deadline = System.nanoTime() + options.patience().toNanos();
    long pause = FIRST_PAUSE_MILLIS;
    while (true) {
      try {
        return action.call();
      } catch (Exception e) {
        if (!ClickHouseErrors.mayPass(e)
            || System.nanoTime() + Duration.ofMillis(pause).toNanos() > deadline) {
          throw translate(e);
        }
        sleep(pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      }
    }
  }

  StoreException translate(Throwable error) {
    return ClickHouseErrors.translate(name(), error);
  }

  @Override
  public void close() {
    client.close();
  }

  private boolean send(String table, NativeBlock block, String token) throws Exception {
    InsertSettings settings = new InsertSettings();
    settings.setDatabase(options.database());
    settings.setQueryId(queryId());
    settings.setDeduplicationToken(token);
    settings.serverSetting("max_partitions_per_insert_block", "0");
    settings.serverSetting("async_insert", "0");
    Future<InsertResponse> sent =
        client.insert(table, block.columns(), block::write, ClickHouseFormat.Native, settings);
    await(sent).close();
    return true;
  }

  private boolean run(String sql, Map<String, Object> parameters, String database)
      throws Exception {
    CommandSettings settings = new CommandSettings();
    settings.setDatabase(database);
    settings.setQueryId(queryId());
    settings.serverSetting("max_partitions_per_insert_block", "0");
    try (CommandResponse done = await(client.execute(sql, parameters, settings))) {
      return done != null;
    }
  }

  private QuerySettings querySettings() {
    QuerySettings settings = new QuerySettings();
    settings.setDatabase(options.database());
    settings.setQueryId(queryId());
    settings.setNetworkTimeout(SILENCE.toMillis(), ChronoUnit.MILLIS);
    return settings;
  }

  private String queryId() {
    return "tercet-" + writer + "-" + UUID.randomUUID();
  }

  private static <T> T await(Future<T> future) throws IOException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IOException(cause(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("the statement was interrupted", e);
    }
  }

  private static Throwable cause(ExecutionException e) {
    @Nullable Throwable cause = e.getCause();
    return cause == null ? e : cause;
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("the wait for the server was interrupted", e);
    }
  }
}
