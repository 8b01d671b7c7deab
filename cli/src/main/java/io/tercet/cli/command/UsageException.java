package io.tercet.cli.command;

import java.util.function.Supplier;

/** A command that is wrong; the message says what arrived and what to do. Exit code 2. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with a message for people. */
  public UsageException(String message) {
    super(message);
  }

  /** Builds options from what the user gave: what they refuse is the user's to mend. */
  static <T> T options(Supplier<T> builder) {
    try {
      return builder.get();
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
