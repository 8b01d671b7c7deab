package io.tercet.server.decision;

import io.tercet.core.transaction.Transaction;
import io.tercet.server.log.DecisionLog;
import io.tercet.server.log.LogCursor;
import io.tercet.server.log.LogException;
import io.tercet.server.log.LoggedDecision;
import io.tercet.server.log.SegmentHeader;
import java.util.Optional;

/** Finds what was decided before on a transaction: in the log, or in the store. */
final class EarlierDecisions {
  private final DecisionLog log;
  private final StoreAccess store;

  EarlierDecisions(DecisionLog log, StoreAccess store) {
    this.log = log;
    this.store = store;
  }

  /**
   * The earlier decision, or a conflict if it was on other content.
   *
   * @param sequence where the log may have it; 0 if only the store may
   * @return empty if there is none after all
   */
  Optional<Outcome> find(Transaction transaction, long sequence) {
    Optional<Decision> found = sequence > 0 ? inLog(transaction, sequence) : Optional.empty();
    return found
        .or(() -> inStore(transaction))
        .map(decision ->
            decision.transaction().equals(transaction) ? decision : new Conflict(transaction.id()));
  }

  private Optional<Decision> inLog(Transaction transaction, long sequence) {
    try (LogCursor cursor = log.from(sequence)) {
      SegmentHeader header = cursor.header();
      LoggedDecision decision = cursor.next();
      return header != null
              && decision != null
              && decision.transaction().id().equals(transaction.id())
          ? Optional.of(Decision.of(decision, header.modelVersion()))
          : Optional.empty();
    } catch (LogException gone) {
      return Optional.empty(); // it is in the store by now, and its file deleted
    }
  }

  private Optional<Decision> inStore(Transaction transaction) {
    return store.use(s -> s.detections().verdict(transaction.id())).map(Decision::of);
  }
}
