package io.tercet.store.clickhouse;

import com.clickhouse.client.api.query.GenericRecord;
import io.tercet.store.ModelRegistry;
import io.tercet.store.StoreException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Models in ClickHouse. What happens to them is a log of numbered events; a number is taken by an
 * insert whose deduplication token it is, so of several processes one gets it and the others take
 * the next. Hence several may activate models at once, and at any moment exactly one is active.
 */
final class ClickHouseModelRegistry implements ModelRegistry {
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final int TRIES = 1_000;
  private static final String SELECT =
      """
      SELECT version, status AS state, toUnixTimestamp64Micro(trained_at) AS trained,
        toUnixTimestamp64Micro(window_from) AS from_micros,
        toUnixTimestamp64Micro(window_to) AS to_micros, rows, seed, metrics, options, sha256, model
      FROM model_registry
      """;

  private final ClickHouseServer server;

  ClickHouseModelRegistry(ClickHouseServer server) {
    this.server = server;
  }

  @Override
  public void register(ModelRecord model, byte[] file) {
    requireNew(model.version());
    String sha256 = sha256(file);
    NativeBlock row = new NativeBlock();
    row.column("version", "String").put(model.version());
    row.column("sha256", "String").put(sha256);
    row.column("content", "String").put(file);
    server.insert("model_files", row, "%s-%s".formatted(model.version(), sha256));
    long number = append("registered", model, sha256);
    boolean first =
        server.number(
                "SELECT min(number) FROM model_log WHERE event = 'registered' AND version = "
                    + StoredRows.sql(model.version()))
            == number;
    if (!first) {
      throw known(model.version());
    }
  }

  @Override
  public Optional<ModelRecord> active() {
    return one("WHERE status = 'active'");
  }

  @Override
  public Optional<ModelRecord> find(String version) {
    return one("WHERE version = " + StoredRows.sql(version));
  }

  @Override
  public List<ModelRecord> list() {
    return server.rows(SELECT + "ORDER BY trained_at DESC, model DESC").stream()
        .map(ClickHouseModelRegistry::map)
        .toList();
  }

  @Override
  public Map<Integer, ModelRecord> numbered() {
    Function<GenericRecord, Integer> number = row -> row.getInteger("model");
    return server.rows(SELECT).stream()
        .collect(Collectors.toUnmodifiableMap(number, ClickHouseModelRegistry::map));
  }

  @Override
  public byte[] file(String version) {
    String sha256 =
        server
            .first(SELECT + "WHERE version = " + StoredRows.sql(version), Map.of())
            .map(row -> row.getString("sha256"))
            .orElseThrow(() -> unknown(version));
    byte[] content =
        server.persist(() -> {
          try (NativeReader reader =
              server.columns(
                  "SELECT content FROM model_files WHERE version = %s AND sha256 = '%s' LIMIT 1"
                      .formatted(StoredRows.sql(version), sha256))) {
            return reader.nextBlock() ? reader.bytes(0, 0) : new byte[0];
          }
        });
    if (!sha256(content).equals(sha256)) {
      throw new StoreException(
          "the file of model %s in store %s is missing or was changed: its SHA-256 is not the recorded one. Restore it from a backup, or train again."
              .formatted(version, server.name()));
    }
    return content;
  }

  @Override
  public void activate(String version) {
    ModelRecord model = find(version).orElseThrow(() -> unknown(version));
    append("activated", model, "");
  }

  /**
   * An event on a model that is activated meanwhile changes nothing: the view says who is active.
   */
  @Override
  public void archive(String version) {
    ModelRecord model = find(version).orElseThrow(() -> unknown(version));
    if (model.status() == Status.ACTIVE) {
      throw new StoreException(
          "model %s is the active one. Activate another first.".formatted(version));
    }
    append("archived", model, "");
  }

  /** Writes an event under the next number that no other process takes, and returns it. */
  private long append(String event, ModelRecord model, String sha256) {
    String writer = UUID.randomUUID().toString();
    for (int i = 0; i < TRIES; i++) {
      long number = server.number("SELECT max(number) + 1 FROM model_log");
      server.insert("model_log", row(number, event, writer, model, sha256), "event-" + number);
      if (server.number(
              "SELECT count() FROM model_log WHERE number = %d AND writer = '%s'"
                  .formatted(number, writer))
          > 0) {
        return number;
      }
    }
    throw new StoreException(
        "too many processes change models in store %s. Try again later.".formatted(server.name()));
  }

  private static NativeBlock row(
      long number, String event, String writer, ModelRecord model, String sha256) {
    String status = event.equals("registered") ? text(model.status()) : "";
    NativeBlock row = new NativeBlock();
    row.column("number", "Int64").put(number);
    row.column("event", "String").put(event);
    row.column("writer", "String").put(writer);
    row.column("version", "String").put(model.version());
    row.column("status", "String").put(status);
    row.column("trained_at", "DateTime64(6, 'UTC')").put(StoredRows.micros(model.trainedAt()));
    row.column("window_from", "DateTime64(6, 'UTC')").put(model.fromMicros());
    row.column("window_to", "DateTime64(6, 'UTC')").put(model.toMicros());
    row.column("rows", "Int64").put(model.rows());
    row.column("seed", "Int64").put(model.seed());
    UnaryOperator<String> once = text -> event.equals("registered") ? text : "";
    row.column("metrics", "String").put(once.apply(model.metricsJson()));
    row.column("options", "String").put(once.apply(model.optionsJson()));
    row.column("sha256", "String").put(sha256);
    return row;
  }

  private Optional<ModelRecord> one(String where) {
    return server.first(SELECT + where, Map.of()).map(ClickHouseModelRegistry::map);
  }

  private void requireNew(String version) {
    if (!VERSION.matcher(version).matches()) {
      throw new StoreException(
          "a model's version must be 1 to 100 letters, digits, '.', '_' or '-', got '%s'"
              .formatted(version));
    }
    if (find(version).isPresent()) {
      throw known(version);
    }
  }

  private StoreException known(String version) {
    return new StoreException("model %s is in store %s already.".formatted(version, server.name()));
  }

  private StoreException unknown(String version) {
    return new StoreException(
        "there is no model %s in store %s. `tercet models` lists those that are there."
            .formatted(version, server.name()));
  }

  private static String text(Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static ModelRecord map(GenericRecord row) {
    return new ModelRecord(
        row.getString("version"),
        Status.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        StoredRows.instant(row.getLong("trained")),
        row.getLong("from_micros"),
        row.getLong("to_micros"),
        row.getLong("rows"),
        row.getLong("seed"),
        row.getString("metrics"),
        row.getString("options"));
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
