package io.tercet.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Texts of rows, or none, one behind the other in an array that grows. */
final class Utf8Column {
  private static final int ABSENT = -1;

  private final int[] start;
  private final int[] end;
  private byte[] bytes;
  private int used;

  Utf8Column(int capacity) {
    start = new int[capacity];
    end = new int[capacity];
    bytes = new byte[32 * capacity];
  }

  boolean isPresent(int row) {
    return start[row] != ABSENT;
  }

  /** Sets a row; {@code from} &lt; 0 says that it has no text. */
  void put(int row, byte[] utf8, int from, int to) {
    if (from < 0) {
      start[row] = ABSENT;
      return;
    }
    int length = to - from;
    if (used + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, used + length));
    }
    System.arraycopy(utf8, from, bytes, used, length);
    start[row] = used;
    used += length;
    end[row] = used;
  }

  void put(int row, @Nullable String text) {
    byte[] utf8 = text == null ? new byte[0] : text.getBytes(UTF_8);
    put(row, utf8, text == null ? ABSENT : 0, utf8.length);
  }

  void copy(int row, Utf8Column other, int otherRow) {
    put(row, other.bytes, other.start[otherRow], other.end[otherRow]);
  }

  /** Row {@code row} becomes what {@code other} is. */
  void move(int row, int other) {
    start[row] = start[other];
    end[row] = end[other];
  }

  byte[] bytes(int row) {
    return Arrays.copyOfRange(bytes, start[row], end[row]);
  }

  @Nullable String text(int row) {
    return isPresent(row) ? new String(bytes, start[row], end[row] - start[row], UTF_8) : null;
  }
}
