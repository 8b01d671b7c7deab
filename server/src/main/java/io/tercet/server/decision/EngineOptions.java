package io.tercet.server.decision;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How an engine is bounded.
 *
 * @param log folder of the write-ahead log
 * @param maxPending requests that wait or are under way at most; more are refused
 * @param maxBacklog decisions that are not in the store yet at most; more are refused
 * @param drainDelay after which a decision is brought into the store
 * @param runLength after which a run of detection is finished and another begun
 * @param segmentBytes of a file of the log, about
 */
public record EngineOptions(
    Path log,
    int maxPending,
    long maxBacklog,
    Duration drainDelay,
    Duration runLength,
    long segmentBytes) {

  public EngineOptions {
    require("maxPending", maxPending, 1 << 20);
    require("maxBacklog", maxBacklog, 1L << 28);
    require("segmentBytes", segmentBytes, 1L << 30);
  }

  private static void require(String name, long value, long most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "%s must be in [1, %d], got %d".formatted(name, most, value));
    }
  }

  /** 4,096 pending, 4 million not in the store yet, two seconds, one minute, 16 MB. */
  public static EngineOptions defaults(Path log) {
    return new EngineOptions(
        log, 4096, 4_000_000, Duration.ofSeconds(2), Duration.ofMinutes(1), 16 << 20);
  }

  /** The same with other delays. */
  public EngineOptions withDelays(Duration drain, Duration run) {
    return new EngineOptions(log, maxPending, maxBacklog, drain, run, segmentBytes);
  }

  /** The same with another bound of what is pending. */
  public EngineOptions withMaxPending(int most) {
    return new EngineOptions(log, most, maxBacklog, drainDelay, runLength, segmentBytes);
  }
}
