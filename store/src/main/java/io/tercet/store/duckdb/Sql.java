package io.tercet.store.duckdb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements with parameters, and rows as values. */
final class Sql {
  private Sql() {}

  /** Makes a value of the row that a result stands at. */
  @FunctionalInterface
  interface RowMapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  /** Runs a statement and returns how many rows it changed; 0 if it changes none. */
  static long execute(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return statement.execute() ? 0 : Math.max(0, statement.getLargeUpdateCount());
    }
  }

  /** Runs a script of several statements. */
  static void script(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** All rows of a query. */
  static <T> List<T> list(
      Connection connection, RowMapper<T> mapper, String sql, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      try (ResultSet rows = statement.executeQuery()) {
        List<T> result = new ArrayList<>();
        while (rows.next()) {
          result.add(mapper.map(rows));
        }
        return result;
      }
    }
  }

  /** The first row of a query. */
  static <T> Optional<T> first(
      Connection connection, RowMapper<T> mapper, String sql, @Nullable Object... parameters)
      throws SQLException {
    return list(connection, mapper, sql, parameters).stream().findFirst();
  }

  /** The number in the only row of a query. */
  static long number(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    return first(connection, row -> row.getLong(1), sql, parameters).orElse(0L);
  }

  /** A {@code TIMESTAMPTZ} column; null if it is null. */
  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** A {@code TIMESTAMPTZ} column that is never null. */
  static Instant requireInstant(ResultSet row, String column) throws SQLException {
    Instant instant = instant(row, column);
    if (instant == null) {
      throw new SQLException("column " + column + " is null");
    }
    return instant;
  }

  private static void bind(PreparedStatement statement, @Nullable Object... parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      Object value = parameters[i];
      statement.setObject(
          i + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
    }
  }
}
