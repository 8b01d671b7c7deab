package io.tercet.jobs;

import io.tercet.core.transaction.Transaction;
import io.tercet.jobs.EvaluateRequest.Period;
import io.tercet.jobs.EvaluationResult.PeriodResult;
import io.tercet.store.DetectionStore.ScoreReader;
import io.tercet.store.ScoreBlock;
import io.tercet.store.Selection;
import io.tercet.store.Store;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds stored verdicts against labels, in time order. Labels are read and forgotten. */
public final class EvaluateJob {
  private static final int BLOCK = 8192;

  private final Store store;

  /** Creates the job on a store. */
  public EvaluateJob(Store store) {
    this.store = store;
  }

  /**
   * Evaluates.
   *
   * @throws JobException if no label has a verdict
   */
  public EvaluationResult run(EvaluateRequest request, Progress progress) {
    requireModel(request.modelVersion());
    progress.step("Reading labels", -1);
    Labels labels = LabelFiles.read(request.labels());
    ScoredRows rows = read(request, labels, progress);
    if (rows.size() == 0) {
      throw new JobException(
          "none of the %d labels of %s belongs to a transaction with a verdict. Maybe detect first, or the ids differ."
              .formatted(labels.size(), request.labels()));
    }
    progress.step("Evaluating", -1);
    List<PeriodResult> periods = new ArrayList<>();
    periods.add(PeriodMetrics.of("all", rows, 0, rows.size(), request));
    periods(rows, request.by())
        .forEach((name, range) ->
            periods.add(PeriodMetrics.of(name, rows, range[0], range[1], request)));
    return new EvaluationResult(
        rows.size(),
        labels.size() - rows.size(),
        periods,
        PeriodMetrics.typologies(rows, request.threshold()));
  }

  private void requireModel(@Nullable String version) {
    if (version != null && store.models().find(version).isEmpty()) {
      throw ModelFiles.unknown(version);
    }
  }

  private ScoredRows read(EvaluateRequest request, Labels labels, Progress progress) {
    long from = request.fromMicros() == null ? Transaction.MIN_TIMESTAMP : request.fromMicros();
    long to = request.toMicros() == null ? Transaction.MAX_TIMESTAMP : request.toMicros();
    ScoredRows rows = new ScoredRows();
    ScoreBlock block = new ScoreBlock(BLOCK);
    progress.step("Reading verdicts", -1);
    try (ScoreReader reader =
        store.detections().scores(Selection.window(from, to), request.modelVersion())) {
      while (reader.next(block)) {
        for (int i = 0; i < block.size; i++) {
          if (labels.has(block.id[i])) {
            rows.add(block, i, labels.isFraud(block.id[i]), labels.typology(block.id[i]));
          }
        }
        progress.advance(rows.size());
        progress.checkpoint();
      }
    }
    return rows;
  }

  /** Ranges of rows by period; rows are in time order. */
  private static Map<String, int[]> periods(ScoredRows rows, Period by) {
    Map<String, int[]> ranges = new TreeMap<>();
    for (int i = 0; by != Period.ALL && i < rows.size(); i++) {
      int row = i;
      ranges.computeIfAbsent(name(rows.timestamp(i), by), name -> new int[] {row, row})[1] = i + 1;
    }
    return ranges;
  }

  private static String name(long micros, Period by) {
    ZonedDateTime time = Instant.ofEpochSecond(micros / 1_000_000).atZone(ZoneOffset.UTC);
    return by == Period.MONTH
        ? "%d-%02d".formatted(time.getYear(), time.getMonthValue())
        : "%dQ%d".formatted(time.getYear(), (time.getMonthValue() + 2) / 3);
  }
}
