package io.tercet.server.log;

/** The log cannot be read or written; the message says which file, and what to do. */
public final class LogException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Creates it. */
  public LogException(String message) {
    super(message);
  }

  /** Creates it with what caused it. */
  public LogException(String message, Throwable cause) {
    super(message, cause);
  }
}
