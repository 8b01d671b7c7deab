package io.tercet.store.metadata;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that wait, and who works on which. A job is held by a lease that its holder extends while it
 * works; when the lease runs out, the next who claims takes the job over, under a higher fencing
 * number. Whatever a former holder then reports is refused. Safe for many threads and processes,
 * whose clocks must agree well within a lease ({@link MetadataStore#now} is one clock for all).
 */
public interface JobQueue {
  /** Lines of a job that are kept; the last says that more were left out. */
  int MOST_LOG_LINES = 10_000;

  /** Puts a job into the queue. The same idempotency key again adds nothing. */
  Enqueued enqueue(JobRequest request, Instant now);

  /**
   * Takes the job that has been due for longest and that nobody holds. A job whose holders all died
   * is given up when its attempts are used up; a job of a lane waits while another of that lane is
   * held.
   *
   * @param holder who takes it, unique among processes and threads
   * @param kinds that the holder can do; not empty
   * @param lease how long it is held without a word, > 0
   */
  Optional<Lease> claim(String holder, Set<String> kinds, Instant now, Duration lease);

  /** Says that the holder is alive and how far it has come, and extends the lease. */
  Standing extend(Lease lease, Progress progress, Instant now, Duration duration);

  /**
   * Ends a job.
   *
   * @param result JSON
   * @return false if the lease was lost, and nothing changed
   */
  boolean succeed(Lease lease, String result, Instant now);

  /**
   * Says that an attempt failed. The job is tried again after a pause, or has failed when its
   * attempts are used up.
   *
   * @param retry false if another attempt would fail too
   * @return false if the lease was lost, and nothing changed
   */
  boolean fail(Lease lease, String error, boolean retry, Instant now);

  /** Ends a job whose cancellation was requested. Returns false if the lease was lost. */
  boolean cancelled(Lease lease, Instant now);

  /** Gives a job back that was not finished; the attempt does not count. False if lost. */
  boolean release(Lease lease, Instant now);

  /**
   * Asks for a job not to be done: one that waits is cancelled, a holder hears of it when it
   * extends its lease.
   *
   * @return the job as it is now; empty if there is none of this number
   */
  Optional<QueuedJob> cancel(long id, Instant now);

  /** Adds a line to the job's log; nothing if the lease was lost or the log is full. */
  void log(Lease lease, String line, Instant now);

  /** Lines of a job's log after line {@code after} (0 for the beginning), in order. */
  List<LogLine> log(long id, long after, int limit);

  /** A job by its number. */
  Optional<QueuedJob> find(long id);

  /** Jobs, newest first. */
  List<QueuedJob> list(JobFilter filter);

  /** Forgets jobs that ended before a time, oldest first, and returns how many. */
  int forget(Instant endedBefore, int limit);

  /**
   * What shall be done.
   *
   * @param kind {@code import}, {@code train}, {@code detect} …
   * @param options JSON, at most a million characters
   * @param idempotencyKey unique for ever; null if the same job may be wanted again
   * @param lane of the jobs in one lane at most one is held at a time; null for no such bound
   * @param requestedBy who wants it
   * @param notBefore when it is due
   */
  record JobRequest(
      String kind,
      String options,
      @Nullable String idempotencyKey,
      @Nullable String lane,
      String requestedBy,
      Instant notBefore,
      RetryPolicy retry) {
    public JobRequest {
      kind = Limits.name("kind", kind);
      options = Limits.document("options", options);
      idempotencyKey = Limits.optionalName("idempotencyKey", idempotencyKey);
      lane = Limits.optionalName("lane", lane);
      requestedBy = Limits.name("requestedBy", requestedBy);
    }
  }

  /** What became of a request. */
  record Enqueued(QueuedJob job, Outcome outcome) {
    /** Whether the job is new. */
    public enum Outcome {
      /** A new job. */
      CREATED,
      /** The key was there, with the same kind and options: this is that job. */
      REPEATED,
      /** The key was there with another kind or options: nothing was added. */
      CONFLICT
    }
  }

  /**
   * A job.
   *
   * @param attempts that were begun, ≥ 0
   * @param startedAt of the first attempt
   * @param holder who holds it; null if nobody does
   * @param leaseUntil until when; null if nobody does
   * @param result JSON of one that succeeded
   * @param error of the last attempt that failed
   */
  record QueuedJob(
      long id,
      JobRequest request,
      JobState state,
      int attempts,
      Instant createdAt,
      Instant dueAt,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable String holder,
      @Nullable Instant leaseUntil,
      boolean cancelRequested,
      Progress progress,
      @Nullable String result,
      @Nullable String error) {}

  /**
   * How far an attempt has come.
   *
   * @param step for people; empty before the first
   * @param done rows or bytes, ≥ 0
   * @param total −1 if unknown
   */
  record Progress(String step, long done, long total) {
    /** Nothing yet. */
    public static final Progress NONE = new Progress("", 0, -1);

    public Progress {
      step = Limits.shortened(step, Limits.NAME);
    }
  }

  /**
   * The right to work on a job.
   *
   * @param job as it was claimed
   * @param fence higher than that of any earlier lease of the job; what the job writes elsewhere
   *     may be held against it
   */
  record Lease(QueuedJob job, String holder, long fence) {}

  /** How a holder stands. */
  enum Standing {
    /** It holds the job, and may go on. */
    HELD,
    /** It holds the job, and shall stop: {@link JobQueue#cancelled} ends it. */
    CANCEL_REQUESTED,
    /** Another holds the job, or nobody: stop, and write nothing. */
    LOST
  }

  /**
   * A line of a job's log.
   *
   * @param line from 1, without gaps
   */
  record LogLine(long line, Instant at, String text) {}

  /**
   * Which jobs.
   *
   * @param kind only of this kind; null for all
   * @param state only in this state; null for all
   * @param before only with a lower number, for the next page; null for the first
   * @param limit at most so many, in [1, 10000]
   */
  record JobFilter(
      @Nullable String kind, @Nullable JobState state, @Nullable Long before, int limit) {
    public JobFilter {
      limit = Limits.page(limit);
    }

    /** The latest. */
    public static JobFilter latest(int limit) {
      return new JobFilter(null, null, null, limit);
    }
  }
}
