package io.tercet.server.log;

/** The end of a thread. */
public final class Threads {
  private Threads() {}

  /** Waits until {@code thread} has ended, interrupted or not; the interruption is kept. */
  public static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
