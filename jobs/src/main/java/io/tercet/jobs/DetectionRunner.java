package io.tercet.jobs;

import io.tercet.core.ensemble.EnsembleModel;
import io.tercet.core.ensemble.RiskLevel;
import io.tercet.core.feature.FeatureBlock;
import io.tercet.core.feature.SnapshotException;
import io.tercet.core.sanctions.Sanctions;
import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import io.tercet.store.DetectionStore;
import io.tercet.store.DetectionStore.Checkpoint;
import io.tercet.store.DetectionStore.DetectionRun;
import io.tercet.store.DetectionStore.Mode;
import io.tercet.store.Selection;
import io.tercet.store.Store;
import io.tercet.store.TransactionStore.TransactionReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries out one run: brings the engine to where the run begins, from a checkpoint or from the
 * stored transactions, then scores its rows chunk by chunk.
 */
final class DetectionRunner {
  private static final int ALL_RUNS = Integer.MAX_VALUE;

  private final Store store;
  private final DetectionStore detections;
  private final DetectionRun run;
  private final EnsembleModel model;
  private final AlertRule alertRule;
  private final int chunkRows;
  private final Sanctions sanctions;
  private final Progress progress;
  private final String fingerprint;
  private final TransactionBlock block = new TransactionBlock(Scoring.BLOCK);
  private final FeatureBlock features = new FeatureBlock(Scoring.BLOCK);
  private long rows;

  /**
   * What a run came to.
   *
   * @param rows of the run
   * @param alerts among them
   * @param levels rows of each level, of those that this process committed
   */
  record Outcome(long rows, long alerts, Map<RiskLevel, Long> levels) {}

  DetectionRunner(
      Store store,
      DetectionRun run,
      EnsembleModel model,
      int chunkRows,
      Sanctions sanctions,
      Progress progress) {
    this.store = store;
    this.detections = store.detections();
    this.run = run;
    this.model = model;
    this.alertRule = AlertRule.of(run, model);
    this.chunkRows = chunkRows;
    this.sanctions = sanctions;
    this.progress = progress;
    this.fingerprint = EngineState.fingerprint(model.options().features(), run.modelVersion());
  }

  /** Scores everything that the run has not committed yet. */
  Outcome run() {
    Optional<Checkpoint> checkpoint = detections.latestCheckpoint();
    if (checkpoint.isPresent() && checkpoint.get().progress().id().equals(run.id())) {
      // A checkpoint is a run's last act: nothing is left but to say that it is finished.
      DetectionRun done = checkpoint.get().progress();
      return new Outcome(done.rows(), done.alerts(), Map.of());
    }
    boolean isCursor = run.mode() == Mode.CURSOR;
    EngineState state = isCursor ? cursorState(checkpoint) : windowState();
    Scoring scoring = new Scoring(model, state, alertRule, sanctions, chunkRows);
    scoreAll(scoring);
    if (isCursor) {
      EngineState after = scoring.state();
      detections.checkpoint(run.progress(rows, scoring.alerts()), fingerprint, after::save);
    }
    return new Outcome(rows, scoring.alerts(), scoring.levels());
  }

  private void scoreAll(Scoring scoring) {
    forEachBlock(
        "Scoring",
        run.selection(),
        () -> {
          // What a dead process had committed is scored again, not written again: same rows, same
          // order, same bits. It committed whole blocks.
          scoring.score(block, rows >= run.rows());
          rows += block.size;
          if (scoring.chunk().size >= chunkRows) {
            commit(scoring);
          }
        });
    commit(scoring);
  }

  private void commit(Scoring scoring) {
    if (scoring.chunk().size > 0) {
      detections.commit(
          run.progress(rows, scoring.alerts()),
          scoring.chunk(),
          scoring.reasons(store.transactions()));
      scoring.clear();
    }
  }

  /** A window begins with profiles of all that happened before it. */
  private EngineState windowState() {
    EngineState state = EngineState.fresh(model);
    Selection before =
        Selection.ingested(0, run.throughSequence())
            .between(Transaction.MIN_TIMESTAMP, run.fromMicros());
    forEachBlock("Replaying history", before, () -> state.engine().process(block, features));
    return state;
  }

  /** The cursor goes on from where the last finished run left the engine. */
  private EngineState cursorState(Optional<Checkpoint> checkpoint) {
    return run.afterSequence() == 0
        ? EngineState.fresh(model)
        : checkpoint.flatMap(this::restore).orElseGet(this::rebuild);
  }

  private Optional<EngineState> restore(Checkpoint checkpoint) {
    if (checkpoint.progress().throughSequence() != run.afterSequence()
        || !EngineState.sameProfiles(fingerprint, checkpoint.fingerprint())) {
      return Optional.empty();
    }
    boolean sameModel = checkpoint.fingerprint().equals(fingerprint);
    try (InputStream in = checkpoint.open()) {
      EngineState state = EngineState.load(model.options().features(), in);
      return Optional.of(sameModel ? state : new EngineState(state.engine(), model.fused()));
    } catch (IOException | UncheckedIOException | SnapshotException e) {
      return Optional.empty(); // then it is rebuilt from the transactions
    }
  }

  /**
   * Replays the cursor's finished runs, each in its own order, as they were scored. Only the latest
   * runs with this model count for the calibration: it begins anew whenever the model changes.
   */
  private EngineState rebuild() {
    List<DetectionRun> past = pastCursorRuns();
    int same = past.size();
    while (same > 0 && past.get(same - 1).modelVersion().equals(run.modelVersion())) {
      same--;
    }
    EngineState state = EngineState.fresh(model);
    Scoring scoring = new Scoring(model, state, alertRule, Sanctions.NONE, 1);
    for (DetectionRun other : past.subList(0, same)) {
      forEachBlock(
          "Rebuilding profiles", other.selection(), () -> state.engine().process(block, features));
    }
    for (DetectionRun own : past.subList(same, past.size())) {
      forEachBlock("Rebuilding profiles", own.selection(), () -> scoring.score(block, false));
    }
    return scoring.state();
  }

  /** The cursor's runs before this one, oldest first. */
  private List<DetectionRun> pastCursorRuns() {
    return detections.runs(ALL_RUNS).reversed().stream()
        .filter(past -> past.mode() == Mode.CURSOR)
        .filter(past -> past.throughSequence() <= run.afterSequence())
        .toList();
  }

  /** Reads a selection into {@link #block}, and calls {@code use} each time it is full. */
  private void forEachBlock(String step, Selection selection, Runnable use) {
    progress.step(step, store.transactions().count(selection));
    long done = 0;
    try (TransactionReader reader = store.transactions().read(selection)) {
      while (reader.next(block)) {
        use.run();
        done += block.size;
        progress.advance(done);
        progress.checkpoint();
      }
    }
  }
}
