package io.tercet.jobs;

import io.tercet.core.ensemble.EnsembleOptions;
import io.tercet.core.ensemble.Risk;
import io.tercet.core.ensemble.RiskLevel;
import io.tercet.core.transaction.Transaction;
import io.tercet.store.DetectionStore;
import io.tercet.store.DetectionStore.DetectionRun;
import io.tercet.store.DetectionStore.Mode;
import io.tercet.store.Selection;
import io.tercet.store.Store;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Scores what is new, or a window. A run is recorded before its first verdict and walks its rows in
 * a fixed order; verdicts and progress commit together. A run whose process died is finished first,
 * with the same rows, model and time, so that the table comes out as if nothing had happened.
 */
public final class DetectJob {
  private static final double DAY_MICROS = 86_400e6;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Store store;
  private final DetectionStore detections;

  /** Creates the job on a store. */
  public DetectJob(Store store) {
    this.store = store;
    this.detections = store.detections();
  }

  /**
   * Detects.
   *
   * @param startedAt becomes {@code detected_at} of the verdicts
   * @throws JobException if no model is active, or it cannot be used
   */
  public DetectResult run(DetectRequest request, Instant startedAt, Progress progress) {
    Optional<DetectionRun> unfinished = detections.unfinishedRun();
    if (unfinished.isEmpty()) {
      return runNew(request, startedAt, progress);
    }
    DetectResult resumed = carryOut(unfinished.get(), request, true, startedAt, progress);
    return asksTheSame(request, unfinished.get())
        ? resumed
        : resumed.plus(runNew(request, startedAt, progress));
  }

  /** A window is asked for once; a cursor run may have new rows behind it. */
  private static boolean asksTheSame(DetectRequest request, DetectionRun run) {
    return request.isWindow()
        && run.mode() == Mode.WINDOW
        && from(request) == run.fromMicros()
        && to(request) == run.toMicros();
  }

  private DetectResult runNew(DetectRequest request, Instant startedAt, Progress progress) {
    ModelFiles.Loaded loaded = ModelFiles.load(store.models(), request.modelVersion());
    Mode mode = request.isWindow() ? Mode.WINDOW : Mode.CURSOR;
    long through = store.transactions().lastSequence();
    long after = mode == Mode.CURSOR ? detections.cursor() : 0;
    Selection selection = new Selection(after, through, from(request), to(request));
    double threshold = threshold(request, loaded.model().options(), selection);
    String version = loaded.row().version();
    if (store.transactions().count(selection) == 0) {
      return new DetectResult("", version, 0, 0, Map.of(), threshold, false);
    }
    DetectionRun run =
        new DetectionRun(
            "run-%s-%05d"
                .formatted(STAMP.format(startedAt), detections.runs(Integer.MAX_VALUE).size() + 1),
            version,
            mode,
            after,
            through,
            from(request),
            to(request),
            startedAt,
            threshold,
            0,
            0);
    detections.begin(run);
    return carryOut(run, request, false, startedAt, progress);
  }

  private static long from(DetectRequest request) {
    return request.fromMicros() != null ? request.fromMicros() : Transaction.MIN_TIMESTAMP;
  }

  private static long to(DetectRequest request) {
    return request.toMicros() != null ? request.toMicros() : Transaction.MAX_TIMESTAMP;
  }

  /** The alert threshold: as given, or that which lets the budget's share of traffic through. */
  private double threshold(DetectRequest request, EnsembleOptions options, Selection selection) {
    Double budget = request.budgetPerDay();
    if (budget != null) {
      return Risk.threshold(Math.min(1, budget / rowsPerDay(selection)));
    }
    return request.threshold() != null ? request.threshold() : options.thresholds().medium();
  }

  private double rowsPerDay(Selection selection) {
    var span = store.transactions().span();
    long first = Math.max(span.firstMicros(), selection.fromMicros());
    long last = Math.min(span.lastMicros() + 1, selection.toMicros());
    double days = Math.max(1, (last - first) / DAY_MICROS);
    long rows = store.transactions().count(selection.between(first, Math.max(first, last)));
    return Math.max(1, rows / days);
  }

  private DetectResult carryOut(
      DetectionRun run, DetectRequest request, boolean resumed, Instant now, Progress progress) {
    ModelFiles.Loaded loaded = ModelFiles.load(store.models(), run.modelVersion());
    boolean budgeted = run.threshold() != loaded.model().options().thresholds().medium();
    DetectionRunner runner =
        new DetectionRunner(store, run, loaded.model(), budgeted, request, progress);
    Scoring scoring = runner.run();
    detections.finish(run.progress(runner.rows(), scoring.alerts()), now);
    return new DetectResult(
        run.id(),
        run.modelVersion(),
        runner.rows(),
        scoring.alerts(),
        levels(scoring),
        run.threshold(),
        resumed);
  }

  private static Map<RiskLevel, Long> levels(Scoring scoring) {
    Map<RiskLevel, Long> levels = new EnumMap<>(RiskLevel.class);
    for (RiskLevel level : RiskLevel.values()) {
      levels.put(level, scoring.levels()[level.code()]);
    }
    return levels;
  }
}
