package io.tercet.store.metadata;

/** How far a run has come. */
public enum RunState {
  /** Under way. */
  RUNNING,
  /** Done. */
  SUCCEEDED,
  /** Ended with an error. */
  FAILED,
  /** Stopped because a person or a signal asked for it. */
  STOPPED,
  /** Its process is gone without a word. */
  ABANDONED
}
