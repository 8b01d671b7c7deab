package io.tercet.store.clickhouse;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.clickhouse.client.api.query.QueryResponse;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Blocks of columns as ClickHouse's Native format has them. Whole columns are copied into arrays of
 * numbers at once, a few nanoseconds a row; a value at a time through the client's reader takes
 * some hundred.
 */
final class NativeReader implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final int MAX_COLUMNS = 64;
  private static final int MAX_ROWS = 1 << 22;
  private static final int MAX_TEXT = 1 << 30;

  private final QueryResponse response;
  private final InputStream in;
  private ByteBuffer[] numbers = {};
  private byte[][][] texts = {};
  private int rows;

  NativeReader(QueryResponse response) {
    this.response = response;
    in = new BufferedInputStream(response.getInputStream(), BUFFER);
  }

  /** Reads the next block that has rows; false at the end. */
  boolean nextBlock() throws IOException {
    do {
      int first = in.read();
      if (first < 0) {
        rows = 0;
        return false;
      }
      readBlock(bounded(varint(first), MAX_COLUMNS));
    } while (rows == 0);
    return true;
  }

  /** How many rows the block has. */
  int rows() {
    return rows;
  }

  /**
   * Copies {@code count} values of a column, from row {@code from} of the block, to {@code
   * to[at...]}.
   */
  void copy(int column, int from, long[] to, int at, int count) {
    numbers[column].asLongBuffer().get(from, to, at, count);
  }

  void copy(int column, int from, int[] to, int at, int count) {
    numbers[column].asIntBuffer().get(from, to, at, count);
  }

  void copy(int column, int from, float[] to, int at, int count) {
    numbers[column].asFloatBuffer().get(from, to, at, count);
  }

  void copy(int column, int from, double[] to, int at, int count) {
    numbers[column].asDoubleBuffer().get(from, to, at, count);
  }

  void copy(int column, int from, byte[] to, int at, int count) {
    numbers[column].get(from, to, at, count);
  }

  /** A value of a column of eight bytes. */
  long getLong(int column, int row) {
    return numbers[column].getLong(row * Long.BYTES);
  }

  /** A value of a column of one byte. */
  byte getByte(int column, int row) {
    return numbers[column].get(row);
  }

  /** A value of a column of texts. */
  byte[] bytes(int column, int row) {
    return texts[column][row];
  }

  @Override
  public void close() throws IOException {
    try {
      response.close();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private void readBlock(int columns) throws IOException {
    if (numbers.length != columns) {
      numbers = new ByteBuffer[columns];
      texts = new byte[columns][][];
    }
    rows = bounded(varint(read()), MAX_ROWS);
    for (int column = 0; column < columns; column++) {
      text();
      String type = new String(text(), UTF_8);
      if (type.equals("String")) {
        texts[column] = texts();
      } else {
        numbers[column] =
            ByteBuffer.wrap(exactly(rows * width(type))).order(ByteOrder.LITTLE_ENDIAN);
      }
    }
  }

  private byte[][] texts() throws IOException {
    byte[][] values = new byte[rows][];
    for (int row = 0; row < rows; row++) {
      values[row] = text();
    }
    return values;
  }

  private static int width(String type) throws IOException {
    return switch (type) {
      case "Int64", "UInt64", "Float64" -> Long.BYTES;
      case "Int32", "UInt32", "Float32" -> Integer.BYTES;
      case "Int8", "UInt8" -> 1;
      default -> {
        if (type.startsWith("DateTime64(")) {
          yield Long.BYTES;
        }
        throw new IOException("the server's reply broke off at a column of type " + type);
      }
    };
  }

  private byte[] text() throws IOException {
    return exactly(bounded(varint(read()), MAX_TEXT));
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the server's reply broke off");
    }
    return bytes;
  }

  private long varint(int first) throws IOException {
    long value = first & 0x7F;
    int last = first;
    for (int shift = 7; (last & 0x80) != 0 && shift < Long.SIZE; shift += 7) {
      last = read();
      value |= (long) (last & 0x7F) << shift;
    }
    return value;
  }

  private int read() throws IOException {
    int value = in.read();
    if (value < 0) {
      throw new EOFException("the server's reply broke off");
    }
    return value;
  }

  private static int bounded(long value, int limit) throws IOException {
    if (value < 0 || value > limit) {
      throw new IOException("the server's reply broke off: %d is over %d".formatted(value, limit));
    }
    return (int) value;
  }
}
