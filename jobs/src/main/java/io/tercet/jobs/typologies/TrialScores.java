package io.tercet.jobs.typologies;

import io.tercet.core.ensemble.EnsembleOptions;
import io.tercet.core.ensemble.VerdictBlock;
import io.tercet.core.simulation.SimulatedTransaction;
import io.tercet.core.simulation.SimulatedTypology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The verdicts of a trial, and what a team of some budget would have seen of them. */
final class TrialScores {
  private static final long DAY_MICROS = 86_400_000_000L;

  private final SimulatedTransaction[] all;
  private final int from;
  private final long fromMicros;
  private final int days;
  private final EnsembleOptions options;
  private final float[] risk;
  private final float[] fused;
  private final int[] typology;
  private int rows;

  /** How many transactions of a label there are, and how many of them are alerts. */
  private static final class Count {
    private int rows;
    private int alerts;
    private final Map<String, Integer> named = new HashMap<>();

    private String loudest() {
      return named.entrySet().stream()
          .max(
              Map.Entry.<String, Integer>comparingByValue()
                  .thenComparing(Map.Entry.comparingByKey()))
          .map(Map.Entry::getKey)
          .orElse("");
    }
  }

  /**
   * Creates it without verdicts.
   *
   * @param from the first of {@code all} that is scored
   * @param fromMicros when the first of {@code days} begins
   */
  TrialScores(
      SimulatedTransaction[] all, int from, long fromMicros, int days, EnsembleOptions options) {
    this.all = all;
    this.from = from;
    this.fromMicros = fromMicros;
    this.days = days;
    this.options = options;
    risk = new float[all.length - from];
    fused = new float[all.length - from];
    typology = new int[all.length - from];
  }

  /** Adds the verdicts of the next rows. */
  void add(VerdictBlock verdicts) {
    for (int i = 0; i < verdicts.size; i++) {
      risk[rows] = verdicts.totalRisk[i];
      fused[rows] = verdicts.fusedScore[i];
      typology[rows++] = verdicts.typology[i];
    }
  }

  /** Counts what is among the riskiest {@code budgetPerDay} of each day. */
  TrialResult result(int budgetPerDay) {
    boolean[] alerts = alerts(budgetPerDay);
    Map<String, Count> byLabel = new HashMap<>();
    Count frauds = new Count();
    Count lookAlikes = new Count();
    for (int i = 0; i < rows; i++) {
      SimulatedTransaction row = all[from + i];
      if (!row.typology().isEmpty()) {
        count(i, alerts[i], byLabel.computeIfAbsent(row.typology(), label -> new Count()));
        count(i, alerts[i], row.fraud() ? frauds : lookAlikes);
      }
    }
    int raised = (int) IntStream.range(0, rows).filter(i -> alerts[i]).count();
    return new TrialResult(
        rows,
        days,
        raised,
        frauds.rows,
        frauds.alerts,
        lookAlikes.rows,
        lookAlikes.alerts,
        kinds(byLabel));
  }

  private boolean[] alerts(int budgetPerDay) {
    List<List<Integer>> ofDay = new ArrayList<>();
    IntStream.range(0, days).forEach(day -> ofDay.add(new ArrayList<>()));
    for (int i = 0; i < rows; i++) {
      long time = all[from + i].transaction().timestampMicros() - fromMicros;
      ofDay.get((int) (time / DAY_MICROS)).add(i);
    }
    Comparator<Integer> riskiest =
        Comparator.comparingDouble((Integer i) -> -risk[i])
            .thenComparingDouble(i -> -fused[i])
            .thenComparingInt(i -> i);
    boolean[] alerts = new boolean[rows];
    for (List<Integer> day : ofDay) {
      day.sort(riskiest);
      day.subList(0, Math.min(budgetPerDay, day.size())).forEach(i -> alerts[i] = true);
    }
    return alerts;
  }

  private void count(int row, boolean alert, Count count) {
    count.rows++;
    if (alert) {
      count.alerts++;
      if (typology[row] >= 0) {
        count.named.merge(options.typologies().get(typology[row]).id(), 1, Integer::sum);
      }
    }
  }

  private static List<TrialResult.Kind> kinds(Map<String, Count> byLabel) {
    List<TrialResult.Kind> kinds = new ArrayList<>();
    for (SimulatedTypology simulated : SimulatedTypology.values()) {
      Count frauds = byLabel.getOrDefault(simulated.id(), new Count());
      Count lookAlikes = byLabel.getOrDefault(simulated.lookAlikeId(), new Count());
      kinds.add(
          new TrialResult.Kind(
              simulated.id(),
              frauds.rows,
              frauds.alerts,
              frauds.loudest(),
              simulated.lookAlikeId(),
              lookAlikes.rows,
              lookAlikes.alerts));
    }
    return kinds;
  }
}
