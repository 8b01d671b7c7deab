package io.tercet.server.http;

import java.io.IOException;
import java.io.InputStream;

/** Reads lines from a stream into one buffer; a line is as long as the buffer at most. */
final class LineReader {
  /** What {@link #next} answers at the end. */
  static final int END = -1;

  /** What {@link #next} answers for a line that is longer than the buffer. */
  static final int TOO_LONG = -2;

  private final InputStream in;
  private final byte[] buffer;
  private int begin;
  private int start;
  private int limit;
  private boolean ended;

  LineReader(InputStream in, int maxLength) {
    this.in = in;
    buffer = new byte[2 * maxLength];
  }

  byte[] bytes() {
    return buffer;
  }

  /** Where the line that {@link #next} found begins. */
  int begin() {
    return begin;
  }

  /** Whether another line may be had without waiting for the sender. */
  boolean isReady() throws IOException {
    return hasLine() || in.available() > 0;
  }

  private boolean hasLine() {
    for (int i = start; i < limit; i++) {
      if (buffer[i] == '\n') {
        return true;
      }
    }
    return false;
  }

  /** Finds the next line and returns its length, without its end; valid until the next call. */
  int next() throws IOException {
    int scanned = start;
    while (true) {
      for (; scanned < limit; scanned++) {
        if (buffer[scanned] == '\n') {
          return line(scanned, scanned + 1);
        }
      }
      if (ended) {
        return start == limit ? END : line(limit, limit);
      }
      if (limit - start > buffer.length / 2) {
        return TOO_LONG;
      }
      scanned -= compact();
      int read = in.read(buffer, limit, buffer.length - limit);
      if (read < 0) {
        ended = true;
      } else {
        limit += read;
      }
    }
  }

  private int line(int end, int next) {
    begin = start;
    start = next;
    return end > begin && buffer[end - 1] == '\r' ? end - 1 - begin : end - begin;
  }

  /** Makes room; returns by how much everything moved. */
  private int compact() {
    int moved = start;
    if (limit == buffer.length || start > buffer.length / 2) {
      System.arraycopy(buffer, start, buffer, 0, limit - start);
      limit -= start;
      start = 0;
      return moved;
    }
    return 0;
  }
}
