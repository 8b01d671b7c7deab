package io.tercet.jobs;

import io.tercet.core.ensemble.EnsembleOptions;
import org.jspecify.annotations.Nullable;

/**
 * What to train on.
 *
 * @param fromMicros begin of the window, event time; null for {@link #DEFAULT_DAYS} before its end
 * @param toMicros end of the window, exclusive; null for just after the latest transaction
 * @param seed of all randomness
 * @param options of the ensemble
 * @param maxRows a longer window is thinned evenly to at most so many rows, ≥ 100
 */
public record TrainRequest(
    @Nullable Long fromMicros,
    @Nullable Long toMicros,
    long seed,
    EnsembleOptions options,
    int maxRows) {

  /** Length of the window unless it is given. */
  public static final int DEFAULT_DAYS = 30;

  /** A million rows say as much as ten. */
  public static final int DEFAULT_MAX_ROWS = 1_000_000;

  public TrainRequest {
    if (fromMicros != null && toMicros != null && toMicros <= fromMicros) {
      throw new IllegalArgumentException(
          "the training window must end after it begins, got [%d, %d)"
              .formatted(fromMicros, toMicros));
    }
    if (maxRows < 100) {
      throw new IllegalArgumentException("maxRows must be ≥ 100, got " + maxRows);
    }
  }

  /** The last 30 days. */
  public static TrainRequest defaults(long seed, EnsembleOptions options) {
    return new TrainRequest(null, null, seed, options, DEFAULT_MAX_ROWS);
  }
}
