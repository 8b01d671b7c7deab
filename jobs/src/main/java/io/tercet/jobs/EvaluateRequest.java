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
 * @param threshold the risk from which a verdict is an alert
 * @param ks for precision among the k highest
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
