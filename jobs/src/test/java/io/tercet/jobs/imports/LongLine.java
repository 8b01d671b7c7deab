package io.tercet.jobs.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.util.Arrays;

/** A line of many x, made as it is read, and what follows it. */
final class LongLine extends InputStream {
  private final byte[] tail;
  private final byte first;
  private final long length;
  private long at;

  LongLine(long length, String tail) {
    this(length, tail, 'x');
  }

  LongLine(long length, String tail, char first) {
    this.length = length;
    this.tail = tail.getBytes(UTF_8);
    this.first = (byte) first;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(byte[] bytes, int offset, int wanted) {
    int count = (int) Math.min(wanted, at < length ? length - at : length + tail.length - at);
    if (count == 0) {
      return -1;
    }
    if (at < length) {
      Arrays.fill(bytes, offset, offset + count, (byte) 'x');
      bytes[offset] = at == 0 ? first : (byte) 'x';
    } else {
      System.arraycopy(tail, (int) (at - length), bytes, offset, count);
    }
    at += count;
    return count;
  }
}
