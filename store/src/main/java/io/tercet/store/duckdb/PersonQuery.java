package io.tercet.store.duckdb;

import io.tercet.store.StoreException;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A statement that a person wrote: checked to read only, its rows as Java's usual values. */
final class PersonQuery {
  private PersonQuery() {}

  /** Runs {@code sql} in a transaction that cannot write. */
  static void run(
      Connection connection, String name, String sql, Consumer<Map<String, @Nullable Object>> rows)
      throws SQLException {
    requireOneSelect(connection, name, sql);
    Sql.script(connection, "BEGIN TRANSACTION READ ONLY");
    try (var statement = connection.prepareStatement(sql);
        ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        rows.accept(row(result));
      }
    } finally {
      Sql.script(connection, "ROLLBACK");
    }
  }

  /** DuckDB serialises what only reads, and nothing else; so the parser itself is the judge. */
  private static void requireOneSelect(Connection connection, String name, String sql)
      throws SQLException {
    record Parsed(boolean failed, @Nullable String error, int statements) {}
    Parsed parsed =
        Sql.first(
                connection,
                row -> new Parsed(row.getBoolean(1), row.getString(2), row.getInt(3)),
                """
                SELECT (tree->>'error')::BOOLEAN, tree->>'error_message',
                  coalesce(json_array_length(tree->'statements'), 0)::INTEGER
                FROM (SELECT json_serialize_sql(?) AS tree)\
                """,
                sql)
            .orElseThrow();
    String error = parsed.error();
    if (parsed.failed() && error != null && !error.contains("Only SELECT")) {
      throw new StoreException("the statement is wrong: " + DuckDbErrors.oneLine(error));
    }
    if (parsed.failed()) {
      throw new StoreException(
          "the statement would do more than read store %s; only SELECT, WITH, FROM, DESCRIBE, SHOW and SUMMARIZE are allowed here."
              .formatted(name));
    }
    if (parsed.statements() != 1) {
      throw new StoreException("one statement is needed, got " + parsed.statements());
    }
  }

  private static Map<String, @Nullable Object> row(ResultSet result) throws SQLException {
    ResultSetMetaData columns = result.getMetaData();
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      row.put(unused(row, columns.getColumnLabel(i)), value(result, columns, i));
    }
    return row;
  }

  /** Two columns of one name are both kept: {@code x}, {@code x_2}. */
  private static String unused(Map<String, @Nullable Object> row, String label) {
    String name = label;
    for (int i = 2; row.containsKey(name); i++) {
      name = label + "_" + i;
    }
    return name;
  }

  private static @Nullable Object value(ResultSet result, ResultSetMetaData columns, int column)
      throws SQLException {
    // The driver reads a timestamp without zone in the zone of the JVM; here all of them are UTC.
    return columns.getColumnTypeName(column).equals("TIMESTAMP")
        ? plain(result.getObject(column, LocalDateTime.class))
        : plain(result.getObject(column));
  }

  private static @Nullable Object plain(@Nullable Object value) throws SQLException {
    return switch (value) {
      case null -> null;
      case LocalDateTime time -> time.toInstant(ZoneOffset.UTC);
      case OffsetDateTime time -> time.toInstant();
      case Timestamp time -> instant(time);
      case Date date -> date.toLocalDate();
      case LocalDate date -> date;
      case BigInteger number -> number.bitLength() < Long.SIZE ? number.longValue() : number;
      case Array array -> list((Object[]) array.getArray());
      case Struct struct -> list(struct.getAttributes());
      case Map<?, ?> map -> map(map);
      case Number number -> number;
      case Boolean bool -> bool;
      default -> value.toString();
    };
  }

  /** Inside lists the driver gives local times of the JVM's zone. */
  private static Instant instant(Timestamp time) {
    return time.toLocalDateTime().toInstant(ZoneOffset.UTC);
  }

  private static List<@Nullable Object> list(@Nullable Object[] values) throws SQLException {
    List<@Nullable Object> list = new ArrayList<>();
    for (Object value : values) {
      list.add(plain(value));
    }
    return list;
  }

  private static Map<String, @Nullable Object> map(Map<?, ?> values) throws SQLException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      map.put(String.valueOf(entry.getKey()), plain(entry.getValue()));
    }
    return map;
  }
}
