package io.tercet.jobs;

import org.jspecify.annotations.Nullable;

/** A job that cannot go on; the message says what arrived, where, and what to do. */
public final class JobException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with a message for people. */
  public JobException(String message) {
    super(message);
  }

  /** Creates the exception with a message for people and what caused it. */
  public JobException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
