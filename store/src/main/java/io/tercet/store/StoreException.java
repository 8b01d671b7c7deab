package io.tercet.store;

import org.jspecify.annotations.Nullable;

/** A store that cannot do what was asked; the message says what, where, and what to do. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with a message for people. */
  public StoreException(String message) {
    super(message);
  }

  /** Creates the exception with a message for people and what caused it. */
  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
