package io.tercet.jobs;

import io.tercet.core.transaction.Transaction;
import io.tercet.store.DetectionStore;
import io.tercet.store.DetectionStore.DetectionRun;
import io.tercet.store.DetectionStore.Mode;
import io.tercet.store.Selection;
import io.tercet.store.Store;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Scores what is new, or a window. A run is recorded before its first verdict and walks its rows in
 * a fixed order; verdicts and progress commit together. A run whose process died is finished first,
 * with the same rows, model and time, so that the table comes out as if nothing had happened.
 */
public final class DetectJob {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Store store;
  private final DetectionStore detections;
  private final int threads;
  private final @Nullable KeptFeatures kept;

  /** Creates the job on a store, with as many threads as the machine has processors. */
  public DetectJob(Store store) {
    this(store, null);
  }

  /**
   * Creates the job on a store.
   *
   * @param kept features that training has computed before; null for none. The verdicts do not
   *     depend on it
   */
  public DetectJob(Store store, @Nullable KeptFeatures kept) {
    this(store, BlockWork.usualThreads(), kept);
  }

  /**
   * Creates the job on a store.
   *
   * @param threads that score, ≥ 1, besides those that read, compute features and write; no verdict
   *     depends on it
   */
  public DetectJob(Store store, int threads) {
    this(store, threads, null);
  }

  DetectJob(Store store, int threads, @Nullable KeptFeatures kept) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be ≥ 1, got " + threads);
    }
    this.store = store;
    this.detections = store.detections();
    this.threads = threads;
    this.kept = kept;
  }

  /**
   * Detects.
   *
   * @param startedAt becomes {@code detected_at} of the verdicts
   * @throws JobException if no model is active, or it cannot be used
   * @throws JobStopped if a stop was requested; the same request goes on
   */
  public DetectResult run(DetectRequest request, Instant startedAt, Progress progress) {
    store.claim();
    Optional<DetectionRun> unfinished = detections.unfinishedRun();
    if (unfinished.isEmpty()) {
      return runNew(request, startedAt, progress, null);
    }
    DetectionRun run = unfinished.get();
    requireOwn(run);
    ModelFiles.Loaded model = ModelFiles.load(store.models(), run.modelVersion());
    DetectResult resumed = carryOut(run, model, request, true, startedAt, progress);
    return resumed.plus(runNew(request, startedAt, progress, run));
  }

  /**
   * Scores what the request asks for.
   *
   * @param resumed the run that was finished just now; a window is not scored again after it
   */
  private DetectResult runNew(
      DetectRequest request, Instant startedAt, Progress progress, @Nullable DetectionRun resumed) {
    ModelFiles.Loaded model = ModelFiles.load(store.models(), request.modelVersion());
    DetectionRun run = plan(request, model, startedAt);
    if (store.transactions().count(run.selection()) == 0
        || (resumed != null && isSame(run, resumed))) {
      return new DetectResult("", run.modelVersion(), 0, 0, Map.of(), run.threshold(), false);
    }
    detections.begin(run);
    return carryOut(run, model, request, false, startedAt, progress);
  }

  private static void requireOwn(DetectionRun run) {
    if (run.mode() == Mode.ARRIVAL) {
      throw new JobException(
          "run %s belongs to 'tercet serve', which did not end by itself. Start it once: its log holds decisions that are not in the store yet."
              .formatted(run.id()));
    }
  }

  private static boolean isSame(DetectionRun one, DetectionRun other) {
    return one.selection().equals(other.selection())
        && one.modelVersion().equals(other.modelVersion())
        && one.threshold() == other.threshold();
  }

  private DetectionRun plan(DetectRequest request, ModelFiles.Loaded model, Instant startedAt) {
    Mode mode = request.isWindow() ? Mode.WINDOW : Mode.CURSOR;
    long after = mode == Mode.CURSOR ? detections.cursor() : 0;
    long through = Math.max(after, store.transactions().lastSequence());
    long from = within(request.fromMicros(), Transaction.MIN_TIMESTAMP);
    long to = within(request.toMicros(), Transaction.MAX_TIMESTAMP);
    double threshold =
        AlertRule.threshold(
            request, model.model(), store.transactions(), new Selection(after, through, from, to));
    int number = detections.runs(Integer.MAX_VALUE).size() + 1;
    return new DetectionRun(
        "run-%s-%05d".formatted(STAMP.format(startedAt), number),
        model.row().version(),
        mode,
        after,
        through,
        from,
        to,
        startedAt,
        threshold,
        0,
        0);
  }

  /** A bound of a window, brought into the times that transactions can have. */
  private static long within(@Nullable Long micros, long otherwise) {
    return micros == null
        ? otherwise
        : Math.clamp(micros, Transaction.MIN_TIMESTAMP, Transaction.MAX_TIMESTAMP);
  }

  private DetectResult carryOut(
      DetectionRun run,
      ModelFiles.Loaded model,
      DetectRequest request,
      boolean resumed,
      Instant now,
      Progress progress) {
    detections.recordLists(run, UsedLists.of(request.sanctions()));
    BlockWork work = new BlockWork(store.transactions(), progress, threads);
    DetectionRunner runner =
        new DetectionRunner(
            store, run, model.model(), work, request.chunkRows(), request.sanctions(), kept);
    DetectionRunner.Outcome outcome = runner.run();
    detections.finish(run.progress(outcome.rows(), outcome.alerts()), now);
    return new DetectResult(
        run.id(),
        run.modelVersion(),
        outcome.rows(),
        outcome.alerts(),
        outcome.levels(),
        run.threshold(),
        resumed);
  }
}
