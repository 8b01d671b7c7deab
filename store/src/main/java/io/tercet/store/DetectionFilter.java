package io.tercet.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which verdicts in force to list; what is null or empty does not matter.
 *
 * @param levels low, medium, high, critical
 * @param decisions approved, review, blocked
 * @param account the customer, in its normal form
 * @param fromMicros begin of event times
 * @param toMicros end of event times, exclusive
 * @param modelVersion the model that gave the verdict
 * @param runId the run that gave it
 */
public record DetectionFilter(
    List<String> levels,
    List<String> decisions,
    @Nullable String account,
    @Nullable Long fromMicros,
    @Nullable Long toMicros,
    @Nullable String modelVersion,
    @Nullable String runId) {

  /** All verdicts. */
  public static final DetectionFilter ALL =
      new DetectionFilter(List.of(), List.of(), null, null, null, null, null);

  public DetectionFilter {
    levels = List.copyOf(levels);
    decisions = List.copyOf(decisions);
  }

  /** All verdicts on transactions of a customer. */
  public static DetectionFilter ofAccount(String account) {
    return new DetectionFilter(List.of(), List.of(), account, null, null, null, null);
  }
}
