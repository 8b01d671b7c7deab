package io.tercet.store;

import io.tercet.core.transaction.Transaction;

/**
 * Which transactions to read: those that were ingested in {@code (afterSequence, throughSequence]}
 * and happened in {@code [fromMicros, toMicros)}.
 */
public record Selection(long afterSequence, long throughSequence, long fromMicros, long toMicros) {

  /** Everything. */
  public static final Selection ALL =
      new Selection(0, Long.MAX_VALUE, Transaction.MIN_TIMESTAMP, Transaction.MAX_TIMESTAMP);

  public Selection {
    if (afterSequence < 0 || throughSequence < afterSequence) {
      throw new IllegalArgumentException(
          "sequences must be 0 ≤ after ≤ through, got (%d, %d]"
              .formatted(afterSequence, throughSequence));
    }
    if (toMicros < fromMicros) {
      throw new IllegalArgumentException(
          "the window must not end before it begins, got [%d, %d)".formatted(fromMicros, toMicros));
    }
  }

  /** What was ingested after {@code after}, up to and including {@code through}. */
  public static Selection ingested(long after, long through) {
    return new Selection(after, through, ALL.fromMicros, ALL.toMicros);
  }

  /** What happened in {@code [from, to)}, microseconds since the epoch. */
  public static Selection window(long from, long to) {
    return new Selection(0, Long.MAX_VALUE, from, to);
  }

  /** The same window, of what was ingested up to and including {@code through}. */
  public Selection through(long through) {
    return new Selection(afterSequence, through, fromMicros, toMicros);
  }

  /** The same ingestion range, of what happened in {@code [from, to)}. */
  public Selection between(long from, long to) {
    return new Selection(afterSequence, throughSequence, from, to);
  }
}
