package io.tercet.store.duckdb;

import io.tercet.store.ModelRegistry;
import io.tercet.store.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Models in DuckDB; their files beside it. */
final class DuckDbModelRegistry implements ModelRegistry {
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final String SELECT =
      """
      SELECT *, epoch_us(window_from) AS from_micros, epoch_us(window_to) AS to_micros
      FROM model_registry
      """;

  private final DuckDbDatabase database;
  private final StoreFiles files;

  DuckDbModelRegistry(DuckDbDatabase database, StoreFiles files) {
    this.database = database;
    this.files = files;
  }

  @Override
  public void register(ModelRecord model, byte[] file) {
    requireNew(model.version());
    String path = "models/" + model.version() + ".safetensors";
    String sha256 = files.write(path, out -> out.write(file));
    database.write(connection -> {
      if (model.status() == Status.ACTIVE) {
        archiveActive(connection);
      }
      insert(connection, model, path, sha256);
    });
  }

  @Override
  public Optional<ModelRecord> active() {
    return database.read(connection ->
        Sql.first(connection, DuckDbModelRegistry::map, SELECT + "WHERE status = 'active'"));
  }

  @Override
  public Optional<ModelRecord> find(String version) {
    return database.read(connection ->
        Sql.first(connection, DuckDbModelRegistry::map, SELECT + "WHERE version = ?", version));
  }

  @Override
  public List<ModelRecord> list() {
    return database.read(connection ->
        Sql.list(
            connection, DuckDbModelRegistry::map, SELECT + "ORDER BY trained_at DESC, model DESC"));
  }

  @Override
  public Map<Integer, ModelRecord> numbered() {
    record Numbered(int number, ModelRecord model) {}
    return database
        .read(connection ->
            Sql.list(connection, row -> new Numbered(row.getInt("model"), map(row)), SELECT))
        .stream()
        .collect(Collectors.toUnmodifiableMap(Numbered::number, Numbered::model));
  }

  @Override
  public byte[] file(String version) {
    record Named(String file, String sha256) {}
    Named named =
        database
            .read(connection ->
                Sql.first(
                    connection,
                    row -> new Named(row.getString(1), row.getString(2)),
                    "SELECT file, sha256 FROM model_registry WHERE version = ?",
                    version))
            .orElseThrow(() -> unknown(version));
    return files.read(named.file(), named.sha256());
  }

  @Override
  public void activate(String version) {
    database.write(connection -> {
      archiveActive(connection);
      long changed =
          Sql.execute(
              connection, "UPDATE model_registry SET status = 'active' WHERE version = ?", version);
      if (changed == 0) {
        throw unknown(version);
      }
    });
  }

  @Override
  public void archive(String version) {
    database.write(connection -> {
      long changed =
          Sql.execute(
              connection,
              "UPDATE model_registry SET status = 'archived' WHERE version = ? AND status <> 'active'",
              version);
      if (changed == 0) {
        throw cannotArchive(version);
      }
    });
  }

  private StoreException cannotArchive(String version) {
    return find(version).isEmpty()
        ? unknown(version)
        : new StoreException(
            "model %s is the active one. Activate another first.".formatted(version));
  }

  private static void archiveActive(Connection connection) throws SQLException {
    Sql.execute(
        connection, "UPDATE model_registry SET status = 'archived' WHERE status = 'active'");
  }

  private static void insert(Connection connection, ModelRecord model, String path, String sha256)
      throws SQLException {
    Sql.execute(
        connection,
        """
        INSERT INTO model_registry
        SELECT ?, ?, ?, make_timestamp(?), make_timestamp(?), ?, ?, ?, ?, ?, ?,
          coalesce(max(model), 0) + 1
        FROM model_registry\
        """,
        model.version(),
        text(model.status()),
        model.trainedAt(),
        model.fromMicros(),
        model.toMicros(),
        model.rows(),
        model.seed(),
        model.metricsJson(),
        model.optionsJson(),
        path,
        sha256);
  }

  private void requireNew(String version) {
    if (!VERSION.matcher(version).matches()) {
      throw new StoreException(
          "a model's version must be 1 to 100 letters, digits, '.', '_' or '-', got '%s'"
              .formatted(version));
    }
    if (find(version).isPresent()) {
      throw new StoreException(
          "model %s is in store %s already.".formatted(version, database.name()));
    }
  }

  private StoreException unknown(String version) {
    return new StoreException(
        "there is no model %s in store %s. `tercet models` lists those that are there."
            .formatted(version, database.name()));
  }

  private static String text(Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static ModelRecord map(ResultSet row) throws SQLException {
    return new ModelRecord(
        row.getString("version"),
        Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        Sql.requireInstant(row, "trained_at"),
        row.getLong("from_micros"),
        row.getLong("to_micros"),
        row.getLong("rows"),
        row.getLong("seed"),
        row.getString("metrics"),
        row.getString("options"));
  }
}
