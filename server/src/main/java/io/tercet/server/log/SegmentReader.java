package io.tercet.server.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Reads the records of a file one after the other, up to a limit that may grow. */
final class SegmentReader implements AutoCloseable {
  private final FileChannel channel;
  private final Path file;
  private ByteBuffer buffer = buffer(1 << 16);

  /** Where the next record begins. */
  private long position;

  SegmentReader(Path file) throws IOException {
    this.file = file;
    channel = FileChannel.open(file, StandardOpenOption.READ);
  }

  private static ByteBuffer buffer(int capacity) {
    return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN).limit(0);
  }

  long position() {
    return position;
  }

  long size() throws IOException {
    return channel.size();
  }

  void position(long newPosition) {
    position = newPosition;
    buffer.limit(0);
  }

  /** Reads the preamble and the header; null if they are not whole. */
  @Nullable SegmentHeader header(long limit) throws IOException {
    if (limit < Segment.PREAMBLE || !fill(Segment.PREAMBLE, limit)) {
      return null;
    }
    int magic = buffer.getInt();
    int version = buffer.getInt();
    position += Segment.PREAMBLE;
    if (magic != Segment.MAGIC) {
      throw new LogException(
          "%s is not a log of decisions. Maybe another folder was meant.".formatted(file));
    }
    if (version != Segment.VERSION) {
      throw new LogException(
          "%s has version %d, this program reads %d. Start the program that wrote it once."
              .formatted(file, version, Segment.VERSION));
    }
    ByteBuffer payload = payload(limit);
    return payload == null ? null : RecordBuffer.header(payload);
  }

  /** The next record before {@code limit}; null at the end, and where what follows is no record. */
  @Nullable LoggedDecision next(long limit) throws IOException {
    long before = position;
    ByteBuffer payload = payload(limit);
    if (payload == null) {
      return null;
    }
    try {
      return RecordBuffer.decision(payload);
    } catch (RuntimeException damaged) {
      position(before);
      return null;
    }
  }

  private @Nullable ByteBuffer payload(long limit) throws IOException {
    if (!fill(RecordBuffer.HEAD, limit)) {
      return null;
    }
    int length = buffer.getInt(buffer.position());
    int checksum = buffer.getInt(buffer.position() + 4);
    if (length < 1
        || length > RecordBuffer.MAX_PAYLOAD
        || !fill(RecordBuffer.HEAD + length, limit)) {
      return null;
    }
    int at = buffer.position() + RecordBuffer.HEAD;
    CRC32C actual = new CRC32C();
    actual.update(buffer.array(), at, length);
    if ((int) actual.getValue() != checksum) {
      return null;
    }
    buffer.position(at + length);
    position += RecordBuffer.HEAD + length;
    return buffer.slice(at, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Brings {@code bytes} into the buffer; false if there are not as many before the limit. */
  private boolean fill(int bytes, long limit) throws IOException {
    if (position + bytes > limit) {
      return false;
    }
    if (buffer.remaining() < bytes) {
      if (buffer.capacity() < bytes) {
        buffer =
            buffer(2 * bytes)
                .limit(buffer.remaining())
                .put(0, buffer, buffer.position(), buffer.remaining());
      }
      buffer.compact();
      long from = position + buffer.position();
      int most = (int) Math.min(buffer.remaining(), limit - from);
      buffer.limit(buffer.position() + most);
      while (buffer.hasRemaining()) {
        int read = channel.read(buffer, from);
        if (read < 0) {
          break;
        }
        from += read;
      }
      buffer.flip();
    }
    return buffer.remaining() >= bytes;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
