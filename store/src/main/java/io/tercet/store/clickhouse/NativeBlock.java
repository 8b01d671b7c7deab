package io.tercet.store.clickhouse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way to the server as ClickHouse's Native format has them: column behind column,
 * little-endian. A column is one array of bytes that grows, written as values arrive, so that
 * sending a block copies nothing.
 */
final class NativeBlock {
  private final Map<String, Column> columns = new LinkedHashMap<>();

  /** A column of {@code type}, which the server converts to its own where they differ. */
  Column column(String name, String type) {
    Column column = new Column(type);
    columns.put(name, column);
    return column;
  }

  /** The names of the columns, in order. */
  List<String> columns() {
    return List.copyOf(columns.keySet());
  }

  /** How many rows there are; every column has as many. */
  int rows() {
    return columns.values().stream().mapToInt(column -> column.rows).max().orElse(0);
  }

  /** How many bytes the rows take. */
  long bytes() {
    return columns.values().stream().mapToLong(column -> column.used).sum();
  }

  /** Empties all columns. */
  void clear() {
    columns.values().forEach(Column::clear);
  }

  /** Writes all of it and closes {@code out}. */
  void write(OutputStream out) throws IOException {
    int rows = rows();
    Column head = new Column("");
    head.varint(columns.size());
    head.varint(rows);
    for (Map.Entry<String, Column> entry : columns.entrySet()) {
      Column column = entry.getValue();
      if (column.rows != rows) {
        throw new IllegalStateException(
            "column %s has %d rows of %d".formatted(entry.getKey(), column.rows, rows));
      }
      head.text(entry.getKey().getBytes(UTF_8));
      head.text(column.type.getBytes(UTF_8));
      out.write(head.bytes, 0, head.used);
      head.clear();
      out.write(column.absent, 0, column.nullable ? rows : 0);
      out.write(column.bytes, 0, column.used);
    }
    out.close();
  }

  /** The values of one column. */
  static final class Column {
    private static final VarHandle LONGS = view(long[].class);
    private static final VarHandle INTS = view(int[].class);
    private static final VarHandle FLOATS = view(float[].class);
    private static final VarHandle DOUBLES = view(double[].class);
    private static final int FIRST_BYTES = 256;

    private final String type;
    private final boolean nullable;
    private byte[] bytes = new byte[FIRST_BYTES];
    private byte[] absent = new byte[0];
    private int used;
    private int rows;

    Column(String type) {
      this.type = type;
      nullable = type.startsWith("Nullable(");
    }

    void put(long value) {
      reserve(Long.BYTES);
      LONGS.set(bytes, used, value);
      used += Long.BYTES;
      rows++;
    }

    void put(int value) {
      reserve(Integer.BYTES);
      INTS.set(bytes, used, value);
      used += Integer.BYTES;
      rows++;
    }

    void put(byte value) {
      reserve(1);
      bytes[used++] = value;
      rows++;
    }

    void put(float value) {
      reserve(Float.BYTES);
      FLOATS.set(bytes, used, value);
      used += Float.BYTES;
      rows++;
    }

    void put(double value) {
      reserve(Double.BYTES);
      DOUBLES.set(bytes, used, value);
      used += Double.BYTES;
      rows++;
    }

    void put(String value) {
      put(value.getBytes(UTF_8));
    }

    /** A text; null only in a nullable column. */
    void put(byte @Nullable [] utf8) {
      if (nullable) {
        if (rows == absent.length) {
          absent = Arrays.copyOf(absent, Math.max(FIRST_BYTES, 2 * rows));
        }
        absent[rows] = (byte) (utf8 == null ? 1 : 0);
      }
      text(utf8 == null ? new byte[0] : utf8);
      rows++;
    }

    void clear() {
      used = 0;
      rows = 0;
    }

    private void text(byte[] utf8) {
      varint(utf8.length);
      reserve(utf8.length);
      System.arraycopy(utf8, 0, bytes, used, utf8.length);
      used += utf8.length;
    }

    private void varint(int value) {
      reserve(5);
      int rest = value;
      while (rest >= 0x80) {
        bytes[used++] = (byte) (rest | 0x80);
        rest >>>= 7;
      }
      bytes[used++] = (byte) rest;
    }

    private void reserve(int more) {
      if (used + more > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, used + more));
      }
    }

    private static VarHandle view(Class<?> array) {
      return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
    }
  }
}
