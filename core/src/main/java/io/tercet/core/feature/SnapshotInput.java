package io.tercet.core.feature;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Reads what {@link SnapshotOutput} wrote; fails on an early end or a wrong checksum. */
final class SnapshotInput {
  private static final int CHUNK = 1 << 16;

  private final InputStream in;
  private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
  private final CRC32C checksum = new CRC32C();

  SnapshotInput(InputStream in) {
    this.in = in;
  }

  int readInt() {
    return fill(4).getInt();
  }

  long readLong() {
    return fill(8).getLong();
  }

  void readInts(int[] values, int count) {
    for (int from = 0; from < count; ) {
      int some = Math.min(count - from, CHUNK / 4);
      fill(4 * some).asIntBuffer().get(values, from, some);
      from += some;
    }
  }

  void readLongs(long[] values, int count) {
    for (int from = 0; from < count; ) {
      int some = Math.min(count - from, CHUNK / 8);
      fill(8 * some).asLongBuffer().get(values, from, some);
      from += some;
    }
  }

  /** Reads {@code count} longs; memory grows as the bytes arrive, whatever the count promises. */
  long[] readLongs(int count) {
    long[] values = new long[Math.min(count, CHUNK / 8)];
    for (int from = 0; from < count; ) {
      if (from == values.length) {
        values = Arrays.copyOf(values, (int) Math.min(count, 2L * from));
      }
      int some = Math.min(values.length - from, CHUNK / 8);
      fill(8 * some).asLongBuffer().get(values, from, some);
      from += some;
    }
    return values;
  }

  /** Reads the checksum and compares it with that of all that was read. */
  void finish() {
    long expected = checksum.getValue();
    long written = readLong();
    if (expected != written) {
      throw new SnapshotException(
          "the snapshot is damaged: its checksum is %08x, expected %08x"
              .formatted(written, expected));
    }
  }

  private ByteBuffer fill(int bytes) {
    try {
      int read = in.readNBytes(buffer.array(), 0, bytes);
      if (read < bytes) {
        throw new SnapshotException("the snapshot ends early");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the snapshot: " + e.getMessage(), e);
    }
    checksum.update(buffer.array(), 0, bytes);
    return buffer.clear().limit(bytes);
  }
}
