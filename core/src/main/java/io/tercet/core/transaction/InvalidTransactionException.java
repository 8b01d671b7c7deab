package io.tercet.core.transaction;

/**
 * A transaction that breaks a rule of {@link Transaction}; the message says which value and why.
 */
public final class InvalidTransactionException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with a message for people: what arrived, where, what to do. */
  public InvalidTransactionException(String message) {
    super(message);
  }
}
