package io.tercet.server.log;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decisions that are written at once, and who waits for them to be durable. */
public final class LogGroup {
  final RecordBuffer records;
  final List<Consumer<@Nullable RuntimeException>> waiting = new ArrayList<>();

  /** Begins a new segment, before this group's records; null to go on. */
  final @Nullable SegmentHeader header;

  private int count;

  /** A group without records. */
  public LogGroup() {
    this(0, null);
  }

  /** An empty group for about {@code bytes} of records. */
  public LogGroup(int bytes) {
    this(bytes, null);
  }

  LogGroup(int bytes, @Nullable SegmentHeader header) {
    records = new RecordBuffer(bytes);
    this.header = header;
  }

  /** Appends a record; sequence numbers follow one another. */
  public void add(LoggedDecision decision) {
    records.add(decision);
    count++;
  }

  /** How many records it has. */
  public int count() {
    return count;
  }

  /**
   * Tells {@code waiter} when this group and all before it are durable, with null, or that they
   * never will be, with the reason. It is called by the log's thread and must not block.
   */
  public void whenDurable(Consumer<@Nullable RuntimeException> waiter) {
    waiting.add(waiter);
  }

  void tell(@Nullable RuntimeException failure) {
    waiting.forEach(waiter -> waiter.accept(failure));
  }
}
