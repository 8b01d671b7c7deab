package io.tercet.cli.command;

/** What the process ends with. */
public final class ExitCode {
  /** All is well. */
  public static final int OK = 0;

  /** The work could not be done. */
  public static final int FAILURE = 1;

  /** The command was wrong: an option, a value, the configuration. */
  public static final int USAGE = 2;

  /** {@code detect --fail-on LEVEL} found something at or above the level. */
  public static final int FOUND = 3;

  /** Stopped by Ctrl-C or a signal. */
  public static final int STOPPED = 130;

  private ExitCode() {}
}
