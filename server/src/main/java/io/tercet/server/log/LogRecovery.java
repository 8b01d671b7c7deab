package io.tercet.server.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a log holds. Only the last group of the last file can be torn: everything before
 * it was on the disk before it was begun. It was never acknowledged, so it is cut off.
 */
final class LogRecovery {
  private final List<String> notices = new ArrayList<>();
  private final List<Segment> segments = new ArrayList<>();

  private LogRecovery() {}

  /** Reads every record of every segment once. */
  static LogRecovery of(Path folder) throws IOException {
    LogRecovery recovery = new LogRecovery();
    List<Path> files = files(folder);
    for (Path file : files) {
      recovery.check(file, file.equals(files.getLast()));
    }
    return recovery;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.getFileName().toString().endsWith(Segment.SUFFIX))
          .sorted()
          .toList();
    }
  }

  /** What a person should know. */
  List<String> notices() {
    return notices;
  }

  /** In the order of their records; each holds at least one. */
  List<Segment> segments() {
    return segments;
  }

  private void check(Path file, boolean last) throws IOException {
    long size = Files.size(file);
    Segment segment;
    try (SegmentReader reader = new SegmentReader(file)) {
      segment = read(reader, file, size);
    }
    long whole = segment == null ? 0 : segment.durableBytes();
    if (whole < size && !last) {
      throw new LogException(
          "%s is damaged at byte %d, though later files exist: decisions in it would be lost. Restore the file, or move it away to go on without them."
              .formatted(file, whole));
    }
    if (whole < size) {
      cut(file, whole, size);
    }
    if (segment == null || segment.nextSequence() == segment.firstSequence()) {
      Files.delete(file);
    } else {
      requireContinued(segment);
      segments.add(segment);
    }
  }

  private void cut(Path file, long whole, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(whole);
      channel.force(true);
    }
    notices.add(
        "the last write to %s was not finished: %d bytes that were never acknowledged are cut off"
            .formatted(file, size - whole));
  }

  private static @Nullable Segment read(SegmentReader reader, Path file, long size)
      throws IOException {
    SegmentHeader header = reader.header(size);
    if (header == null) {
      return null;
    }
    long begin = reader.position();
    long next = header.firstSequence();
    long end = begin;
    LoggedDecision decision = reader.next(size);
    while (decision != null && decision.sequence() == next) {
      next++;
      end = reader.position();
      decision = reader.next(size);
    }
    return new Segment(file, header, begin, end, next);
  }

  private void requireContinued(Segment segment) {
    if (!segments.isEmpty() && segments.getLast().nextSequence() != segment.firstSequence()) {
      throw new LogException(
          "the log lacks decisions %d to %d before %s. Restore the missing file, or move the log away to go on without it."
              .formatted(
                  segments.getLast().nextSequence(), segment.firstSequence() - 1, segment.file));
    }
  }
}
