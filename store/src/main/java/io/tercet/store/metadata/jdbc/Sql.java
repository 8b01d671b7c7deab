package io.tercet.store.metadata.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements with parameters, and rows as values. */
final class Sql {
  private Sql() {}

  /** Makes a value of the row that the result stands at. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Runs a statement that changes rows, and says how many. */
  static int update(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return statement.executeUpdate();
    }
  }

  /** Inserts a row and returns its generated {@code id}; empty if nothing was inserted. */
  static Optional<Long> insert(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql, new String[] {"id"})) {
      bind(statement, parameters);
      if (statement.executeUpdate() == 0) {
        return Optional.empty();
      }
      try (ResultSet keys = statement.getGeneratedKeys()) {
        return keys.next() ? Optional.of(keys.getLong(1)) : Optional.empty();
      }
    }
  }

  /** All rows of a query. */
  static <T> List<T> list(
      Connection connection, Row<T> row, String sql, @Nullable Object... parameters)
      throws SQLException {
    List<T> values = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          values.add(row.read(rows));
        }
      }
    }
    return values;
  }

  /** The first row of a query. */
  static <T> Optional<T> first(
      Connection connection, Row<T> row, String sql, @Nullable Object... parameters)
      throws SQLException {
    return list(connection, row, sql, parameters).stream().findFirst();
  }

  /** Runs a statement without parameters. */
  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  static Instant time(ResultSet row, String column) throws SQLException {
    Instant time = instant(row, column);
    if (time == null) {
      throw new SQLException("column " + column + " is NULL");
    }
    return time;
  }

  static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  /** A constant by the name that it is stored under. */
  static <E extends Enum<E>> E word(Class<E> type, ResultSet row, String column)
      throws SQLException {
    return Enum.valueOf(type, row.getString(column).toUpperCase(Locale.ROOT));
  }

  private static void bind(PreparedStatement statement, @Nullable Object... parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, stored(parameters[i]));
    }
  }

  private static @Nullable Object stored(@Nullable Object value) {
    return switch (value) {
      case Instant time ->
          OffsetDateTime.ofInstant(time.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
      case Enum<?> word -> word.name().toLowerCase(Locale.ROOT);
      case null, default -> value;
    };
  }
}
