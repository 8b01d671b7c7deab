package io.tercet.server.decision;

import io.tercet.core.sanctions.Sanctions;
import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import io.tercet.jobs.LiveScoring;
import io.tercet.jobs.Progress;
import io.tercet.server.log.DecisionLog;
import io.tercet.server.log.LogGroup;
import io.tercet.server.log.LoggedDecision;
import io.tercet.server.log.SegmentHeader;
import io.tercet.server.log.Threads;
import io.tercet.store.DetectionStore.DetectionRun;
import io.tercet.store.DetectionStore.Reason;
import io.tercet.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Decides on transactions as they arrive. One thread scores: it takes all that wait, at most a
 * block, in the order in which they came. The log's thread makes them durable; only then is anybody
 * told. A third one brings them into the store. A transaction id is decided once: asked again, the
 * answer is the same.
 */
public final class DecisionEngine implements AutoCloseable {
  private static final int RECORD_BYTES = 512;

  private final StoreAccess store;
  private final EngineOptions options;
  private final Clock clock;
  private final DecisionLog log;
  private final DecisionKeys keys;
  private final Drain drain;
  private final EarlierDecisions earlier;
  private final BlockingQueue<Task> queue;
  private final Semaphore room;
  private final LongAdder[] counts = new LongAdder[COUNTS];
  private final ExecutorService lookingUp = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread scoring = Thread.ofPlatform().name("decide").unstarted(this::run);
  private final Thread draining = Thread.ofPlatform().name("drain").unstarted(this::drainLoop);
  private final CompletableFuture<RuntimeException> failed = new CompletableFuture<>();
  private final Batch batch = new Batch();
  private LiveScoring live;
  private volatile String modelVersion;
  private volatile long nextSequence;
  private volatile boolean closing;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Counted outcomes: three decisions, earlier ones, conflicts, dry runs. */
  private static final int COUNTS = 6;

  /** What the scoring thread does next. */
  private sealed interface Task {}

  private record Scoring(Work work) implements Task {}

  /** Something to do between two blocks, or to be told that it never will be done. */
  private record Control(Runnable action, Runnable refusal, boolean last) implements Task {}

  private DecisionEngine(
      StoreAccess store,
      EngineOptions options,
      Clock clock,
      DecisionLog log,
      LiveScoring live,
      DecisionKeys keys,
      long lastSequence) {
    this.store = store;
    this.options = options;
    this.clock = clock;
    this.log = log;
    this.live = live;
    this.keys = keys;
    modelVersion = live.modelVersion();
    nextSequence = lastSequence + 1;
    drain = new Drain(store, log, keys, live.lists());
    earlier = new EarlierDecisions(log, store);
    room = new Semaphore(options.maxPending());
    queue = new ArrayBlockingQueue<>(options.maxPending() + 16);
    for (int i = 0; i < COUNTS; i++) {
      counts[i] = new LongAdder();
    }
  }

  /**
   * Recovers and starts: what the log holds goes into the store, what the store holds without a
   * verdict is scored, the profiles come from the last checkpoint and the transactions since.
   *
   * @param waitingFor hears what is being waited for
   * @param notices hears what a person should know
   */
  public static DecisionEngine open(
      StoreAccess store,
      Sanctions sanctions,
      EngineOptions options,
      Clock clock,
      Progress waitingFor,
      Consumer<String> notices) {
    waitingFor.step("Reading the log", -1);
    DecisionLog log = DecisionLog.open(options.log(), options.segmentBytes());
    try {
      log.notices().forEach(notices);
      Drain recovery = new Drain(store, log, null, List.of());
      long before = recovery.through();
      recovery.drainAll(clock.instant());
      recovery.close();
      if (recovery.through() > before) {
        notices.accept(
            "%d decisions of the log were brought into the store"
                .formatted(recovery.through() - before));
      }
      log.forgetAll();
      LiveScoring live =
          store.use(s -> LiveScoring.open(s, sanctions, clock.instant(), waitingFor));
      waitingFor.step("Reading transaction ids", -1);
      DecisionKeys keys = store.use(s -> DecisionKeys.of(s.transactions()));
      long last = store.use(s -> s.transactions().lastSequence());
      log.begin(new SegmentHeader(last + 1, live.modelVersion(), live.threshold()));
      DecisionEngine engine = new DecisionEngine(store, options, clock, log, live, keys, last);
      engine.scoring.start();
      engine.draining.start();
      return engine;
    } catch (RuntimeException e) {
      log.close();
      throw e;
    }
  }

