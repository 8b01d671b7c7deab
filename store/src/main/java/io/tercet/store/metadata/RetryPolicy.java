package io.tercet.store.metadata;

import java.time.Duration;

/**
 * How often a job is tried, and how long it rests between: the first pause doubles with every
 * attempt, up to the longest.
 *
 * @param attempts in all, in [1, 100]
 * @param firstPause after the first failure, ≥ 0
 * @param longestPause ≥ firstPause, at most 365 days
 */
public record RetryPolicy(int attempts, Duration firstPause, Duration longestPause) {
  // Before the constants that are checked against it.
  private static final Duration MOST = Duration.ofDays(365);

  /** One attempt. */
  public static final RetryPolicy NEVER = new RetryPolicy(1, Duration.ZERO, Duration.ZERO);

  /** Five attempts, after 10 s, 20 s, 40 s and 80 s. */
  public static final RetryPolicy STANDARD =
      new RetryPolicy(5, Duration.ofSeconds(10), Duration.ofMinutes(10));

  public RetryPolicy {
    if (attempts < 1 || attempts > 100) {
      throw new IllegalArgumentException("attempts must be in [1, 100], got " + attempts);
    }
    if (firstPause.isNegative()
        || firstPause.compareTo(longestPause) > 0
        || longestPause.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "pauses must be 0 ≤ firstPause ≤ longestPause ≤ 365 days, got %s and %s"
              .formatted(firstPause, longestPause));
    }
  }

  /** How long to rest after attempt number {@code attempt}, ≥ 1, has failed. */
  public Duration pauseAfter(int attempt) {
    Duration pause = firstPause;
    for (int i = 1; i < attempt && pause.compareTo(longestPause) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(longestPause) < 0 ? pause : longestPause;
  }
}
