package io.tercet.server.decision;

import org.jspecify.annotations.Nullable;

/** The engine decides nothing any more: it is shutting down, or its log cannot be written. */
public final class EngineStopped extends RuntimeException {
  private static final long serialVersionUID = 1;

  EngineStopped(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
