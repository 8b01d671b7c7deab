package io.tercet.server.log;

import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** Reads durable decisions in order; what becomes durable later is there at a later call. */
public final class LogCursor implements AutoCloseable {
  private final NavigableMap<Long, Segment> segments;
  private long sequence;
  private @Nullable Segment segment;
  private @Nullable SegmentReader reader;

  LogCursor(NavigableMap<Long, Segment> segments, long sequence) {
    this.segments = segments;
    this.sequence = sequence;
  }

  /** The number of the next decision. */
  public long sequence() {
    return sequence;
  }

  /** What the next decision shares with others; null if there is no next one yet. */
  public @Nullable SegmentHeader header() {
    Segment current = current();
    return current == null ? null : current.header;
  }

  /** The next decision of the segment of {@link #header}; null if it has no more yet. */
  public @Nullable LoggedDecision next() {
    Segment current = current();
    if (current == null) {
      return null;
    }
    try {
      LoggedDecision decision = read(current);
      while (decision != null && decision.sequence() < sequence) {
        decision = read(current);
      }
      if (decision == null || decision.sequence() != sequence) {
        throw new LogException("%s lacks decision %d".formatted(current.file, sequence));
      }
      sequence++;
      return decision;
    } catch (IOException e) {
      throw new LogException("%s cannot be read: %s".formatted(current.file, e), e);
    }
  }

  private @Nullable LoggedDecision read(Segment current) throws IOException {
    SegmentReader open = reader;
    if (open == null) {
      open = new SegmentReader(current.file);
      open.position(current.offsetBefore(sequence));
      reader = open;
    }
    return open.next(current.durableBytes());
  }

  /** The segment that has the next decision, if it is durable. */
  private @Nullable Segment current() {
    Segment current = segment;
    if (current != null && sequence < current.nextSequence()) {
      return current;
    }
    Map.Entry<Long, Segment> next = segments.floorEntry(sequence);
    if (next == null || sequence >= next.getValue().nextSequence()) {
      return null;
    }
    closeReader();
    segment = next.getValue();
    return segment;
  }

  private void closeReader() {
    SegmentReader open = reader;
    reader = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new LogException("the log cannot be closed: " + e, e);
      }
    }
  }

  @Override
  public void close() {
    closeReader();
  }
}
