package io.tercet.core.model;

/** A model file that cannot be used; the message says what is wrong with it and what to do. */
public final class ModelFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with a message for people. */
  public ModelFormatException(String message) {
    super(message);
  }
}
