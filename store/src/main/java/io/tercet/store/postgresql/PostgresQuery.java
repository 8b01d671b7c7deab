package io.tercet.store.postgresql;

import io.tercet.store.StoreException;
import io.tercet.store.TabularFiles.TabularReader;
import io.tercet.store.TabularQuery;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A query on PostgreSQL, read by a cursor of the server in a transaction that may not write. */
public final class PostgresQuery implements TabularQuery {
  private static final String LONGEST_FETCH = "64M";

  private final PostgresUrl url;
  private final @Nullable String password;
  private final String sql;

  /**
   * Creates the query; nothing is connected yet.
   *
   * @param password null if none is needed
   * @param sql one statement that reads
   */
  public PostgresQuery(PostgresUrl url, @Nullable String password, String sql) {
    this.url = url;
    this.password = password;
    this.sql = sql;
  }

  @Override
  public String name() {
    return url.toString();
  }

  @Override
  public TabularReader open() {
    PGSimpleDataSource source = url.dataSource(password);
    source.setReadOnly(true);
    if (source.getMaxResultBuffer() == null) {
      source.setMaxResultBuffer(LONGEST_FETCH);
    }
    try {
      return PostgresReader.open(source.getConnection(), sql, name());
    } catch (SQLException e) {
      throw translate(name(), e);
    }
  }

  static StoreException translate(String name, SQLException error) {
    String message = Objects.requireNonNullElse(error.getMessage(), error.toString());
    String line = message.strip().replaceAll("\\s+", " ");
    String state = String.valueOf(error.getSQLState());
    if (state.startsWith("28") || line.contains("no password was provided")) {
      return new StoreException(
          "%s refuses the user or password: %s. Maybe TERCET_IMPORT_PASSWORD is missing or wrong."
              .formatted(name, line),
          error);
    }
    if (state.startsWith("08")) {
      return new StoreException(
          "%s cannot be reached, or the connection broke: %s".formatted(name, line), error);
    }
    if (state.equals("25006")) {
      return new StoreException(
          "%s: the query would write, which an import never does: %s".formatted(name, line), error);
    }
    return new StoreException("%s: %s".formatted(name, line), error);
  }
}
