package io.tercet.jobs;

import io.tercet.store.DetectionStore.ScoreReader;
import io.tercet.store.ScoreBlock;
import io.tercet.store.Store;

/** Holds stored risks against what they say of themselves; needs no labels. */
public final class CalibrationJob {
  private static final int BLOCK = 8192;

  private final Store store;

  /** Creates the job on a store. */
  public CalibrationJob(Store store) {
    this.store = store;
  }

  /**
   * Counts verdicts by month, layer and risk. Labels that the request names are not read.
   *
   * @throws JobException if there is no verdict, or no such model
   */
  public CalibrationResult run(EvaluateRequest request, Progress progress) {
    String version = request.modelVersion();
    if (version != null && store.models().find(version).isEmpty()) {
      throw ModelFiles.unknown(version);
    }
    CalibrationCounts counts = new CalibrationCounts(BudgetThreshold.of(store, request));
    ScoreBlock block = new ScoreBlock(BLOCK);
    progress.step("Reading verdicts", -1);
    try (ScoreReader reader = store.detections().scores(request.selection(), version)) {
      while (reader.next(block)) {
        counts.add(block);
        progress.advance(counts.transactions());
        progress.checkpoint();
      }
    }
    if (counts.transactions() == 0) {
      throw new JobException("there are no verdicts in this window. Maybe detect first.");
    }
    return counts.result(request.options().budgetPerDay());
  }
}
