package io.tercet.jobs;

import io.tercet.core.evaluation.ExactInterval;
import io.tercet.jobs.CalibrationResult.Budget;
import io.tercet.jobs.CalibrationResult.BudgetMonth;
import io.tercet.jobs.CalibrationResult.Month;
import io.tercet.jobs.CalibrationResult.Share;
import io.tercet.store.ScoreBlock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts verdicts by month, layer and risk as they are read, in time order. */
final class CalibrationCounts {
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final int[] RISKS = {60, 80, 95};

  private final double threshold;
  private final Tally all = new Tally("all");
  private final List<Tally> months = new ArrayList<>();
  private long day = Long.MIN_VALUE;
  private long monthEnd = Long.MIN_VALUE;
  private @Nullable Tally current;

  /** Counts alerts from this risk on. */
  CalibrationCounts(double threshold) {
    this.threshold = threshold;
  }

  private static final class Tally {
    private final String name;
    private final long[][] counts = new long[LayerNames.COUNT][RISKS.length];
    private long transactions;
    private int days;
    private long alerts;

    Tally(String name) {
      this.name = name;
    }

    void add(int layer, float risk) {
      if (risk >= RISKS[0]) {
        for (int r = 0; r < RISKS.length; r++) {
          counts[layer][r] += risk >= RISKS[r] ? 1 : 0;
        }
      }
    }
  }

  /** Adds all rows of a block. */
  void add(ScoreBlock block) {
    for (int i = 0; i < block.size; i++) {
      Tally month = month(block.timestamp[i]);
      add(month, block, i);
      add(all, block, i);
    }
  }

  private void add(Tally tally, ScoreBlock block, int i) {
    tally.transactions++;
    tally.alerts += block.totalRisk[i] >= threshold ? 1 : 0;
    tally.add(ScoredRows.STATISTICAL, block.statisticalRisk[i]);
    tally.add(ScoredRows.FOREST, block.forestRisk[i]);
    tally.add(ScoredRows.AUTOENCODER, block.autoencoderRisk[i]);
    tally.add(ScoredRows.TOTAL, block.totalRisk[i]);
  }

  private Tally month(long micros) {
    long today = Math.floorDiv(micros, DAY_MICROS);
    Tally month = current;
    if (month == null || today >= monthEnd) {
      LocalDate first = LocalDate.ofEpochDay(today).withDayOfMonth(1);
      monthEnd = first.plusMonths(1).toEpochDay();
      month = new Tally("%d-%02d".formatted(first.getYear(), first.getMonthValue()));
      months.add(month);
      current = month;
    }
    if (today != day) {
      day = today;
      month.days++;
      all.days++;
    }
    return month;
  }

  /** Verdicts so far. */
  long transactions() {
    return all.transactions;
  }

  /** Verdicts at or above the threshold so far. */
  long alerts() {
    return all.alerts;
  }

  /**
   * What was counted.
   *
   * @param budgetPerDay alerts a day that the threshold follows from; null if there is no budget
   */
  CalibrationResult result(@Nullable Double budgetPerDay) {
    List<Tally> tallies = new ArrayList<>(List.of(all));
    tallies.addAll(months);
    Budget budget =
        budgetPerDay == null
            ? null
            : new Budget(
                budgetPerDay,
                threshold,
                tallies.stream().map(tally -> budget(tally, budgetPerDay)).toList());
    return new CalibrationResult(tallies.stream().map(this::month).toList(), budget);
  }

  private Month month(Tally tally) {
    Map<String, List<Share>> layers = new LinkedHashMap<>();
    for (int layer = 0; layer < LayerNames.COUNT; layer++) {
      List<Share> shares = new ArrayList<>();
      for (int r = 0; r < RISKS.length; r++) {
        shares.add(
            new Share(RISKS[r], nominal(RISKS[r]), tally.counts[layer][r], tally.transactions));
      }
      layers.put(LayerNames.of(layer), shares);
    }
    return new Month(tally.name, tally.transactions, tally.days, layers, tally.alerts);
  }

  private BudgetMonth budget(Tally tally, double perDay) {
    return new BudgetMonth(
        tally.name,
        tally.days,
        perDay * tally.days,
        nominal(threshold) * tally.transactions,
        tally.alerts,
        ExactInterval.poisson(tally.alerts, 0.95));
  }

  /** The share of ordinary traffic at or above a risk: the inverse of Risk.threshold. */
  private static double nominal(double risk) {
    return StrictMath.pow(10, -risk / 20);
  }
}
