package io.tercet.store.metadata.jdbc;

import io.tercet.store.metadata.SettingsStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settings in tables {@code settings} and {@code setting_changes}. */
final class JdbcSettingsStore implements SettingsStore {
  private final Database database;

  JdbcSettingsStore(Database database) {
    this.database = database;
  }

  /** A row of {@code settings}. */
  private record Stored(@Nullable String value, long change) {}

  @Override
  public Optional<Setting> get(String name) {
    return database.transaction(connection ->
        Sql.first(
            connection,
            JdbcSettingsStore::setting,
            "SELECT * FROM settings WHERE name = ? AND setting IS NOT NULL",
            name));
  }

  @Override
  public List<Setting> all() {
    return database.transaction(connection ->
        Sql.list(
            connection,
            JdbcSettingsStore::setting,
            "SELECT * FROM settings WHERE setting IS NOT NULL ORDER BY name"));
  }

  @Override
  public Optional<Change> set(
      String name, @Nullable String value, String who, Instant at, @Nullable Long expected) {
    Change wanted = new Change(0, name, null, value, who, at);
    return database.transaction(connection -> change(connection, wanted, expected));
  }

  @Override
  public Optional<Change> rollBack(long change, String who, Instant at) {
    return database.transaction(connection -> {
      Optional<Change> undone =
          Sql.first(
              connection,
              JdbcSettingsStore::change,
              "SELECT * FROM setting_changes WHERE id = ?",
              change);
      return undone.isEmpty()
          ? Optional.empty()
          : change(
              connection,
              new Change(0, undone.get().name(), null, undone.get().before(), who, at),
              null);
    });
  }

  private static Optional<Change> change(
      Connection connection, Change wanted, @Nullable Long expected) throws SQLException {
    Stored before = lock(connection, wanted.name());
    if (expected != null && expected != before.change()) {
      return Optional.empty();
    }
    long id =
        Sql.insert(
                connection,
                """
                INSERT INTO setting_changes (name, value_before, value_after, changed_by, changed_at)
                VALUES (?, ?, ?, ?, ?)
                """,
                wanted.name(),
                before.value(),
                wanted.after(),
                wanted.who(),
                wanted.at())
            .orElseThrow();
    Sql.update(
        connection,
        "UPDATE settings SET setting = ?, change = ? WHERE name = ?",
        wanted.after(),
        id,
        wanted.name());
    return Optional.of(
        new Change(id, wanted.name(), before.value(), wanted.after(), wanted.who(), wanted.at()));
  }

  /** The row of a setting, which others who change it wait for. */
  private static Stored lock(Connection connection, String name) throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO settings (name, setting, change) VALUES (?, NULL, 0) ON CONFLICT DO NOTHING",
        name);
    return Sql.first(
            connection,
            row -> new Stored(row.getString("setting"), row.getLong("change")),
            "SELECT setting, change FROM settings WHERE name = ? FOR UPDATE",
            name)
        .orElseThrow();
  }

  @Override
  public List<Change> history(@Nullable String name, int limit) {
    Conditions conditions = new Conditions().and("name = ?", name);
    return database.transaction(connection ->
        Sql.list(
            connection,
            JdbcSettingsStore::change,
            "SELECT * FROM setting_changes " + conditions.where() + " ORDER BY id DESC LIMIT ?",
            conditions.parametersAnd(limit)));
  }

  private static Setting setting(ResultSet row) throws SQLException {
    return new Setting(row.getString("name"), row.getString("setting"), row.getLong("change"));
  }

  private static Change change(ResultSet row) throws SQLException {
    return new Change(
        row.getLong("id"),
        row.getString("name"),
        row.getString("value_before"),
        row.getString("value_after"),
        row.getString("changed_by"),
        Sql.time(row, "changed_at"));
  }
}
