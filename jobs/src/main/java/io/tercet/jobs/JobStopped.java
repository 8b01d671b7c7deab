package io.tercet.jobs;

/** A job that stopped because it was asked to; what it had committed stays. */
public final class JobStopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public JobStopped() {
    super("stopped on request; what was committed stays, run the same command again to go on");
  }
}
