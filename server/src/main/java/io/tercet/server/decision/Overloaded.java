package io.tercet.server.decision;

/** So much waits already that this was refused; it may be asked again a little later. */
public final class Overloaded extends RuntimeException {
  private static final long serialVersionUID = 1;

  Overloaded(String message) {
    super(message, null, false, false);
  }
}
