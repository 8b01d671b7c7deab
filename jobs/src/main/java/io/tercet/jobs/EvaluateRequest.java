package io.tercet.jobs;

import io.tercet.store.Selection;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to evaluate.
 *
 * @param labels CSV with {@code transaction_id} and {@code label} (1, true or fraud for fraud), and
 *     optionally {@code typology} and {@code labelled_at}; plain, gzip or zstd
 * @param by how time is cut
 * @param fromMicros only transactions from then on; null for all
 * @param toMicros only transactions before; null for all
 * @param modelVersion only verdicts of this model; null for those in force
 * @param threshold the risk from which a verdict is an alert, in (0, 100]
 * @param ks for precision among the k highest; at least one, each ≥ 1
 * @param options how to evaluate
 */
public record EvaluateRequest(
    Path labels,
    Period by,
    @Nullable Long fromMicros,
    @Nullable Long toMicros,
    @Nullable String modelVersion,
    double threshold,
    List<Integer> ks,
    EvaluateOptions options) {
  /** A request with the usual options. */
  public EvaluateRequest(
      Path labels,
      Period by,
      @Nullable Long fromMicros,
      @Nullable Long toMicros,
      @Nullable String modelVersion,
      double threshold,
      List<Integer> ks) {
    this(labels, by, fromMicros, toMicros, modelVersion, threshold, ks, EvaluateOptions.DEFAULTS);
  }

  /** Copies the list and checks the ranges. */
  public EvaluateRequest {
    ks = List.copyOf(ks);
    if (fromMicros != null && toMicros != null && toMicros <= fromMicros) {
      throw new IllegalArgumentException(
          "the window must end after it begins, got [%d, %d)".formatted(fromMicros, toMicros));
    }
    if (!(threshold > 0 && threshold <= 100)) {
      throw new IllegalArgumentException("the threshold must be in (0, 100], got " + threshold);
    }
    if (ks.isEmpty() || ks.stream().anyMatch(k -> k < 1)) {
      throw new IllegalArgumentException("every k must be ≥ 1, got " + ks);
    }
  }

  /** The same with other options. */
  public EvaluateRequest with(EvaluateOptions others) {
    return new EvaluateRequest(
        labels, by, fromMicros, toMicros, modelVersion, threshold, ks, others);
  }

  /** The same with the threshold that follows from a budget. */
  EvaluateRequest withThreshold(double risk) {
    return new EvaluateRequest(labels, by, fromMicros, toMicros, modelVersion, risk, ks, options);
  }

  /** What to read. */
  Selection selection() {
    return Selection.window(
        fromMicros == null ? Selection.ALL.fromMicros() : fromMicros,
        toMicros == null ? Selection.ALL.toMicros() : toMicros);
  }

  /** How time is cut. */
  public enum Period {
    ALL,
    MONTH,
    QUARTER
  }
}
