package io.tercet.jobs;

import io.tercet.core.sanctions.Sanctions;
import org.jspecify.annotations.Nullable;

/**
 * What to score.
 *
 * @param fromMicros begin of a window, event time; null, with {@code toMicros}, for everything that
 *     was ingested since the last run
 * @param toMicros end of a window, exclusive
 * @param modelVersion null for the active model
 * @param budgetPerDay so many alerts a day are wanted and the threshold follows; null for the
 *     threshold
 * @param threshold the risk from which a verdict is an alert; null for the model's medium
 * @param chunkRows rows that are committed together, in [1, 4,194,304]; the verdicts do not depend
 *     on it
 * @param sanctions lists that override the verdict on whom they name
 */
public record DetectRequest(
    @Nullable Long fromMicros,
    @Nullable Long toMicros,
    @Nullable String modelVersion,
    @Nullable Double budgetPerDay,
    @Nullable Double threshold,
    int chunkRows,
    Sanctions sanctions) {

  /** Rows that are committed together unless it is said otherwise: few waits for the disk. */
  public static final int DEFAULT_CHUNK = 1 << 17;

  private static final int MAX_CHUNK = 1 << 22;

  /** The same without lists of sanctions. */
  public DetectRequest(
      @Nullable Long fromMicros,
      @Nullable Long toMicros,
      @Nullable String modelVersion,
      @Nullable Double budgetPerDay,
      @Nullable Double threshold,
      int chunkRows) {
    this(fromMicros, toMicros, modelVersion, budgetPerDay, threshold, chunkRows, Sanctions.NONE);
  }

  public DetectRequest {
    if (fromMicros != null && toMicros != null && toMicros <= fromMicros) {
      throw new IllegalArgumentException(
          "the window must end after it begins, got [%d, %d)".formatted(fromMicros, toMicros));
    }
    if (budgetPerDay != null && !(budgetPerDay > 0)) {
      throw new IllegalArgumentException("the budget must be > 0 a day, got " + budgetPerDay);
    }
    if (threshold != null && !(threshold > 0 && threshold <= 100)) {
      throw new IllegalArgumentException("the threshold must be in (0, 100], got " + threshold);
    }
    if (chunkRows < 1 || chunkRows > MAX_CHUNK) {
      throw new IllegalArgumentException(
          "chunkRows must be in [1, %d], got %d".formatted(MAX_CHUNK, chunkRows));
    }
  }

  /** Everything that is new, by the active model and its threshold. */
  public static DetectRequest everythingNew() {
    return new DetectRequest(null, null, null, null, null, DEFAULT_CHUNK);
  }

  /** What happened in {@code [from, to)}, by the active model and its threshold. */
  public static DetectRequest window(@Nullable Long from, @Nullable Long to) {
    return new DetectRequest(from, to, null, null, null, DEFAULT_CHUNK);
  }

  /** The same with lists of sanctions. */
  public DetectRequest withSanctions(Sanctions lists) {
    return new DetectRequest(
        fromMicros, toMicros, modelVersion, budgetPerDay, threshold, chunkRows, lists);
  }

  boolean isWindow() {
    return fromMicros != null || toMicros != null;
  }
}
