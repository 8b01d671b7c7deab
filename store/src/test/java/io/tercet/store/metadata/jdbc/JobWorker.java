package io.tercet.store.metadata.jdbc;

import io.tercet.store.StoreException;
import io.tercet.store.metadata.JobQueue;
import io.tercet.store.metadata.JobQueue.JobFilter;
import io.tercet.store.metadata.JobQueue.Lease;
import io.tercet.store.metadata.JobQueue.Progress;
import io.tercet.store.metadata.JobQueue.Standing;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** A process that works on a queue until everything in it has ended, and says what it did. */
final class JobWorker {
  static final Duration LEASE = Duration.ofSeconds(1);
  private static final int STEPS = 5;
  private static final long STEP_MILLIS = 30;
  private static final int MOST_FAULTS = 1_000;

  private final JdbcMetadataStore store;
  private final JobQueue queue;
  private final String holder;

  private JobWorker(JdbcMetadataStore store, String holder) {
    this.store = store;
    this.queue = store.queue();
    this.holder = holder;
  }

  /** Arguments: a file in the test's folder, the database's address, the holder's name. */
  public static void main(String[] args) throws InterruptedException {
    MetadataOptions options = new MetadataOptions(MetadataAddress.parse(args[1]), null, 2);
    try (JdbcMetadataStore store = JdbcMetadataStore.open(options)) {
      new JobWorker(store, args[2]).work();
    }
  }

  private void work() throws InterruptedException {
    System.out.println("open");
    int faults = 0;
    boolean more = true;
    while (more) {
      try {
        more = step();
      } catch (StoreException e) {
        // The process that served an embedded database was killed, perhaps.
        if (++faults == MOST_FAULTS) {
          throw e;
        }
        Thread.sleep(STEP_MILLIS);
      }
    }
    System.out.println("end");
  }

  private boolean step() throws InterruptedException {
    Optional<Lease> lease = queue.claim(holder, Set.of("detect"), store.now(), LEASE);
    if (lease.isPresent()) {
      carryOut(lease.get());
      return true;
    }
    Thread.sleep(STEP_MILLIS);
    return queue.list(JobFilter.latest(100)).stream().anyMatch(job -> !job.state().isEnded());
  }

  private void carryOut(Lease lease) throws InterruptedException {
    System.out.println("claimed " + lease.job().id());
    for (int i = 1; i <= STEPS; i++) {
      Thread.sleep(STEP_MILLIS);
      Standing standing =
          queue.extend(lease, new Progress("Working", i, STEPS), store.now(), LEASE);
      if (standing == Standing.LOST) {
        System.out.println("lost " + lease.job().id());
        return;
      }
    }
    if (queue.succeed(lease, "{\"by\":\"" + holder + "\"}", store.now())) {
      System.out.println("done " + lease.job().id());
    }
  }
}
