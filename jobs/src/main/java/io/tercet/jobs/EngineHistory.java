package io.tercet.jobs;

import io.tercet.core.ensemble.EnsembleModel;
import io.tercet.core.feature.SnapshotException;
import io.tercet.core.sanctions.Sanctions;
import io.tercet.core.transaction.Transaction;
import io.tercet.store.DetectionStore;
import io.tercet.store.DetectionStore.Checkpoint;
import io.tercet.store.DetectionStore.DetectionRun;
import io.tercet.store.DetectionStore.Mode;
import io.tercet.store.Selection;
import io.tercet.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Brings the engine to where a run begins: from the latest checkpoint and the runs that were
 * finished since, or from the stored transactions alone. The bits are the same either way.
 */
final class EngineHistory {
  private static final int ALL_RUNS = Integer.MAX_VALUE;

  /**
   * A checkpoint is written once a 32nd of all rows were scored since the last one: replaying so
   * few takes less than loading the profiles, and writing those at every hourly run would take
   * longer than all the rest of it.
   */
  private static final int REPLAYED_SHARE = 32;

  private final DetectionStore detections;
  private final DetectionRun run;
  private final EnsembleModel model;
  private final BlockWork work;
  private final String fingerprint;

  /** What the checkpoint that was restored had scored through; 0 if none was. */
  private long restoredThrough;

  EngineHistory(Store store, DetectionRun run, EnsembleModel model, BlockWork work) {
    this.detections = store.detections();
    this.run = run;
    this.model = model;
    this.work = work;
    fingerprint = EngineState.fingerprint(model.options().features(), run.modelVersion());
  }

  /** Names what can go on from the state after the run. */
  String fingerprint() {
    return fingerprint;
  }

  /** Whether the state after the run, a cursor run, is worth a checkpoint. */
  boolean wantsCheckpoint() {
    return (run.throughSequence() - restoredThrough) * REPLAYED_SHARE >= restoredThrough;
  }

  /** A window begins with profiles of all that happened before it. */
  EngineState beforeWindow() {
    EngineState state = EngineState.fresh(model);
    Selection before =
        Selection.ingested(0, run.throughSequence())
            .between(Transaction.MIN_TIMESTAMP, run.fromMicros());
    replay("Replaying history", before, state);
    return state;
  }

  /** The cursor goes on from where the last finished run left the engine. */
  EngineState beforeCursor(Optional<Checkpoint> latest) {
    if (run.afterSequence() == 0) {
      return EngineState.fresh(model);
    }
    List<DetectionRun> past = pastCursorRuns();
    return latest
        .filter(this::fits)
        .flatMap(checkpoint -> restore(checkpoint).map(state -> after(checkpoint, state, past)))
        .orElseGet(() -> replayRuns(past, EngineState.fresh(model), false));
  }

  private boolean fits(Checkpoint checkpoint) {
    return checkpoint.progress().mode() != Mode.WINDOW
        && checkpoint.progress().throughSequence() <= run.afterSequence()
        && EngineState.sameProfiles(fingerprint, checkpoint.fingerprint());
  }

  private Optional<EngineState> restore(Checkpoint checkpoint) {
    try (InputStream in = checkpoint.open()) {
      return Optional.of(EngineState.load(model.options().features(), in));
    } catch (IOException | UncheckedIOException | SnapshotException e) {
      return Optional.empty(); // then it is rebuilt from the transactions
    }
  }

  private EngineState after(Checkpoint checkpoint, EngineState state, List<DetectionRun> past) {
    restoredThrough = checkpoint.progress().throughSequence();
    List<DetectionRun> later =
        past.stream().filter(other -> other.afterSequence() >= restoredThrough).toList();
    return replayRuns(later, state, checkpoint.fingerprint().equals(fingerprint));
  }

  /**
   * Replays finished runs of the cursor, each in its own order, as they were scored. Only the
   * latest runs with this model count for the calibration: it begins anew whenever the model
   * changes.
   *
   * @param own whether {@code state} is this model's, its calibration too
   */
  private EngineState replayRuns(List<DetectionRun> past, EngineState state, boolean own) {
    int same = past.size();
    while (same > 0 && past.get(same - 1).modelVersion().equals(run.modelVersion())) {
      same--;
    }
    for (DetectionRun other : past.subList(0, same)) {
      work.forEach(
          "Rebuilding profiles", other, state.engine(), BlockWork.NOTHING, BlockWork.NOTHING);
    }
    boolean goesOn = own && same == 0;
    EngineState begin = goesOn ? state : new EngineState(state.engine(), model.fused());
    Scoring scoring = new Scoring(model, begin, AlertRule.of(run, model), Sanctions.NONE);
    for (DetectionRun one : past.subList(same, past.size())) {
      work.forEach("Rebuilding profiles", one, state.engine(), work.layers(model), scoring::pass);
    }
    return scoring.state(begin);
  }

  private void replay(String step, Selection selection, EngineState state) {
    work.forEach(step, selection, state.engine(), BlockWork.NOTHING, BlockWork.NOTHING);
  }

  /** The cursor's runs before this one, oldest first. */
  private List<DetectionRun> pastCursorRuns() {
    return detections.runs(ALL_RUNS).reversed().stream()
        .filter(past -> past.mode() != Mode.WINDOW)
        .filter(past -> past.throughSequence() <= run.afterSequence())
        .toList();
  }
}
