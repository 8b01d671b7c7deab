package io.tercet.core.feature;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Writes little-endian numbers to a stream, in large pieces, and their CRC-32C at the end. */
final class SnapshotOutput {
  private final OutputStream out;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
  private final CRC32C checksum = new CRC32C();

  SnapshotOutput(OutputStream out) {
    this.out = out;
  }

  void writeInt(int value) {
    room(4).putInt(value);
  }

  void writeLong(long value) {
    room(8).putLong(value);
  }

  void writeInts(int[] values, int count) {
    for (int from = 0; from < count; ) {
      int some = Math.min(count - from, room(4).remaining() / 4);
      buffer.asIntBuffer().put(values, from, some);
      buffer.position(buffer.position() + 4 * some);
      from += some;
    }
  }

  void writeLongs(long[] values, int count) {
    for (int from = 0; from < count; ) {
      int some = Math.min(count - from, room(8).remaining() / 8);
      buffer.asLongBuffer().put(values, from, some);
      buffer.position(buffer.position() + 8 * some);
      from += some;
    }
  }

  /** Writes the checksum and all that is buffered; the stream stays open. */
  void finish() {
    flush();
    long value = checksum.getValue();
    writeLong(value);
    flush();
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      flush();
    }
    return buffer;
  }

  private void flush() {
    checksum.update(buffer.array(), 0, buffer.position());
    try {
      out.write(buffer.array(), 0, buffer.position());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the snapshot: " + e.getMessage(), e);
    }
    buffer.clear();
  }
}
