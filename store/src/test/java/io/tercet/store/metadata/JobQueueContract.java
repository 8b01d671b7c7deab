package io.tercet.store.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.store.metadata.JobQueue.Enqueued;
import io.tercet.store.metadata.JobQueue.Enqueued.Outcome;
import io.tercet.store.metadata.JobQueue.JobFilter;
import io.tercet.store.metadata.JobQueue.JobRequest;
import io.tercet.store.metadata.JobQueue.Lease;
import io.tercet.store.metadata.JobQueue.LogLine;
import io.tercet.store.metadata.JobQueue.Progress;
import io.tercet.store.metadata.JobQueue.QueuedJob;
import io.tercet.store.metadata.JobQueue.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every queue of jobs must do. */
public abstract class JobQueueContract extends MetadataContract {
  private static final Set<String> KINDS = Set.of("train", "detect");
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final RetryPolicy RETRY =
      new RetryPolicy(3, Duration.ofSeconds(10), Duration.ofSeconds(15));

  private static JobRequest request(String kind, @Nullable String key, @Nullable String lane) {
    return new JobRequest(kind, "{\"a\":1}", key, lane, "anna", NOW, RETRY);
  }

  private QueuedJob add(String kind) {
    return store().queue().enqueue(request(kind, null, null), NOW).job();
  }

  private Optional<Lease> claim(String holder, Instant now) {
    return store().queue().claim(holder, KINDS, now, LEASE);
  }

  private QueuedJob job(long id) {
    return store().queue().find(id).orElseThrow();
  }

  @Test
  void anEmptyQueueHasNothingToDo() {
    assertThat(claim("a", NOW)).isEmpty();
    assertThat(store().queue().find(1)).isEmpty();
    assertThat(store().queue().cancel(1, NOW)).isEmpty();
    assertThat(store().queue().list(JobFilter.latest(5))).isEmpty();
  }