  /**
   * Decides on transactions in their order.
   *
   * @param transactions 1 to {@link LiveScoring#MAX_ROWS}
   * @param dryRun whether to say what would be decided, and change nothing
   * @return outcomes in the same order, told when all are durable; fails with {@link EngineStopped}
   * @throws Overloaded if too many requests wait already
   */
  public CompletableFuture<List<Outcome>> decide(List<Transaction> transactions, boolean dryRun) {
    if (backlog() > options.maxBacklog() || !room.tryAcquire()) {
      throw new Overloaded(
          "%d requests are under way and %d decisions wait for the store"
              .formatted(pending(), backlog()));
    }
    return submit(transactions, dryRun);
  }

  /** The same, but waits for room: for streams, whose sender waits with it. */
  public CompletableFuture<List<Outcome>> decideWhenPossible(
      List<Transaction> transactions, boolean dryRun) throws InterruptedException {
    while (backlog() > options.maxBacklog() || !room.tryAcquire(100, TimeUnit.MILLISECONDS)) {
      if (closing || failed.isDone()) {
        throw stopped();
      }
      Thread.sleep(5);
    }
    return submit(transactions, dryRun);
  }

  private CompletableFuture<List<Outcome>> submit(List<Transaction> transactions, boolean dryRun) {
    if (transactions.isEmpty() || transactions.size() > LiveScoring.MAX_ROWS) {
      room.release();
      throw new IllegalArgumentException(
          "1 to %d transactions are decided together, got %d"
              .formatted(LiveScoring.MAX_ROWS, transactions.size()));
    }
    Work work = new Work(List.copyOf(transactions), dryRun, false);
    CompletableFuture<List<Outcome>> answer = work.done().whenComplete((_, _) -> room.release());
    enqueue(work);
    return answer;
  }

  private void enqueue(Work work) {
    if (closing || !put(new Scoring(work))) {
      work.fail(stopped());
    }
  }

