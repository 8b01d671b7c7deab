package io.tercet.jobs;

import java.util.Map;

/**
 * What training gave.
 *
 * @param version of the new model, which is active now
 * @param rows transactions in the window
 * @param trainedRows of them, after thinning
 * @param fromMicros begin of the window
 * @param toMicros end of the window, exclusive
 * @param metrics what was measured, as stored in the registry
 */
public record TrainResult(
    String version,
    long rows,
    long trainedRows,
    long fromMicros,
    long toMicros,
    Map<String, Object> metrics) {
  public TrainResult {
    metrics = Map.copyOf(metrics);
  }
}
