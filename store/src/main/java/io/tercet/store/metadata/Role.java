package io.tercet.store.metadata;

/** What a person or program may do; each may do what those before it may. */
public enum Role {
  /** Reads verdicts, reports and models. */
  VIEWER,
  /** Decides on transactions. */
  ANALYST,
  /** Runs jobs, activates models, changes thresholds. */
  OPERATOR,
  /** Manages users and tokens. */
  ADMINISTRATOR;

  /** Whether this role may do what {@code needed} may. */
  public boolean includes(Role needed) {
    return compareTo(needed) >= 0;
  }
}
