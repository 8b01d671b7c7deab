package io.tercet.jobs;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to evaluate.
 *
 * @param labels CSV with {@code transaction_id} and {@code label} (1, true or fraud for fraud), and
 *     optionally {@code typology}; plain, gzip or zstd
 * @param by how time is cut
 * @param fromMicros only transactions from then on; null for all
 * @param toMicros only transactions before; null for all
 * @param modelVersion only verdicts of this model; null for those in force
 * @param threshold the risk from which a verdict is an alert, in (0, 100]
 * @param ks for precision among the k highest; at least one, each ≥ 1
 */
public record EvaluateRequest(
    Path labels,
    Period by,
    @Nullable Long fromMicros,
    @Nullable Long toMicros,
    @Nullable String modelVersion,
    double threshold,
    List<Integer> ks) {
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

  /** How time is cut. */
  public enum Period {
    ALL,
    MONTH,
    QUARTER
  }
}
