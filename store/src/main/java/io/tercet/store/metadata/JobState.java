package io.tercet.store.metadata;

/** How far a queued job has come. */
public enum JobState {
  /** Waits until it is due and somebody claims it. */
  QUEUED,
  /** Somebody holds it. */
  RUNNING,
  /** Done. */
  SUCCEEDED,
  /** Given up, after as many attempts as it was allowed. */
  FAILED,
  /** Cancelled on request. */
  CANCELLED;

  /** Whether nothing will happen to it any more. */
  public boolean isEnded() {
    return this != QUEUED && this != RUNNING;
  }
}