  @Test
  void aJobIsDoneOnceAndKeepsItsResult() {
    long id = add("train").id();

    Lease lease = claim("a", NOW).orElseThrow();
    assertThat(lease.job().id()).isEqualTo(id);
    assertThat(lease.job().request()).isEqualTo(request("train", null, null));
    assertThat(job(id).state()).isEqualTo(JobState.RUNNING);
    assertThat(job(id).holder()).isEqualTo("a");
    assertThat(job(id).leaseUntil()).isEqualTo(NOW.plus(LEASE));
    assertThat(claim("b", NOW)).isEmpty();

    assertThat(store().queue().succeed(lease, "{\"rows\":3}", NOW.plusSeconds(5))).isTrue();
    assertThat(job(id).state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(job(id).result()).isEqualTo("{\"rows\":3}");
    assertThat(job(id).endedAt()).isEqualTo(NOW.plusSeconds(5));
    assertThat(job(id).holder()).isNull();
    assertThat(claim("b", NOW.plusSeconds(500))).isEmpty();
    assertThat(store().queue().succeed(lease, "{}", NOW)).isFalse();
  }

  @Test
  void theSameKeyAgainAddsNothing() {
    Enqueued first = store().queue().enqueue(request("train", "k1", null), NOW);
    Enqueued again = store().queue().enqueue(request("train", "k1", null), NOW.plusSeconds(9));
    Enqueued other = store().queue().enqueue(request("detect", "k1", null), NOW);

    assertThat(first.outcome()).isEqualTo(Outcome.CREATED);
    assertThat(again).isEqualTo(new Enqueued(first.job(), Outcome.REPEATED));
    assertThat(other).isEqualTo(new Enqueued(first.job(), Outcome.CONFLICT));
    assertThat(store().queue().list(JobFilter.latest(10))).hasSize(1);
  }

  @Test
  void theSameKeyFromManyThreadsAddsOneJob() throws Exception {
    List<Outcome> outcomes =
        together(8, i -> store().queue().enqueue(request("train", "k1", null), NOW).outcome());

    assertThat(outcomes).containsOnlyOnce(Outcome.CREATED).contains(Outcome.REPEATED);
    assertThat(store().queue().list(JobFilter.latest(10))).hasSize(1);
  }

  @Test
  void jobsAreClaimedInTheOrderInWhichTheyAreDue() {
    JobRequest later =
        new JobRequest("train", "{}", null, null, "anna", NOW.plusSeconds(60), RETRY);
    long third = store().queue().enqueue(later, NOW).job().id();
    long first = add("detect").id();
    long second = add("train").id();

    for (long id : new long[] {first, second}) {
      Lease lease = claim("a", NOW).orElseThrow();
      assertThat(lease.job().id()).isEqualTo(id);
      store().queue().succeed(lease, "{}", NOW);
    }
    Instant due = NOW.plusSeconds(60);
    assertThat(claim("a", due.minusMillis(1))).isEmpty();
    assertThat(store().queue().claim("a", Set.of("detect"), due, LEASE)).isEmpty();
    assertThat(claim("a", due).orElseThrow().job().id()).isEqualTo(third);
  }

  @Test
  void aDeadHoldersJobIsTakenOverAndWhatItReportsIsRefused() {
    long id = add("detect").id();
    Lease dead = claim("a", NOW).orElseThrow();
    assertThat(claim("b", NOW.plusSeconds(29))).isEmpty();

    Lease lease = claim("b", NOW.plusSeconds(30)).orElseThrow();
    assertThat(lease.fence()).isGreaterThan(dead.fence());
    assertThat(lease.job().attempts()).isEqualTo(2);

    Instant late = NOW.plusSeconds(31);
    assertThat(store().queue().extend(dead, Progress.NONE, late, LEASE)).isEqualTo(Standing.LOST);
    assertThat(store().queue().succeed(dead, "{}", late)).isFalse();
    assertThat(store().queue().fail(dead, "x", true, late)).isFalse();
    assertThat(store().queue().cancelled(dead, late)).isFalse();
    assertThat(store().queue().release(dead, late)).isFalse();
    store().queue().log(dead, "too late", late);
    assertThat(store().queue().log(id, 0, 10)).isEmpty();
    assertThat(store().queue().succeed(lease, "{}", late)).isTrue();
  }

  @Test
  void aHeartbeatKeepsAJobAndTellsHowFarItIs() {
    long id = add("detect").id();
    Lease lease = claim("a", NOW).orElseThrow();
    Progress half = new Progress("Scoring", 50, 100);

    assertThat(store().queue().extend(lease, half, NOW.plusSeconds(20), LEASE))
        .isEqualTo(Standing.HELD);

    assertThat(claim("b", NOW.plusSeconds(49))).isEmpty();
    assertThat(job(id).progress()).isEqualTo(half);
    assertThat(claim("b", NOW.plusSeconds(50))).isPresent();
    assertThat(job(id).progress()).isEqualTo(Progress.NONE);
  }

  @Test
  void aFailedAttemptIsRepeatedAfterAGrowingPause() {
    long id = add("detect").id();
    Lease first = claim("a", NOW).orElseThrow();
    assertThat(store().queue().fail(first, "no connection", true, NOW)).isTrue();
    assertThat(job(id).state()).isEqualTo(JobState.QUEUED);
    assertThat(job(id).error()).isEqualTo("no connection");
    assertThat(claim("a", NOW.plusSeconds(9))).isEmpty();

    Lease second = claim("a", NOW.plusSeconds(10)).orElseThrow();
    store().queue().fail(second, "no connection", true, NOW.plusSeconds(10));
    // 15 s, not 20: the longest pause.
    assertThat(claim("a", NOW.plusSeconds(24))).isEmpty();

    Lease third = claim("a", NOW.plusSeconds(25)).orElseThrow();
    store().queue().fail(third, "still none", true, NOW.plusSeconds(26));
    assertThat(job(id).state()).isEqualTo(JobState.FAILED);
    assertThat(job(id).error()).isEqualTo("still none");
    assertThat(claim("a", NOW.plusSeconds(9999))).isEmpty();
  }

  @Test
  void whatCannotSucceedIsNotRepeated() {
    long id = add("detect").id();
    store().queue().fail(claim("a", NOW).orElseThrow(), "no such model", false, NOW);
    assertThat(job(id).state()).isEqualTo(JobState.FAILED);
  }

  @Test
  void aJobWhoseHoldersAllDiedIsGivenUp() {
    long id = add("detect").id();
    Instant now = NOW;
    for (int i = 1; i <= RETRY.attempts(); i++) {
      assertThat(claim("holder-" + i, now)).isPresent();
      now = now.plus(LEASE);
    }
    assertThat(claim("b", now)).isEmpty();
    assertThat(job(id).state()).isEqualTo(JobState.FAILED);
    assertThat(job(id).error()).contains("holder-3", "3 attempts");
  }

  @Test
  void aReleasedJobIsDueAtOnceAndTheAttemptDoesNotCount() {
    long id = add("detect").id();
    store().queue().release(claim("a", NOW).orElseThrow(), NOW.plusSeconds(1));
    assertThat(job(id).attempts()).isZero();
    assertThat(claim("b", NOW.plusSeconds(1))).isPresent();
  }

  @Test
  void aWaitingJobIsCancelledAtOnce() {
    long id = add("detect").id();
    QueuedJob cancelled = store().queue().cancel(id, NOW).orElseThrow();
    assertThat(cancelled.state()).isEqualTo(JobState.CANCELLED);
    assertThat(cancelled.endedAt()).isEqualTo(NOW);
    assertThat(claim("a", NOW)).isEmpty();
  }

  @Test
  void theHolderOfAJobHearsOfItsCancellation() {
    long id = add("detect").id();
    Lease lease = claim("a", NOW).orElseThrow();
    assertThat(store().queue().cancel(id, NOW).orElseThrow().state()).isEqualTo(JobState.RUNNING);
    assertThat(store().queue().extend(lease, Progress.NONE, NOW, LEASE))
        .isEqualTo(Standing.CANCEL_REQUESTED);
    assertThat(store().queue().cancelled(lease, NOW.plusSeconds(2))).isTrue();
    assertThat(job(id).state()).isEqualTo(JobState.CANCELLED);
    assertThat(store().queue().cancel(id, NOW.plusSeconds(3)).orElseThrow()).isEqualTo(job(id));
  }

  @Test
  void aCancelledJobOfADeadHolderIsNotTakenOver() {
    long id = add("detect").id();
    assertThat(claim("a", NOW)).isPresent();
    store().queue().cancel(id, NOW);
    assertThat(claim("b", NOW.plusSeconds(60))).isEmpty();
    assertThat(job(id).state()).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void ofALaneOneJobIsHeldAtATime() {
    long first = store().queue().enqueue(request("train", null, "store-a"), NOW).job().id();
    long second = store().queue().enqueue(request("detect", null, "store-a"), NOW).job().id();
    long third = store().queue().enqueue(request("detect", null, "store-b"), NOW).job().id();

    Lease lease = claim("a", NOW).orElseThrow();
    assertThat(lease.job().id()).isEqualTo(first);
    assertThat(claim("b", NOW).orElseThrow().job().id()).isEqualTo(third);
    assertThat(claim("b", NOW)).isEmpty();
    store().queue().succeed(lease, "{}", NOW);
    assertThat(claim("b", NOW).orElseThrow().job().id()).isEqualTo(second);
  }

  @Test
  void aJobHasALogOfItsOwn() {
    long id = add("detect").id();
    add("detect");
    Lease lease = claim("a", NOW).orElseThrow();
    Lease other = claim("a", NOW).orElseThrow();
    store().queue().log(lease, "one", NOW);
    store().queue().log(other, "another's", NOW);
    store().queue().log(lease, "two\0" + "x".repeat(5_000), NOW.plusSeconds(1));

    assertThat(store().queue().log(id, 0, 10))
        .hasSize(2)
        .first()
        .isEqualTo(new LogLine(1, NOW, "one"));
    assertThat(store().queue().log(id, 1, 10))
        .singleElement()
        .satisfies(
            line -> assertThat(line.text()).startsWith("two␀x").endsWith("…").hasSize(2_000));
  }

  @Test
  void jobsAreListedNewestFirstAndForgottenWithTheirLogs() {
    long first = add("detect").id();
    long second = add("train").id();
    Lease lease = claim("a", NOW).orElseThrow();
    store().queue().log(lease, "one", NOW);
    store().queue().succeed(lease, "{}", NOW);

    assertThat(store().queue().list(JobFilter.latest(10)))
        .extracting(QueuedJob::id)
        .containsExactly(second, first);
    assertThat(store().queue().list(new JobFilter("train", JobState.QUEUED, null, 10)))
        .extracting(QueuedJob::id)
        .containsExactly(second);
    assertThat(store().queue().list(new JobFilter(null, null, second, 10)))
        .extracting(QueuedJob::id)
        .containsExactly(first);
    assertThat(store().queue().forget(NOW, 10)).isZero();
    assertThat(store().queue().forget(NOW.plusSeconds(1), 10)).isEqualTo(1);
    assertThat(store().queue().find(first)).isEmpty();
    assertThat(store().queue().log(first, 0, 10)).isEmpty();
  }

  @Test
  void manyThreadsDoEveryJobOnce() throws Exception {
    int jobs = 40;
    for (int i = 0; i < jobs; i++) {
      store().queue().enqueue(request("detect", "job-" + i, "lane-" + i % 5), NOW);
    }
    ConcurrentHashMap<Long, String> done = new ConcurrentHashMap<>();
    AtomicInteger left = new AtomicInteger(jobs);
    together(
        6,
        worker -> {
          while (left.get() > 0) {
            Optional<Lease> lease = claim("worker-" + worker, NOW);
            if (lease.isPresent()) {
              assertThat(done.putIfAbsent(lease.get().job().id(), "" + worker)).isNull();
              assertThat(store().queue().succeed(lease.get(), "{}", NOW)).isTrue();
              left.decrementAndGet();
            }
          }
          return worker;
        });

    assertThat(done).hasSize(jobs);
    assertThat(store().queue().list(JobFilter.latest(100)))
        .allSatisfy(job -> assertThat(job.attempts()).isEqualTo(1));
  }

  /** What each of several threads gives back. */
  protected static <T> List<T> together(int threads, Each<T> work) throws Exception {
    List<T> results = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      List<Callable<T>> tasks = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        tasks.add(() -> work.of(number));
      }
      for (Future<T> result : workers.invokeAll(tasks)) {
        results.add(result.get());
      }
    }
    return results;
  }

  /** The work of one thread. */
  protected interface Each<T> {
    /** The work of thread {@code number}. */
    T of(int number) throws Exception;
  }
}
