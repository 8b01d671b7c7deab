package io.tercet.jobs;

import io.tercet.core.evaluation.RecallEstimate;
import io.tercet.core.evaluation.RecallEstimate.Stratum;
import io.tercet.store.DetectionStore.ScoreReader;
import io.tercet.store.ModelRegistry.ModelRecord;
import io.tercet.store.ScoreBlock;
import io.tercet.store.Store;
import io.tercet.store.TransactionStore.StoredTransaction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the verdicts that labels may judge, in time order, and says why the others may not. */
final class LabelledRows {
  private static final int BLOCK = 8192;

  /** A label whose row is not among those that count. */
  static final int NO_ROW = -1;

  private final Store store;
  private final EvaluateRequest request;
  private final Labels labels;
  private final @Nullable Labels reviewed;
  private final Map<Integer, ModelRecord> models;
  private final long asOf;
  private final CalibrationCounts counts;
  private final LabelLeak leak = new LabelLeak();
  private final ScoredRows rows = new ScoredRows();
  private final int[] rowOfLabel;

  private long immature;
  private long inTraining;
  private long early;
  private long earlySequence;
  private long alertsReviewed;
  private long alertFrauds;
  private long sampled;
  private long sampledFrauds;
  private double sampledWeight;
  private double sampledFraudWeight;

  private LabelledRows(
      Store store, EvaluateRequest request, Labels labels, @Nullable Labels reviewed) {
    this.store = store;
    this.request = request;
    this.labels = labels;
    this.reviewed = reviewed;
    models = store.models().numbered();
    asOf = asOf(store, request.options());
    counts = new CalibrationCounts(request.threshold());
    rowOfLabel = new int[request.options().compare() == null ? 0 : labels.size()];
    Arrays.fill(rowOfLabel, NO_ROW);
  }

  /** Without maturity every label counts, whenever one looks. */
  private static long asOf(Store store, EvaluateOptions options) {
    Long given = options.asOfMicros();
    if (given != null) {
      return given;
    }
    return options.maturityMicros() > 0 ? store.transactions().span().lastMicros() : Long.MAX_VALUE;
  }

  /**
   * Reads.
   *
   * @throws JobException if no verdict is left, or a feature could have seen the labels
   */
  static LabelledRows read(
      Store store,
      EvaluateRequest request,
      Labels labels,
      @Nullable Labels reviewed,
      Progress progress) {
    LabelledRows read = new LabelledRows(store, request, labels, reviewed);
    read.read(progress);
    read.refuseEarlyLabels();
    read.leak.refuse(store.transactions(), labels.typologyNames());
    if (read.rows.size() == 0) {
      throw read.nothingLeft();
    }
    return read;
  }

  private void read(Progress progress) {
    ScoreBlock block = new ScoreBlock(BLOCK);
    progress.step("Reading verdicts", -1);
    try (ScoreReader reader =
        store.detections().scores(request.selection(), request.modelVersion())) {
      while (reader.next(block)) {
        counts.add(block);
        for (int i = 0; i < block.size; i++) {
          add(block, i);
        }
        progress.advance(counts.transactions());
        progress.checkpoint();
      }
    }
  }

  private void add(ScoreBlock block, int i) {
    int label = labels.find(block.id[i]);
    if (reviewed != null) {
      review(block, i, label, reviewed);
    }
    if (label >= 0 && counts(block, i, label)) {
      boolean fraud = labels.isFraudAt(label);
      leak.add(block.sequence[i], fraud);
      if (rowOfLabel.length > 0) {
        rowOfLabel[label] = rows.size();
      }
      rows.add(block, i, fraud, labels.typologyAt(label));
    }
  }

  private boolean counts(ScoreBlock block, int i, int label) {
    long time = block.timestamp[i];
    long known = labels.timeAt(label);
    if (known != LabelTime.NONE && known < time) {
      earlySequence = early++ == 0 ? block.sequence[i] : earlySequence;
    }
    // Whoever is not reported yet still may be: only what is old enough is known to be ordinary.
    if (time > asOf - request.options().maturityMicros() || known > asOf) {
      immature++;
      return false;
    }
    ModelRecord model = models.get(block.model[i]);
    if (model != null && time < model.toMicros()) {
      inTraining++;
      return !request.options().afterTraining();
    }
    return true;
  }

  private void review(ScoreBlock block, int i, int label, Labels sample) {
    int drawn = sample.find(block.id[i]);
    if (block.totalRisk[i] >= request.threshold()) {
      if (label >= 0 || drawn >= 0) {
        alertsReviewed++;
        boolean fraud = label >= 0 ? labels.isFraudAt(label) : sample.isFraudAt(drawn);
        alertFrauds += fraud ? 1 : 0;
      }
    } else if (drawn >= 0) {
      double weight = 1 / sample.probabilityAt(drawn);
      sampled++;
      sampledWeight += weight;
      if (sample.isFraudAt(drawn)) {
        sampledFrauds++;
        sampledFraudWeight += weight;
      }
    }
  }

  private void refuseEarlyLabels() {
    if (early > 0) {
      String id =
          store.transactions().bySequence(earlySequence).stream()
              .findFirst()
              .map(StoredTransaction::transaction)
              .map(transaction -> transaction.id())
              .orElse("?");
      throw new JobException(
          "%d labels of %s were known before their transaction happened, the first on %s. A feature could have seen them, so nothing would be proved. Maybe %s is in another zone than the transactions, or says when the account was flagged."
              .formatted(early, request.labels(), id, LabelColumns.TIME));
    }
  }

  private JobException nothingLeft() {
    long left = immature + inTraining;
    if (left == 0) {
      return new JobException(
          "none of the %d labels of %s belongs to a transaction with a verdict. Maybe detect first, or the ids differ."
              .formatted(labels.size(), request.labels()));
    }
    return new JobException(
        "no label of %s counts: %d are not mature, %d are on transactions from before the end of the training window. Maybe look later (--as-of), or detect what came after."
            .formatted(request.labels(), immature, inTraining));
  }

  /** The rows that count. */
  ScoredRows rows() {
    return rows;
  }

  Labels labels() {
    return labels;
  }

  /** The row of a label, {@link #NO_ROW} if it does not count; only where models are compared. */
  int rowOf(int label) {
    return rowOfLabel[label];
  }

  CalibrationCounts counts() {
    return counts;
  }

  /** Labels without a verdict. */
  long unmatched() {
    long leftOut = request.options().afterTraining() ? inTraining : 0;
    return labels.size() - rows.size() - immature - leftOut;
  }

  EvaluationDetails.Coverage coverage() {
    return new EvaluationDetails.Coverage(
        labels.duplicates(),
        labels.conflicts(),
        immature,
        asOf == Long.MAX_VALUE ? null : Instant.EPOCH.plus(asOf, ChronoUnit.MICROS),
        inTraining,
        request.options().afterTraining());
  }

  /** Recall by the reviewed sample; null without one. */
  @Nullable RecallEstimate sampledRecall() {
    if (reviewed == null) {
      return null;
    }
    long alerts = counts.alerts();
    double share = sampledWeight == 0 ? 0 : sampledFraudWeight / sampledWeight;
    return RecallEstimate.of(
        Stratum.of(alerts, alertsReviewed, alertFrauds),
        new Stratum(counts.transactions() - alerts, sampled, sampledFrauds, share));
  }
}
