package io.tercet.jobs;

import io.tercet.core.ensemble.EnsembleModel;
import io.tercet.core.feature.FeatureBlock;
import io.tercet.core.feature.FeatureEngine;
import io.tercet.core.feature.SnapshotException;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
  private final boolean budgeted;
  private final DetectRequest request;
  private final Progress progress;
  private final String fingerprint;
  private final TransactionBlock block = new TransactionBlock(Scoring.BLOCK);
  private long rows;

  DetectionRunner(
      Store store,
      DetectionRun run,
      EnsembleModel model,
      boolean budgeted,
      DetectRequest request,
      Progress progress) {
    this.store = store;
    this.detections = store.detections();
    this.run = run;
    this.model = model;
    this.budgeted = budgeted;
    this.request = request;
    this.progress = progress;
    this.fingerprint = EngineState.fingerprint(model.options().features(), run.modelVersion());
  }

  /** Rows of the run that have been scored. */
  long rows() {
    return rows;
  }

  /** Scores everything that the run has not committed yet. */
  Scoring run() {
    EngineState state = run.mode() == Mode.CURSOR ? cursorState() : windowState();
    Scoring scoring =
        new Scoring(
            model, state.engine(), state.rolling(), run.threshold(), budgeted, request.chunkRows());
    progress.step("Scoring", store.transactions().count(run.selection()));
    try (TransactionReader reader = store.transactions().read(run.selection())) {
      long committed = run.rows();
      while (reader.next(block)) {
        // What a dead process had committed is scored again, not written again: same rows, same
        // order, same bits. It committed whole blocks.
        boolean keep = rows >= committed;
        scoring.score(block, keep);
        rows += block.size;
        if (scoring.chunk().size >= request.chunkRows()) {
          commit(scoring);
        }
        progress.advance(rows);
        progress.checkpoint();
      }
      commit(scoring);
    }
    if (run.mode() == Mode.CURSOR) {
      checkpoint(scoring);
    }
    return scoring;
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

  private void checkpoint(Scoring scoring) {
    EngineState state = new EngineState(scoring.engine(), scoring.scorer().rolling());
    detections.checkpoint(run.progress(rows, scoring.alerts()), fingerprint, state::save);
  }

  /** A window begins with profiles of all that happened before it. */
  private EngineState windowState() {
    EngineState state = EngineState.fresh(model);
    Selection before =
        Selection.ingested(0, run.throughSequence())
            .between(Transaction.MIN_TIMESTAMP, run.fromMicros());
    replay(state.engine(), before, "Replaying history");
    return state;
  }

  /** The cursor goes on from where the last finished run left the engine. */
  private EngineState cursorState() {
    if (run.afterSequence() == 0) {
      return EngineState.fresh(model);
    }
    Optional<EngineState> saved = restore();
    return saved.orElseGet(this::rebuild);
  }

  private Optional<EngineState> restore() {
    Optional<Checkpoint> found = detections.latestCheckpoint();
    if (found.isEmpty()
        || found.get().progress().throughSequence() != run.afterSequence()
        || !EngineState.sameProfiles(fingerprint, found.get().fingerprint())) {
      return Optional.empty();
    }
    boolean sameModel = found.get().fingerprint().equals(fingerprint);
    try (InputStream in = found.get().open()) {
      EngineState state = EngineState.load(model.options().features(), in);
      return Optional.of(sameModel ? state : new EngineState(state.engine(), model.fused()));
    } catch (IOException | UncheckedIOException | SnapshotException e) {
      return Optional.empty(); // then it is rebuilt from the transactions
    }
  }

  /** Replays the cursor's finished runs, each in its own order, as they were scored. */
  private EngineState rebuild() {
    List<DetectionRun> cursorRuns = new ArrayList<>();
    for (DetectionRun past : detections.runs(ALL_RUNS)) {
      if (past.mode() == Mode.CURSOR && past.throughSequence() <= run.afterSequence()) {
        cursorRuns.add(past);
      }
    }
    Collections.reverse(cursorRuns);
    EngineState state = EngineState.fresh(model);
    Scoring scoring =
        new Scoring(model, state.engine(), state.rolling(), run.threshold(), budgeted, 1);
    for (DetectionRun past : cursorRuns) {
      if (past.modelVersion().equals(run.modelVersion())) {
        rescore(scoring, past.selection());
      } else {
        replay(state.engine(), past.selection(), "Rebuilding profiles");
      }
    }
    return new EngineState(state.engine(), scoring.scorer().rolling());
  }

  private void rescore(Scoring scoring, Selection selection) {
    progress.step("Rebuilding profiles", store.transactions().count(selection));
    long done = 0;
    try (TransactionReader reader = store.transactions().read(selection)) {
      while (reader.next(block)) {
        scoring.score(block, false);
        done += block.size;
        progress.advance(done);
        progress.checkpoint();
      }
    }
  }

  private void replay(FeatureEngine engine, Selection selection, String step) {
    progress.step(step, store.transactions().count(selection));
    FeatureBlock features = new FeatureBlock(Scoring.BLOCK);
    long done = 0;
    try (TransactionReader reader = store.transactions().read(selection)) {
      while (reader.next(block)) {
        engine.process(block, features);
        done += block.size;
        progress.advance(done);
        progress.checkpoint();
      }
    }
  }
}
