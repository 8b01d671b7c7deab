package io.tercet.store.clickhouse;

import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import com.clickhouse.client.api.data_formats.internal.BinaryStreamReader.EnumValue;
import io.tercet.store.StoreException;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rows of a statement that a person wrote, as Java's usual values. */
final class PersonQuery {
  /**
   * Comments and brackets, then a word that only reads; SYSTEM, KILL and others pass the server's
   * ban.
   */
  private static final Pattern READS =
      Pattern.compile(
          "(?is)(?:\\s|\\(|--[^\\n]*\\n|/\\*.*?\\*/)*+(?:SELECT|WITH|FROM|DESCRIBE|DESC|SHOW|EXPLAIN|EXISTS)\\b.*");

  private PersonQuery() {}

  /** Fails if the statement does not begin as one that only reads; the rest is the server's. */
  static void requireReading(String sql, String name) {
    if (!READS.matcher(sql).matches()) {
      throw new StoreException(
          "the statement would do more than read store %s; only SELECT, WITH, FROM, DESCRIBE, SHOW, EXPLAIN and EXISTS are allowed here."
              .formatted(name));
    }
  }

  static Map<String, @Nullable Object> row(ClickHouseBinaryFormatReader reader) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    List<String> names =
        reader.getSchema().getColumns().stream().map(column -> column.getColumnName()).toList();
    for (int i = 0; i < names.size(); i++) {
      row.put(unused(row, names.get(i)), plain(reader.readValue(i + 1)));
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

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case ZonedDateTime time -> time.toInstant();
      case OffsetDateTime time -> time.toInstant();
      case LocalDateTime time -> time.toInstant(ZoneOffset.UTC);
      case Instant time -> time;
      case LocalDate date -> date;
      case BigInteger number -> number.bitLength() < Long.SIZE ? number.longValue() : number;
      case EnumValue word -> word.toString();
      case Number number -> number;
      case Boolean bool -> bool;
      case List<?> list -> list(list);
      case Map<?, ?> map -> map(map);
      default -> value.getClass().isArray() ? array(value) : value.toString();
    };
  }

  private static List<@Nullable Object> list(List<?> values) {
    List<@Nullable Object> list = new ArrayList<>();
    for (Object value : values) {
      list.add(plain(value));
    }
    return list;
  }

  private static List<@Nullable Object> array(Object values) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = 0; i < Array.getLength(values); i++) {
      list.add(plain(Array.get(values, i)));
    }
    return list;
  }

  private static Map<String, @Nullable Object> map(Map<?, ?> values) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    values.forEach((key, value) -> map.put(String.valueOf(key), plain(value)));
    return map;
  }
}
