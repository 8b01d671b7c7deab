package io.tercet.core.feature;

/** A snapshot that cannot be restored; the message says what is wrong with it. */
public final class SnapshotException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with a message for people. */
  public SnapshotException(String message) {
    super(message);
  }

  SnapshotException(String message, Throwable cause) {
    super(message, cause);
  }
}
