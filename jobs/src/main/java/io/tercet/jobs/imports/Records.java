package io.tercet.jobs.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Consecutive records of a stream: where each lies in one array of bytes, and at which line. */
final class Records {
  /** What is wrong with a record as a whole. */
  enum Fault {
    NONE(""),
    TOO_LONG("the row is longer than %d bytes; see --max-line-length"),
    BAD_QUOTE("a quote is not closed, or is followed by text; quotes in a cell are doubled");

    private final String reason;

    Fault(String reason) {
      this.reason = reason;
    }
  }

  private static final Fault[] FAULTS = Fault.values();

  /** What {@link #start} and {@link #end} point into. */
  byte[] bytes = new byte[0];

  private final int maxLength;
  private int[] starts = new int[1024];
  private int[] ends = new int[1024];
  private long[] lines = new long[1024];
  private byte[] faults = new byte[1024];
  private int size;

  Records(int maxLength) {
    this.maxLength = maxLength;
  }

  void add(int start, int end, long line, Fault fault) {
    if (size == starts.length) {
      grow(2 * size);
    }
    starts[size] = start;
    ends[size] = end;
    lines[size] = line;
    faults[size++] = (byte) fault.ordinal();
  }

  private void grow(int capacity) {
    starts = Arrays.copyOf(starts, capacity);
    ends = Arrays.copyOf(ends, capacity);
    lines = Arrays.copyOf(lines, capacity);
    faults = Arrays.copyOf(faults, capacity);
  }

  int size() {
    return size;
  }

  int start(int record) {
    return starts[record];
  }

  int end(int record) {
    return ends[record];
  }

  long line(int record) {
    return lines[record];
  }

  Fault fault(int record) {
    return FAULTS[faults[record]];
  }

  /** The record as it arrived, shortened. */
  String text(int record) {
    return Texts.source(bytes, starts[record], ends[record]);
  }

  /**
   * Checks a record as a whole.
   *
   * @throws RowRejected if it is too long, has a quote out of place, or is not UTF-8 text
   */
  void requireSound(int record) {
    Fault fault = fault(record);
    if (fault != Fault.NONE) {
      throw new RowRejected(fault.reason.formatted(maxLength));
    }
    int start = starts[record];
    int end = ends[record];
    if (!ByteSearch.isPlainAscii(bytes, start, end)) {
      requireText(start, end);
    }
  }

  private void requireText(int start, int end) {
    int nul = ByteSearch.indexOf(bytes, start, end, (byte) 0);
    if (nul < end) {
      throw new RowRejected(
          "byte %d of the row is NUL, which no text has".formatted(nul - start + 1));
    }
    // Decoding writes U+FFFD for what it cannot read; one in the file is the scar of an earlier
    // loss.
    if (new String(bytes, start, end - start, UTF_8).indexOf('\uFFFD') >= 0) {
      throw new RowRejected("the row is not valid UTF-8 text. Save the file as UTF-8.");
    }
  }
}
