package io.tercet.jobs;

import io.tercet.core.evaluation.ExactInterval;
import io.tercet.core.evaluation.Interval;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether risks mean what they say, and budgets bring what they promise; without any label.
 *
 * @param months in order of time; the first one is all of them together
 * @param budget null if none was asked for
 */
public record CalibrationResult(List<Month> months, @Nullable Budget budget) {
  /** Copies the list. */
  public CalibrationResult {
    months = List.copyOf(months);
  }

  /**
   * A month of verdicts.
   *
   * @param name {@code all} or {@code 2018-03}
   * @param transactions with a verdict
   * @param days that have verdicts
   * @param layers shares by layer, {@code total} last
   * @param alerts at or above the threshold
   */
  public record Month(
      String name, long transactions, int days, Map<String, List<Share>> layers, long alerts) {}

  /**
   * How many verdicts reach a risk.
   *
   * @param risk the threshold
   * @param nominal the share that ordinary traffic should have at or above it
   * @param count verdicts at or above it
   * @param transactions of all
   */
  public record Share(int risk, double nominal, long count, long transactions) {
    private static final double CONFIDENCE = 0.95;

    /** Verdicts at or above the risk, in permille of all; NaN if there are none. */
    public double permille() {
      return 1000.0 * count / transactions;
    }

    /** 95 % interval of {@link #permille}, were the count a Poisson variable. */
    public Interval interval() {
      return transactions == 0
          ? Interval.UNKNOWN
          : ExactInterval.poisson(count, CONFIDENCE).times(1000.0 / transactions);
    }

    /** Whether the interval reaches into [half, double] of the nominal share. */
    public boolean isCalibrated() {
      Interval interval = interval();
      return interval.low() <= 2000 * nominal && interval.high() >= 500 * nominal;
    }
  }

  /**
   * What a budget of alerts a day promised and brought.
   *
   * @param perDay alerts wanted a day
   * @param threshold the risk that should let so many through, from the traffic's rate
   * @param months in order of time; the first one is all of them together
   */
  public record Budget(double perDay, double threshold, List<BudgetMonth> months) {}

  /**
   * A month of a budget.
   *
   * @param days that have verdicts
   * @param wanted the budget's alerts for these days
   * @param forecast alerts that this month's traffic should bring at the threshold
   * @param raised alerts that it brought
   * @param interval of the mean number of alerts, 95 %, Poisson
   */
  public record BudgetMonth(
      String name, int days, double wanted, double forecast, long raised, Interval interval) {}
}
