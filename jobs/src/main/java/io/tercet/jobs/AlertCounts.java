package io.tercet.jobs;

import io.tercet.core.ensemble.RiskLevel;
import java.util.LinkedHashMap;
import java.util.Map;

/** What alerts found among rows {@code [from, to)}, which are in time order. */
final class AlertCounts {
  /** Alerts. */
  long alerts;

  /** Frauds, and how many of them are alerts. */
  long frauds;

  long caught;

  /** The frauds' amount, and how much of it lies in alerts. */
  double value;

  double valueCaught;

  /** Days that have rows. */
  long days;

  private final long[] levels = new long[RiskLevel.values().length];
  private final long rows;

  private AlertCounts(long rows) {
    this.rows = rows;
  }

  static AlertCounts of(ScoredRows rows, int from, int to, double threshold) {
    AlertCounts counts = new AlertCounts(to - from);
    for (int i = from; i < to; i++) {
      boolean newDay = i == from || PeriodMetrics.day(rows, i) != PeriodMetrics.day(rows, i - 1);
      counts.days += newDay ? 1 : 0;
      counts.add(rows, i, rows.risk(ScoredRows.TOTAL, i) >= threshold);
    }
    return counts;
  }

  private void add(ScoredRows all, int row, boolean alert) {
    levels[all.level(row)]++;
    alerts += alert ? 1 : 0;
    if (all.isFraud(row)) {
      frauds++;
      value += all.amount(row);
      caught += alert ? 1 : 0;
      valueCaught += alert ? all.amount(row) : 0;
    }
  }

  /** Permille of rows at or above medium, high and critical. */
  Map<String, Double> permilleAtLeast() {
    Map<String, Double> shares = new LinkedHashMap<>();
    long atLeast = rows;
    for (RiskLevel level : RiskLevel.values()) {
      if (level != RiskLevel.LOW) {
        shares.put(level.text(), 1000.0 * atLeast / rows);
      }
      atLeast -= levels[level.code()];
    }
    return shares;
  }
}
