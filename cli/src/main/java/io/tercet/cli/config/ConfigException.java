package io.tercet.cli.config;

/** Configuration that cannot be used; the message says which key, where it stands, what arrived. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with a message for people. */
  public ConfigException(String message) {
    super(message);
  }
}
