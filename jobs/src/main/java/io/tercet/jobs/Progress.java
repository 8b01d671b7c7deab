package io.tercet.jobs;

/** Hears how far a job has come, and says when to stop. Called from the job's own thread. */
public interface Progress {
  /** A listener that ignores everything and never stops a job. */
  Progress NONE =
      new Progress() {
        @Override
        public void step(String name, long total) {}

        @Override
        public void advance(long done) {}
      };

  /**
   * A new step has begun.
   *
   * @param name for people, for example {@code "Scoring"}
   * @param total rows (or bytes) that the step will handle; −1 if unknown
   */
  void step(String name, long total);

  /** The step has come to {@code done} in all. */
  void advance(long done);

  /** Whether the user asked to stop; a job looks between chunks and throws {@link JobStopped}. */
  default boolean stopRequested() {
    return false;
  }

  /** Throws {@link JobStopped} if a stop was requested. */
  default void checkpoint() {
    if (stopRequested()) {
      throw new JobStopped();
    }
  }
}
