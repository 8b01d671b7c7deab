package io.tercet.jobs;

import io.tercet.core.ensemble.EnsembleModel;
import io.tercet.core.ensemble.RiskLevel;
import io.tercet.core.feature.FeatureEngine;
import io.tercet.core.sanctions.Sanctions;
import io.tercet.store.DetectionStore;
import io.tercet.store.DetectionStore.Checkpoint;
import io.tercet.store.DetectionStore.DetectionRun;
import io.tercet.store.DetectionStore.Mode;
import io.tercet.store.Store;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carries out one run: brings the engine to where the run begins, scores its rows block by block
 * and commits them chunk by chunk.
 */
final class DetectionRunner {
  private final Store store;
  private final DetectionStore detections;
  private final DetectionRun run;
  private final EnsembleModel model;
  private final BlockWork work;
  private final EngineHistory history;
  private final int chunkRows;
  private final Sanctions sanctions;
  private final @Nullable KeptFeatures kept;
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
      BlockWork work,
      int chunkRows,
      Sanctions sanctions,
      @Nullable KeptFeatures kept) {
    this.store = store;
    this.detections = store.detections();
    this.run = run;
    this.model = model;
    this.work = work;
    this.history = new EngineHistory(store, run, model, work);
    this.chunkRows = chunkRows;
    this.sanctions = sanctions;
    this.kept = kept;
  }

  /** Scores everything that the run has not committed yet. */
  Outcome run() {
    Optional<Checkpoint> latest = detections.latestCheckpoint();
    if (latest.isPresent() && latest.get().progress().id().equals(run.id())) {
      // A checkpoint is a run's last act: nothing is left but to say that it is finished.
      DetectionRun done = latest.get().progress();
      return new Outcome(done.rows(), done.alerts(), Map.of());
    }
    boolean isCursor = run.mode() == Mode.CURSOR;
    Optional<KeptFeatures.Rows> ahead =
        kept == null ? Optional.empty() : kept.take(run, model.options().features());
    EngineState before =
        ahead
            .map(rows -> new EngineState(rows.engine(), model.fused()))
            .orElseGet(() -> isCursor ? history.beforeCursor(latest) : history.beforeWindow());
    Scoring scoring = new Scoring(model, before, AlertRule.of(run, model), sanctions);
    BlockSource blocks =
        ahead
            .map(rows -> rows.of(run, store.transactions()))
            .orElseGet(() -> stored(before.engine()));
    scoreAll(blocks, scoring);
    if (isCursor && history.wantsCheckpoint()) {
      EngineState after = scoring.state(before);
      detections.checkpoint(
          run.progress(rows, scoring.alerts()), history.fingerprint(), after::save);
    }
    return new Outcome(rows, scoring.alerts(), scoring.levels());
  }

  private BlockSource stored(FeatureEngine engine) {
    return new StoredBlocks(store.transactions().read(run.selection()), engine);
  }

  private void scoreAll(BlockSource blocks, Scoring scoring) {
    try (ChunkCommitter committer = new ChunkCommitter(store, model, sanctions, chunkRows)) {
      work.forEach(
          "Scoring",
          store.transactions().count(run.selection()),
          blocks,
          work.layers(model),
          block -> add(block, scoring, committer));
      commit(scoring, committer);
      committer.await();
    }
  }

  private void add(FlowBlock block, Scoring scoring, ChunkCommitter committer) {
    if (rows + block.size() <= run.rows()) {
      // A dead process has committed it: it is scored again, not written again. Its blocks may have
      // ended elsewhere; of one that it committed in part the store leaves that part as it is.
      scoring.pass(block);
    } else {
      scoring.keep(block, committer.chunk());
    }
    rows += block.size();
    if (committer.chunk().verdicts.size >= chunkRows) {
      commit(scoring, committer);
    }
  }

  private void commit(Scoring scoring, ChunkCommitter committer) {
    if (committer.chunk().verdicts.size > 0) {
      committer.commit(run.progress(rows, scoring.alerts()));
    }
  }
}
