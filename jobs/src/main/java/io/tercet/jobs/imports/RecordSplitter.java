package io.tercet.jobs.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into records, each ended by a line end outside quotes, in bounded memory:
 * a record longer than allowed is cut off and passed over, and a quote that is never closed costs
 * its own line, not the rest of the file.
 *
 * <p>A quote opens a cell only where a cell begins, and closes it only before a delimiter or a line
 * end; a doubled quote stands for one (RFC 4180). Blank lines are no records.
 */
final class RecordSplitter {
  /** Large enough to keep the threads apart, small enough to stay out of the humongous heap. */
  private static final int CHUNK_BYTES = 1 << 18;

  private static final int INCOMPLETE = -1;

  private final InputStream in;
  private final byte delimiter;
  private final byte quote;
  private final byte lineEnd;
  private final int maxLength;

  private byte[] buffer = new byte[CHUNK_BYTES];
  private int from;
  private int limit;
  private long line = 1;
  private boolean atEnd;
  private boolean skipping;
  private Records records;

  // What findEnd has learnt about the record at hand.
  private Records.Fault fault = Records.Fault.NONE;
  private boolean severalLines;

  private RecordSplitter(InputStream in, byte delimiter, byte quote, byte lineEnd, int maxLength) {
    this.in = in;
    this.delimiter = delimiter;
    this.quote = quote;
    this.lineEnd = lineEnd;
    this.maxLength = maxLength;
    records = new Records(maxLength);
  }

  /** Records whose cells are separated by {@code delimiter} and may be quoted. */
  static RecordSplitter quoted(InputStream in, char delimiter, char lineEnd, int maxLength) {
    return new RecordSplitter(in, (byte) delimiter, (byte) '"', (byte) lineEnd, maxLength);
  }

  /** Records that are lines, whatever they hold. */
  static RecordSplitter lines(InputStream in, int maxLength) {
    // A quote that is a line end never opens anything.
    return new RecordSplitter(in, (byte) '\n', (byte) '\n', (byte) '\n', maxLength);
  }

  /** The next records, at least one; null after the last. */
  @Nullable Records next() throws IOException {
    records = new Records(maxLength);
    while (records.size() == 0) {
      if (atEnd && from == limit) {
        return null;
      }
      if (!atEnd) {
        makeRoom();
        fill();
      }
      scan();
    }
    records.bytes = buffer;
    handOver();
    return records;
  }

  /** What was handed over belongs to its reader now: go on with a copy of the rest. */
  private void handOver() {
    int rest = limit - from;
    byte[] next = new byte[Math.max(CHUNK_BYTES, 2 * rest)];
    System.arraycopy(buffer, from, next, 0, rest);
    buffer = next;
    from = 0;
    limit = rest;
  }

  private void makeRoom() {
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, limit - from);
      limit -= from;
      from = 0;
    }
    if (limit == buffer.length) {
      // Ends: a record of more than maxLength bytes is cut off by scan().
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
  }

  private void fill() throws IOException {
    while (limit < buffer.length) {
      int read = in.read(buffer, limit, buffer.length - limit);
      if (read < 0) {
        atEnd = true;
        return;
      }
      limit += read;
    }
  }

  private void scan() {
    if (skipping && !skip()) {
      return;
    }
    while (from < limit) {
      int end = findEnd();
      if (end == INCOMPLETE) {
        cutOffIfTooLong();
        return;
      }
      keep(end);
    }
  }

  /** Passes over the rest of a record that was too long; whether its end has come. */
  private boolean skip() {
    int end = ByteSearch.indexOf(buffer, from, limit, lineEnd);
    if (end == limit) {
      from = limit;
      return false;
    }
    from = end + 1;
    line++;
    skipping = false;
    return true;
  }

  private void keep(int end) {
    int textEnd = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
    if (textEnd > from) {
      records.add(from, textEnd, line, fault);
    }
    line += 1 + (severalLines ? ByteSearch.count(buffer, from, end, lineEnd) : 0);
    from = Math.min(end + 1, limit);
  }

  private void cutOffIfTooLong() {
    if (limit - from <= maxLength) {
      return;
    }
    records.add(from, from + maxLength, line, Records.Fault.TOO_LONG);
    from = limit;
    skipping = true;
  }

  /** The index of the line end of the record at {@code from}, or INCOMPLETE. */
  private int findEnd() {
    fault = Records.Fault.NONE;
    severalLines = false;
    int end = findUnquotedEnd();
    if (end != INCOMPLETE && end - from <= maxLength) {
      return end;
    }
    return severalLines && (end != INCOMPLETE || limit - from > maxLength)
        ? firstLineOnly()
        : tooLong(end);
  }

  private int tooLong(int end) {
    if (end != INCOMPLETE) {
      fault = Records.Fault.TOO_LONG;
    }
    return end;
  }

  private int findUnquotedEnd() {
    int at = from;
    while (true) {
      at = ByteSearch.indexOfEither(buffer, at, limit, lineEnd, quote);
      if (at == limit) {
        return atEnd ? limit : INCOMPLETE;
      }
      if (buffer[at] == lineEnd) {
        return at;
      }
      if (at == from || buffer[at - 1] == delimiter) {
        int close = closingQuote(at + 1);
        severalLines |= ByteSearch.indexOf(buffer, at, close, lineEnd) < close;
        if (close == limit) {
          return atEnd ? firstLineOnly() : INCOMPLETE;
        }
        if (!endsCell(close + 1)) {
          return firstLineOnly();
        }
        at = close;
      }
      at++;
    }
  }

  /** The index of the quote that closes what was opened before {@code start}, or the limit. */
  private int closingQuote(int start) {
    int at = ByteSearch.indexOf(buffer, start, limit, quote);
    while (at < limit - 1 && buffer[at + 1] == quote) {
      at = ByteSearch.indexOf(buffer, at + 2, limit, quote);
    }
    // A last byte that may yet be doubled is not known to close anything.
    return at >= limit - 1 && !atEnd ? limit : at;
  }

  private boolean endsCell(int at) {
    return at == limit || buffer[at] == delimiter || buffer[at] == lineEnd || buffer[at] == '\r';
  }

  private int firstLineOnly() {
    fault = Records.Fault.BAD_QUOTE;
    severalLines = false;
    int end = ByteSearch.indexOf(buffer, from, limit, lineEnd);
    return end == limit && !atEnd ? INCOMPLETE : end;
  }
}
