package io.tercet.jobs;

import io.tercet.core.evaluation.RankingMetrics;
import io.tercet.jobs.EvaluationResult.LayerResult;
import io.tercet.jobs.EvaluationResult.PeriodResult;
import io.tercet.jobs.EvaluationResult.TypologyResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;

/** Measures rows {@code [from, to)}, which are in time order. */
final class PeriodMetrics {
  /** A team of analysts looks at so many alerts a day. */
  static final int DAILY_BUDGET = 50;

  private static final long DAY_MICROS = 86_400_000_000L;
  private static final Map<Integer, String> LAYERS = new TreeMap<>();

  static {
    LAYERS.put(ScoredRows.STATISTICAL, "statistical");
    LAYERS.put(ScoredRows.FOREST, "isolation_forest");
    LAYERS.put(ScoredRows.AUTOENCODER, "autoencoder");
    LAYERS.put(ScoredRows.TOTAL, "total");
  }

  private PeriodMetrics() {}

  static PeriodResult of(String name, ScoredRows rows, int from, int to, EvaluateRequest request) {
    AlertCounts counts = AlertCounts.of(rows, from, to, request.threshold());
    return new PeriodResult(
        name,
        to - from,
        counts.frauds,
        layers(rows, from, to),
        precisions(request.ks(), k -> precision(rows, from, to, k)),
        precisions(request.ks(), k -> accountPrecision(rows, from, to, k)),
        counts.valueCaught / counts.value,
        (double) counts.caught / counts.frauds,
        counts.alerts,
        (double) counts.alerts / counts.days,
        (double) counts.caught / counts.alerts,
        counts.permilleAtLeast());
  }

  private static Map<String, LayerResult> layers(ScoredRows rows, int from, int to) {
    boolean[] frauds = rows.frauds(from, to);
    Map<String, LayerResult> layers = new LinkedHashMap<>();
    LAYERS.forEach((layer, name) -> {
      float[] risks = rows.risks(layer, from, to);
      layers.put(
          name,
          new LayerResult(
              RankingMetrics.auroc(risks, frauds), RankingMetrics.averagePrecision(risks, frauds)));
    });
    return layers;
  }

  private static Map<Integer, Double> precisions(List<Integer> ks, IntToDoubleFunction precision) {
    Map<Integer, Double> precisions = new LinkedHashMap<>();
    ks.forEach(k -> precisions.put(k, precision.applyAsDouble(k)));
    return precisions;
  }

  private static double precision(ScoredRows rows, int from, int to, int k) {
    return RankingMetrics.precisionAt(
        k, rows.risks(ScoredRows.TOTAL, from, to), rows.frauds(from, to));
  }

  static long day(ScoredRows rows, int row) {
    return rows.timestamp(row) / DAY_MICROS;
  }

  /** An account's risk of a day is its highest; it is fraudulent if any of its transactions is. */
  private record AccountDay(float risk, boolean fraud) {
    AccountDay plus(AccountDay other) {
      return new AccountDay(Math.max(risk, other.risk), fraud || other.fraud);
    }
  }

  /** Mean over days of the precision among the day's k riskiest accounts. */
  private static double accountPrecision(ScoredRows rows, int from, int to, int k) {
    double sum = 0;
    int days = 0;
    for (int start = from; start < to; ) {
      int end = start;
      Map<Long, AccountDay> accounts = new HashMap<>();
      while (end < to && day(rows, end) == day(rows, start)) {
        accounts.merge(
            rows.customer(end),
            new AccountDay(rows.risk(ScoredRows.TOTAL, end), rows.isFraud(end)),
            AccountDay::plus);
        end++;
      }
      sum += precisionAt(k, accounts);
      days++;
      start = end;
    }
    return sum / Math.max(1, days);
  }

  private static double precisionAt(int k, Map<Long, AccountDay> accounts) {
    float[] risks = new float[accounts.size()];
    boolean[] frauds = new boolean[accounts.size()];
    int i = 0;
    for (AccountDay account : accounts.values()) {
      risks[i] = account.risk;
      frauds[i++] = account.fraud;
    }
    // Days with fewer accounts than k have as many non-frauds more.
    int most = Math.min(k, risks.length);
    return RankingMetrics.precisionAt(most, risks, frauds) * most / k;
  }

  /** Recall of each typology that the labels name, worst first. */
  static List<TypologyResult> typologies(ScoredRows rows, double threshold) {
    boolean[] inBudget = inBudget(rows);
    Map<String, long[]> counts = new TreeMap<>();
    for (int i = 0; i < rows.size(); i++) {
      String typology = rows.typology(i);
      if (typology != null) {
        long[] count = counts.computeIfAbsent(typology, t -> new long[3]);
        count[0]++;
        count[1] += rows.risk(ScoredRows.TOTAL, i) >= threshold ? 1 : 0;
        count[2] += inBudget[i] ? 1 : 0;
      }
    }
    List<TypologyResult> results = new ArrayList<>();
    counts.forEach((name, c) -> results.add(new TypologyResult(name, c[0], c[1], c[2])));
    results.sort(Comparator.comparingDouble(r -> (double) r.atBudget() / r.transactions()));
    return results;
  }

  private static boolean[] inBudget(ScoredRows rows) {
    boolean[] chosen = new boolean[rows.size()];
    for (int start = 0; start < rows.size(); ) {
      List<Integer> today = new ArrayList<>();
      int end = start;
      while (end < rows.size() && day(rows, end) == day(rows, start)) {
        today.add(end++);
      }
      today.sort(Comparator.comparingDouble(row -> -rows.risk(ScoredRows.TOTAL, row)));
      today.stream().limit(DAILY_BUDGET).forEach(row -> chosen[row] = true);
      start = end;
    }
    return chosen;
  }
}
