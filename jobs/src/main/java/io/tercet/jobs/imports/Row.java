package io.tercet.jobs.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * One row's cells as slices of UTF-8 bytes. Mutable and reused: filled by a format, read by a
 * layout. A cell may be <b>absent</b> (a JSON key that is not there, a NULL) or <b>empty</b>.
 */
final class Row {
  private final int[] starts;
  private final int[] ends;
  private byte[] bytes = new byte[0];
  private byte[] scratch = new byte[256];
  private int scratchSize;

  Row(int columns) {
    starts = new int[columns];
    ends = new int[columns];
  }

  int columns() {
    return starts.length;
  }

  /** Begins a row whose cells lie in {@code source}; all are absent at first. */
  void begin(byte[] source) {
    bytes = source;
    Arrays.fill(starts, -1);
  }

  /** Begins a row whose cells are given one by one; all are absent at first. */
  void beginCopies() {
    scratchSize = 0;
    begin(scratch);
  }

  /** Cell {@code column} is {@code [start, end)} of the bytes given at the beginning. */
  void set(int column, int start, int end) {
    starts[column] = start;
    ends[column] = end;
  }

  /** Cell {@code column} is a copy of {@code text}, in a row begun by {@link #beginCopies}. */
  void setCopy(int column, String text) {
    byte[] copy = text.getBytes(UTF_8);
    int start = scratchSize;
    reserve(copy.length);
    System.arraycopy(copy, 0, scratch, start, copy.length);
    scratchSize += copy.length;
    set(column, start, scratchSize);
  }

  /** Appends one byte to the scratch of a row begun by {@link #beginCopies}. */
  void append(byte value) {
    reserve(1);
    scratch[scratchSize++] = value;
  }

  /** Where the next appended byte will lie. */
  int appended() {
    return scratchSize;
  }

  private void reserve(int more) {
    if (scratchSize + more > scratch.length) {
      scratch = Arrays.copyOf(scratch, Math.max(2 * scratch.length, scratchSize + more));
      bytes = scratch;
    }
  }

  boolean isAbsent(int column) {
    return starts[column] < 0;
  }

  /** Whether the cell is absent, empty, or holds nothing but blanks. */
  boolean isBlank(int column) {
    return isAbsent(column) || start(column) == end(column);
  }

  /** The bytes that {@link #start} and {@link #end} point into. */
  byte[] bytes() {
    return bytes;
  }

  /** Where the cell begins, leading blanks left out. Not for an absent cell. */
  int start(int column) {
    int at = starts[column];
    while (at < ends[column] && isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  /** Where the cell ends, trailing blanks left out. Not for an absent cell. */
  int end(int column) {
    int start = starts[column];
    int at = ends[column];
    while (at > start && isBlank(bytes[at - 1])) {
      at--;
    }
    return Math.max(at, start(column));
  }

  /** The cell as text, blanks around it left out; empty for an absent cell. */
  String text(int column) {
    if (isAbsent(column)) {
      return "";
    }
    int start = start(column);
    return new String(bytes, start, end(column) - start, UTF_8);
  }

  private static boolean isBlank(byte value) {
    return value == ' ' || value == '\t';
  }
}
