package io.tercet.store.duckdb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * Copies ranges of arrays into columns of a chunk: at once where the column's memory can be
 * reached, else by plain loops, so that each type stays primitive.
 */
final class Vectors {
  private static final byte[] EMPTY = {};

  private Vectors() {}

  static void put(DuckDBWritableVector vector, long[] values, int from, int rows) {
    ByteBuffer memory = VectorMemory.values(vector, Long.BYTES);
    if (memory != null) {
      memory.asLongBuffer().put(0, values, from, rows);
      VectorMemory.markValid(vector, rows);
      return;
    }
    for (int i = 0; i < rows; i++) {
      vector.setLong(i, values[from + i]);
    }
  }

  static void put(DuckDBWritableVector vector, int[] values, int from, int rows) {
    ByteBuffer memory = VectorMemory.values(vector, Integer.BYTES);
    if (memory != null) {
      memory.asIntBuffer().put(0, values, from, rows);
      VectorMemory.markValid(vector, rows);
      return;
    }
    for (int i = 0; i < rows; i++) {
      vector.setInt(i, values[from + i]);
    }
  }

  static void put(DuckDBWritableVector vector, byte[] values, int from, int rows) {
    ByteBuffer memory = VectorMemory.values(vector, Byte.BYTES);
    if (memory != null) {
      memory.put(0, values, from, rows);
      VectorMemory.markValid(vector, rows);
      return;
    }
    for (int i = 0; i < rows; i++) {
      vector.setByte(i, values[from + i]);
    }
  }

  static void put(DuckDBWritableVector vector, float[] values, int from, int rows) {
    ByteBuffer memory = VectorMemory.values(vector, Float.BYTES);
    if (memory != null) {
      memory.asFloatBuffer().put(0, values, from, rows);
      VectorMemory.markValid(vector, rows);
      return;
    }
    for (int i = 0; i < rows; i++) {
      vector.setFloat(i, values[from + i]);
    }
  }

  static void put(DuckDBWritableVector vector, double[] values, int from, int rows) {
    ByteBuffer memory = VectorMemory.values(vector, Double.BYTES);
    if (memory != null) {
      memory.asDoubleBuffer().put(0, values, from, rows);
      VectorMemory.markValid(vector, rows);
      return;
    }
    for (int i = 0; i < rows; i++) {
      vector.setDouble(i, values[from + i]);
    }
  }

  static void put(DuckDBWritableVector vector, byte[][] utf8, int from, int rows) {
    vector.setStringUtf8Batch(
        0, from == 0 && rows == utf8.length ? utf8 : Arrays.copyOfRange(utf8, from, from + rows));
  }

  static void put(DuckDBWritableVector vector, @Nullable String[] values, int from, int rows) {
    byte[][] texts = new byte[rows][];
    for (int i = 0; i < rows; i++) {
      String value = values[from + i];
      texts[i] = value == null ? EMPTY : value.getBytes(StandardCharsets.UTF_8);
    }
    vector.setStringUtf8Batch(0, texts);
    for (int i = 0; i < rows; i++) {
      if (values[from + i] == null) {
        vector.setNull(i);
      }
    }
  }
}
