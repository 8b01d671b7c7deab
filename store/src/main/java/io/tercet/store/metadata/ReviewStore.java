package io.tercet.store.metadata;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What analysts decided. A later decision on a transaction takes the place of an earlier one, which
 * is kept.
 */
public interface ReviewStore {
  /** Adds a decision. */
  Review add(Decision decision, Instant at);

  /** The decision in force on a transaction; empty if nobody decided. */
  Optional<Review> latest(String transactionId);

  /** All decisions on a transaction, newest first. */
  List<Review> history(String transactionId);

  /**
   * The decisions in force, in the order in which they were made.
   *
   * @param after only with a higher number, for the next page; 0 for the first
   */
  List<Review> inForce(long after, int limit);

  /** What a transaction was found to be. */
  enum Finding {
    /** Fraud; a label of 1. */
    FRAUD,
    /** No fraud; a label of 0. */
    LEGITIMATE,
    /** Somebody else must decide; no label. */
    ESCALATED
  }

  /**
   * A decision.
   *
   * @param account the customer's; null if unknown
   * @param note for people, at most 10,000 characters; may be empty
   */
  record Decision(
      String transactionId, @Nullable String account, Finding finding, String who, String note) {
    public Decision {
      transactionId = Limits.name("transactionId", transactionId);
      account = Limits.optionalName("account", account);
      who = Limits.name("who", who);
      note = Limits.shortened(note, Limits.TEXT);
    }
  }

  /**
   * A decision and when it was made.
   *
   * @param id its number, ≥ 1, higher than that of any earlier one
   */
  record Review(long id, Decision decision, Instant at) {}
}
