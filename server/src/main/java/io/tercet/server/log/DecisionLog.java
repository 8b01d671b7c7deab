package io.tercet.server.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The write-ahead log of decisions. One thread writes: it takes all groups that wait, writes them,
 * waits for the disk once, and tells all who wait (group commit), so that the more there is to do
 * the less each decision costs. Decisions stay in the log until they are in the store.
 */
public final class DecisionLog implements AutoCloseable {
  /** Groups that wait to be written at most; who adds more waits. */
  private static final int MAX_WAITING = 64;

  private static final LogGroup END = new LogGroup();

  private final Path folder;
  private final long segmentBytes;
  private final List<String> notices;
  private final BlockingQueue<LogGroup> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final ConcurrentSkipListMap<Long, Segment> segments = new ConcurrentSkipListMap<>();
  private final Thread thread = Thread.ofPlatform().name("decision-log").unstarted(this::run);
  private final List<LogGroup> writing = new ArrayList<>();

  /** What the log's thread writes to; of no other thread. */
  private @Nullable FileChannel channel;

  private @Nullable Segment active;
  private long nextSequence;
  private volatile @Nullable RuntimeException failure;
  private volatile long syncs;

  private DecisionLog(Path folder, long segmentBytes, LogRecovery recovered) {
    this.folder = folder;
    this.segmentBytes = segmentBytes;
    notices = List.copyOf(recovered.notices());
    recovered.segments().forEach(segment -> segments.put(segment.firstSequence(), segment));
    nextSequence = segments.isEmpty() ? 0 : segments.lastEntry().getValue().nextSequence();
  }

  /**
   * Opens a log, or creates it, and cuts off what was being written when its process died.
   *
   * @param segmentBytes a file that has become longer is followed by another
   * @throws LogException if it is damaged otherwise, or of a newer version
   */
  public static DecisionLog open(Path folder, long segmentBytes) {
    try {
      Files.createDirectories(folder);
      DecisionLog log = new DecisionLog(folder, segmentBytes, LogRecovery.of(folder));
      log.thread.start();
      return log;
    } catch (IOException e) {
      throw new LogException("the log in %s cannot be read: %s".formatted(folder, e), e);
    }
  }

  /** What a person should know of how it was opened. */
  public List<String> notices() {
    return notices;
  }

  /** The number of the first decision that is in the log; empty if none is. */
  public Optional<Long> firstSequence() {
    Map.Entry<Long, Segment> first = segments.firstEntry();
    return first == null || first.getValue().nextSequence() == first.getKey()
        ? Optional.empty()
        : Optional.of(first.getKey());
  }

  /** The number after the last durable decision; 0 if there never was one. */
  public long nextSequence() {
    Map.Entry<Long, Segment> last = segments.lastEntry();
    return last == null ? 0 : last.getValue().nextSequence();
  }

  /** How often the disk was waited for. */
  public long syncs() {
    return syncs;
  }

  /** Begins a segment: what is added from now on belongs to this model. */
  public void begin(SegmentHeader header) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    LogGroup group = new LogGroup(0, header);
    group.whenDurable(failed -> {
      if (failed == null) {
        done.complete(null);
      } else {
        done.completeExceptionally(failed);
      }
    });
    add(group);
    done.join();
  }

  /** Queues a group; waits while too many are queued. */
  public void add(LogGroup group) {
    RuntimeException failed = failure;
    if (failed != null) {
      group.tell(failed);
      return;
    }
    try {
      waiting.put(group);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      group.tell(new LogException("the log was interrupted", e));
    }
  }

  private void run() {
    while (true) {
      writing.clear();
      try {
        writing.add(waiting.take());
        waiting.drainTo(writing);
        boolean end = writing.remove(END);
        write();
        writing.forEach(group -> group.tell(null));
        if (end) {
          return;
        }
      } catch (IOException | RuntimeException | InterruptedException e) {
        fail(new LogException("the log in %s cannot be written: %s".formatted(folder, e), e));
        return;
      }
    }
  }

  private void write() throws IOException {
    for (LogGroup group : writing) {
      SegmentHeader header = group.header;
      if (header != null) {
        sync();
        startSegment(header);
      }
      if (group.count() > 0) {
        Segment to = active;
        FileChannel open = channel;
        if (to == null || open == null) {
          throw new IllegalStateException("no segment was begun");
        }
        to.mark(nextSequence, open.position());
        writeAll(open, group.records.content());
        nextSequence += group.count();
        if (open.position() > segmentBytes) {
          sync();
          startSegment(to.header.from(nextSequence));
        }
      }
    }
    sync();
  }

  private static void writeAll(FileChannel to, ByteBuffer content) throws IOException {
    while (content.hasRemaining()) {
      to.write(content);
    }
  }

  /** Waits for the disk, if anything was written since. */
  private void sync() throws IOException {
    Segment to = active;
    FileChannel open = channel;
    if (to != null && open != null && open.position() > to.durableBytes()) {
      open.force(false);
      syncs++;
      to.advance(open.position(), nextSequence);
    }
  }

  private void startSegment(SegmentHeader header) throws IOException {
    closeSegment();
    Path file = Segment.name(folder, header.firstSequence());
    RecordBuffer head = new RecordBuffer(256);
    head.add(header);
    FileChannel open =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    ByteBuffer preamble =
        ByteBuffer.allocate(Segment.PREAMBLE)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(Segment.MAGIC)
            .putInt(Segment.VERSION)
            .flip();
    writeAll(open, preamble);
    writeAll(open, head.content());
    open.force(true);
    syncFolder();
    nextSequence = header.firstSequence();
    Segment segment =
        new Segment(file, header, open.position(), open.position(), header.firstSequence());
    channel = open;
    active = segment;
    segments.put(header.firstSequence(), segment);
  }

  private void syncFolder() throws IOException {
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  private void closeSegment() throws IOException {
    FileChannel open = channel;
    if (open != null) {
      open.close();
    }
    channel = null;
    active = null;
  }

  private void fail(RuntimeException reason) {
    failure = reason;
    writing.forEach(group -> group.tell(reason));
    for (LogGroup group = waiting.poll(); group != null; group = waiting.poll()) {
      group.tell(reason);
    }
  }

  /** A cursor that reads durable decisions from {@code sequence} on. */
  public LogCursor from(long sequence) {
    return new LogCursor(segments, sequence);
  }

  /** Deletes the files all of whose decisions are at or before {@code sequence}. */
  public void forget(long sequence) {
    for (Segment segment : segments.values()) {
      boolean last = segment == segments.lastEntry().getValue();
      if (last || segment.nextSequence() > sequence + 1) {
        return;
      }
      delete(segment);
    }
  }

  private void delete(Segment segment) {
    segments.remove(segment.firstSequence());
    try {
      Files.deleteIfExists(segment.file);
    } catch (IOException e) {
      throw new LogException("%s cannot be deleted: %s".formatted(segment.file, e), e);
    }
  }

  /** Deletes all files; all that is in them must be in the store. */
  public void forgetAll() {
    List.copyOf(segments.values()).forEach(this::delete);
  }

  /** Writes what waits and ends. What is in the log stays there. */
  @Override
  public void close() {
    add(END);
    Threads.join(thread);
    try {
      closeSegment();
    } catch (IOException e) {
      throw new LogException("the log in %s cannot be closed: %s".formatted(folder, e), e);
    }
  }
}
