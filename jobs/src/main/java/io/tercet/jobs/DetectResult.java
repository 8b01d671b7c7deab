package io.tercet.jobs;

import io.tercet.core.ensemble.RiskLevel;
import java.util.EnumMap;
import java.util.Map;

/**
 * What detection found.
 *
 * @param runId of the run; empty if there was nothing to score
 * @param modelVersion that scored
 * @param rows scored, those of a resumed run included
 * @param alerts verdicts at or above the threshold
 * @param levels how many rows of each level; those that a resumed run had committed before are not
 *     counted again
 * @param threshold the risk from which a verdict was an alert
 * @param resumed whether an interrupted run was finished first
 */
public record DetectResult(
    String runId,
    String modelVersion,
    long rows,
    long alerts,
    Map<RiskLevel, Long> levels,
    double threshold,
    boolean resumed) {
  public DetectResult {
    levels = Map.copyOf(levels);
  }

  /** The highest level found; low if nothing was scored. */
  public RiskLevel worstLevel() {
    RiskLevel worst = RiskLevel.LOW;
    for (RiskLevel level : RiskLevel.values()) {
      worst = levels.getOrDefault(level, 0L) > 0 ? level : worst;
    }
    return worst;
  }

  /** Both results as one; the later one names the run, unless it had nothing to score. */
  DetectResult plus(DetectResult later) {
    if (later.runId.isEmpty()) {
      return this;
    }
    Map<RiskLevel, Long> sum = new EnumMap<>(RiskLevel.class);
    levels.forEach((level, count) -> sum.merge(level, count, Long::sum));
    later.levels.forEach((level, count) -> sum.merge(level, count, Long::sum));
    return new DetectResult(
        later.runId,
        later.modelVersion,
        rows + later.rows,
        alerts + later.alerts,
        sum,
        later.threshold,
        resumed || later.resumed);
  }
}
