package io.tercet.server.log;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A file of the log: {@code TRCL}, a version, a header and records. Named after its first sequence
 * number, so that names sort in the order of records.
 */
final class Segment {
  /** The bytes every segment begins with. */
  static final int MAGIC = 0x4C435254; // "TRCL"

  static final int VERSION = 1;

  /** Bytes before the header. */
  static final int PREAMBLE = 8;

  static final String SUFFIX = ".log";

  private static final long MARK_BYTES = 1 << 16;

  final Path file;
  final SegmentHeader header;

  /** Where the header ends and records begin. */
  final long begin;

  private final ConcurrentSkipListMap<Long, Long> marks = new ConcurrentSkipListMap<>();

  /** What is on the disk for sure: bytes, and the number after the last record among them. */
  private volatile long durableBytes;

  private volatile long nextSequence;

  Segment(Path file, SegmentHeader header, long begin, long durableBytes, long nextSequence) {
    this.file = file;
    this.header = header;
    this.begin = begin;
    this.durableBytes = durableBytes;
    this.nextSequence = nextSequence;
  }

  static Path name(Path folder, long firstSequence) {
    return folder.resolve("%020d%s".formatted(firstSequence, SUFFIX));
  }

  long firstSequence() {
    return header.firstSequence();
  }

  long durableBytes() {
    return durableBytes;
  }

  /** The number after its last durable record. */
  long nextSequence() {
    return nextSequence;
  }

  /** More is durable; the bytes are told first, so that a reader never counts beyond them. */
  void advance(long bytes, long next) {
    durableBytes = bytes;
    nextSequence = next;
  }

  /** Notes that the record {@code sequence} begins at {@code offset}. */
  void mark(long sequence, long offset) {
    Map.Entry<Long, Long> last = marks.lastEntry();
    if (offset - (last == null ? begin : last.getValue()) > MARK_BYTES) {
      marks.put(sequence, offset);
    }
  }

  /** Where a record at or before {@code sequence}, and near it, begins. */
  long offsetBefore(long sequence) {
    Map.Entry<Long, Long> mark = marks.floorEntry(sequence);
    return mark == null ? begin : mark.getValue();
  }
}