  /** Queues a task; false if nothing will ever take it. */
  private boolean put(Task task) {
    try {
      boolean queued = false;
      while (!queued && !failed.isDone()) {
        queued = queue.offer(task, 100, TimeUnit.MILLISECONDS);
      }
      return queued && !failed.isDone();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private EngineStopped stopped() {
    RuntimeException cause = failed.getNow(null);
    return new EngineStopped(
        cause == null ? "the server is stopping" : String.valueOf(cause.getMessage()), cause);
  }

  /** Completes if the engine cannot go on, with the reason. */
  public CompletableFuture<RuntimeException> failure() {
    return failed;
  }

  /** Requests under way. */
  public int pending() {
    return options.maxPending() - room.availablePermits();
  }

  /** Decisions that are not in the store yet. */
  public long backlog() {
    return nextSequence - 1 - drain.through();
  }

  /** The model in charge. */
  public String modelVersion() {
    return modelVersion;
  }

  /** How often the disk was waited for. */
  public long syncs() {
    return log.syncs();
  }

  /** How many decisions of this code were given since the start. */
  public long decided(io.tercet.core.ensemble.Decision decision) {
    return counts[decision.code()].sum();
  }

  /** How many answers repeated an earlier decision. */
  public long repeated() {
    return counts[3].sum();
  }

  /** How many requests used a known id for other content. */
  public long conflicts() {
    return counts[4].sum();
  }

  /** How many dry runs were scored. */
  public long dryRuns() {
    return counts[5].sum();
  }

  private void run() {
    try {
      while (true) {
        Task task = queue.take();
        switch (task) {
          case Control control -> {
            control.action().run();
            if (control.last()) {
              return;
            }
          }
          case Scoring first -> score(first.work());
        }
      }
    } catch (InterruptedException | RuntimeException | Error e) {
      stop(new EngineStopped("the engine stopped: " + e, e));
    }
  }

  private void stop(RuntimeException reason) {
    failed.complete(reason);
    batch.fail(reason);
    stopWaiting();
  }

  private void stopWaiting() {
    for (Task task = queue.poll(); task != null; task = queue.poll()) {
      switch (task) {
        case Scoring waiting -> waiting.work().fail(stopped());
        case Control control -> control.refusal().run();
      }
    }
  }

  /** Scores a work and all others that wait, as far as they fit a block. */
  private void score(Work first) {
    batch.begin();
    batch.add(first);
    while (queue.peek() instanceof Scoring(Work next) && batch.fits(next)) {
      queue.remove();
      batch.add(next);
    }
    batch.decide();
  }

  /** Works that are scored together; reused. */
  private final class Batch {
    private final List<Work> works = new ArrayList<>();
    private final List<Transaction> fresh = new ArrayList<>();
    private final List<Work> owners = new ArrayList<>();
    private final List<Runnable> lookups = new ArrayList<>();
    private final int[] rows = new int[LiveScoring.MAX_ROWS];
    private int size;

    void begin() {
      works.clear();
      fresh.clear();
      owners.clear();
      lookups.clear();
      size = 0;
    }

    boolean fits(Work work) {
      return size + work.size() <= LiveScoring.MAX_ROWS;
    }

    void add(Work work) {
      works.add(work);
      size += work.size();
      for (int row = 0; row < work.size(); row++) {
        Transaction transaction = work.transactions.get(row);
        if (work.dryRun) {
          work.set(row, preview(transaction));
        } else {
          add(work, row, transaction);
        }
      }
      if (work.dryRun) {
        counts[5].add(work.size());
        work.tell(work.size());
      }
    }

    private void add(Work work, int row, Transaction transaction) {
      long key = TransactionBlock.key(transaction.id());
      long undrained = keys.undrained(key);
      if (!work.surelyNew && (undrained != 0 || keys.maybeStored(key))) {
        lookups.add(() -> lookUp(work, row, transaction, undrained));
        return;
      }
      long sequence = nextSequence + fresh.size();
      keys.add(key, sequence);
      rows[fresh.size()] = row;
      owners.add(work);
      fresh.add(transaction);
    }

    void decide() {
      if (fresh.isEmpty() && lookups.isEmpty()) {
        return;
      }
      LogGroup group = new LogGroup(fresh.size() * RECORD_BYTES);
      if (!fresh.isEmpty()) {
        score(group);
      }
      List<Work> told = List.copyOf(owners);
      List<Work> all = List.copyOf(works);
      List<Runnable> later = List.copyOf(lookups);
      group.whenDurable(reason -> {
        if (reason != null) {
          failed.complete(reason);
          all.forEach(work -> work.fail(stopped()));
          return;
        }
        told.forEach(work -> work.tell(1));
        later.forEach(lookingUp::execute);
      });
      nextSequence += fresh.size();
      log.add(group);
    }

    private void score(LogGroup group) {
      LiveScoring.Scored scored = live.score(fresh, nextSequence);
      long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
      LoggedDecision[] decisions = new LoggedDecision[fresh.size()];
      for (int i = 0; i < decisions.length; i++) {
        decisions[i] = LoggedDecision.of(scored.verdicts(), i, fresh.get(i), now);
      }
      for (Reason reason : scored.reasons()) {
        int row = reason.row();
        decisions[row] = decisions[row].withReasons(reason.json(), reason.text());
      }
      for (int i = 0; i < decisions.length; i++) {
        group.add(decisions[i]);
        counts[decisions[i].decision()].increment();
        owners.get(i).set(rows[i], Decision.of(decisions[i], live.modelVersion()));
      }
    }

    private Decision preview(Transaction transaction) {
      LiveScoring.Scored scored = live.preview(transaction);
      LoggedDecision decision = LoggedDecision.of(scored.verdicts(), 0, transaction, 0);
      for (Reason reason : scored.reasons()) {
        decision = decision.withReasons(reason.json(), reason.text());
      }
      return Decision.of(decision, live.modelVersion());
    }

    void fail(RuntimeException reason) {
      works.forEach(work -> work.fail(reason));
    }
  }

  /** Answers what was decided before; what turns out to be new after all is scored then. */
  private void lookUp(Work work, int row, Transaction transaction, long sequence) {
    try {
      Optional<Outcome> found = earlier.find(transaction, sequence);
      if (found.isPresent()) {
        counts[found.get() instanceof Conflict ? 4 : 3].increment();
        work.set(row, found.get());
        work.tell(1);
        return;
      }
      Work again = new Work(List.of(transaction), false, true);
      enqueue(again);
      work.set(row, again.done().join().getFirst());
      work.tell(1);
    } catch (RuntimeException e) {
      work.fail(e);
    }
  }

  private void drainLoop() {
    Duration wait = options.drainDelay();
    try {
      // No interrupt: it would close the file that is being read.
      while (!closed.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
        long start = System.nanoTime();
        int rows = drain.drain();
        finishIfOld();
        long took = System.nanoTime() - start;
        // Opening an import costs the same for one row as for many: at most a tenth of the time.
        boolean behind = backlog() > 100_000;
        wait =
            behind
                ? Duration.ZERO
                : Duration.ofNanos(Math.max(options.drainDelay().toNanos(), 9 * took));
        if (rows == 0 && behind) {
          wait = options.drainDelay();
        }
      }
    } catch (InterruptedException | RuntimeException e) {
      failed.complete(new EngineStopped("decisions cannot be stored: " + e.getMessage(), e));
    }
  }

  private void finishIfOld() {
    Instant now = clock.instant();
    boolean old =
        drain.runStart().map(start -> start.plus(options.runLength()).isBefore(now)).orElse(false);
    if (old) {
      drain.finish(now);
    }
  }

  /** Does something between two blocks, with everything decided so far in the store. */
  private <T> T atRest(Supplier<T> action) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Runnable run =
        () -> {
          try {
            settle();
            result.complete(action.get());
          } catch (RuntimeException e) {
            result.completeExceptionally(e);
          }
        };
    Control control = new Control(run, () -> result.completeExceptionally(stopped()), false);
    if (closing || !put(control)) {
      throw stopped();
    }
    try {
      return result.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Waits until all that was decided is durable, brings it into the store, finishes the run. */
  private void settle() {
    CompletableFuture<Void> durable = new CompletableFuture<>();
    LogGroup group = new LogGroup();
    group.whenDurable(reason -> {
      if (reason == null) {
        durable.complete(null);
      } else {
        durable.completeExceptionally(reason);
      }
    });
    log.add(group);
    durable.join();
    drain.drainAll(clock.instant());
  }

  /**
   * Saves the profiles, so that a start after a crash replays only what comes after. Nothing is
   * decided meanwhile.
   *
   * @return whether there was anything new to save
   */
  public boolean checkpoint() {
    return atRest(this::saveCheckpoint);
  }

  private boolean saveCheckpoint() {
    Optional<DetectionRun> last = drain.lastFinished();
    last.ifPresent(run ->
        store.use(s -> {
          s.detections().checkpoint(run, live.fingerprint(), live::save);
          return s;
        }));
    return last.isPresent();
  }

  /**
   * Puts a model in charge; the next transaction is scored by it.
   *
   * @throws io.tercet.jobs.JobException if it is unknown or cannot be used
   */
  public void activate(String version) {
    atRest(() -> {
      if (version.equals(live.modelVersion())) {
        return version;
      }
      LiveScoring next = store.use(s -> live.withModel(s, version));
      store.use(s -> {
        s.models().activate(version);
        return s;
      });
      log.begin(new SegmentHeader(nextSequence, next.modelVersion(), next.threshold()));
      live = next;
      modelVersion = version;
      return version;
    });
  }

  /**
   * Decides what waits, brings everything into the store, saves the profiles and ends. After a
   * failure what is durable stays in the log, for the next start.
   */
  @Override
  public void close() {
    if (closing) {
      return;
    }
    closing = true;
    closed.countDown();
    put(new Control(() -> {}, () -> {}, true));
    Threads.join(scoring);
    stopWaiting();
    Threads.join(draining);
    if (!failed.isDone()) {
      settle();
      saveCheckpoint();
    }
    drain.close();
    log.close();
    if (!failed.isDone()) {
      log.forgetAll();
    }
    lookingUp.close();
  }

  /** What the store is reached by. */
  public StoreAccess store() {
    return store;
  }

  /** The name of the store, for people. */
  public String storeName() {
    return store.use(Store::name);
  }
}
