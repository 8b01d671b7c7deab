package io.tercet.jobs;

import io.tercet.core.ensemble.RiskLevel;
import io.tercet.core.evaluation.DayBootstrap;
import io.tercet.core.evaluation.DayBootstrap.RankingIntervals;
import io.tercet.core.evaluation.Interval;
import io.tercet.core.evaluation.Ranking;
import io.tercet.core.evaluation.RankingFigures;
import io.tercet.core.evaluation.WeightedRanking;
import io.tercet.jobs.EvaluationResult.LayerResult;
import io.tercet.jobs.EvaluationResult.PeriodResult;
import io.tercet.jobs.EvaluationResult.QueueResult;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures days {@code [from, to)}. */
final class PeriodMetrics {
  private final ScoredRows rows;
  private final DailySums sums;
  private final EvaluateRequest request;

  PeriodMetrics(ScoredRows rows, DailySums sums, EvaluateRequest request) {
    this.rows = rows;
    this.sums = sums;
    this.request = request;
  }

  /** A part of the days, measured. */
  PeriodResult of(String name, int from, int to) {
    int begin = rows.begin(from);
    int end = rows.begin(to);
    Ranking ranking = Ranking.of(rows.riskColumn(ScoredRows.TOTAL), begin, end);
    DayBootstrap bootstrap =
        DayBootstrap.draw(to - from, request.options().resamples(), request.options().seed());
    double alerts = sum(sums.alerts, from, to);
    double frauds = sum(sums.frauds, from, to);
    double caught = sum(sums.caught, from, to);
    return new PeriodResult(
        name,
        end - begin,
        (long) frauds,
        layers(begin, end, ranking),
        precision(ranking),
        means(sums.accountPrecision, from, to),
        sum(sums.valueCaught, from, to) / sum(sums.value, from, to),
        caught / frauds,
        (long) alerts,
        alerts / (to - from),
        caught / alerts,
        permilleAtLeast(from, to),
        means(sums.precision, from, to),
        means(sums.cardPrecision, from, to),
        sum(sums.mediansCaught, from, to) / sum(sums.medians, from, to),
        queue(from, to, frauds),
        intervals(ranking, bootstrap, from, to));
  }

  private Map<String, LayerResult> layers(int begin, int end, Ranking total) {
    Map<String, LayerResult> layers = new LinkedHashMap<>();
    for (int layer = 0; layer < LayerNames.COUNT; layer++) {
      Ranking ranking =
          layer == ScoredRows.TOTAL ? total : Ranking.of(rows.riskColumn(layer), begin, end);
      RankingFigures figures = RankingFigures.of(ranking, rows.fraudColumn());
      layers.put(
          LayerNames.of(layer), new LayerResult(figures.auroc(), figures.averagePrecision()));
    }
    return layers;
  }

  private Map<Integer, Double> precision(Ranking ranking) {
    Map<Integer, Double> precisions = new LinkedHashMap<>();
    for (int k : request.ks()) {
      precisions.put(k, ranking.hits(k, rows.fraudColumn()) / Math.min(k, ranking.size()));
    }
    return precisions;
  }

  /** Means over days of a figure by k and day. */
  private Map<Integer, Double> means(double[][] daily, int from, int to) {
    Map<Integer, Double> means = new LinkedHashMap<>();
    for (int k = 0; k < daily.length; k++) {
      means.put(request.ks().get(k), sum(daily[k], from, to) / (to - from));
    }
    return means;
  }

  /** Permille of rows at or above medium, high and critical. */
  private Map<String, Double> permilleAtLeast(int from, int to) {
    Map<String, Double> shares = new LinkedHashMap<>();
    long total = rows.begin(to) - (long) rows.begin(from);
    long atLeast = total;
    for (RiskLevel level : RiskLevel.values()) {
      if (level != RiskLevel.LOW) {
        shares.put(level.text(), 1000.0 * atLeast / total);
      }
      for (int day = from; day < to; day++) {
        atLeast -= sums.levels[day][level.code()];
      }
    }
    return shares;
  }

  private QueueResult queue(int from, int to, double frauds) {
    double found = sum(sums.readFrauds, from, to);
    return new QueueResult(
        request.options().queuePerDay(),
        found / sum(sums.read, from, to),
        found / frauds,
        sum(sums.readMedians, from, to) / sum(sums.medians, from, to));
  }

  private Map<String, Interval> intervals(
      Ranking ranking, DayBootstrap bootstrap, int from, int to) {
    RankingIntervals figures =
        bootstrap.ranking(WeightedRanking.of(ranking, rows.fraudColumn(), rows.dayColumn(), from));
    Map<String, Interval> intervals = new LinkedHashMap<>();
    intervals.put("auroc", figures.auroc());
    intervals.put("average_precision", figures.averagePrecision());
    intervals.put("recall", ratio(bootstrap, sums.caught, sums.frauds, from, to));
    intervals.put("alert_precision", ratio(bootstrap, sums.caught, sums.alerts, from, to));
    intervals.put("alerts_per_day", bootstrap.mean(part(sums.alerts, from, to)));
    intervals.put(
        "value_caught_in_medians", ratio(bootstrap, sums.mediansCaught, sums.medians, from, to));
    intervals.put("queue_precision", ratio(bootstrap, sums.readFrauds, sums.read, from, to));
    intervals.put("queue_recall", ratio(bootstrap, sums.readFrauds, sums.frauds, from, to));
    List<Integer> ks = request.ks();
    for (int k = 0; k < ks.size(); k++) {
      intervals.put(
          "precision_per_day@" + ks.get(k), bootstrap.mean(part(sums.precision[k], from, to)));
      intervals.put(
          "card_precision_at@" + ks.get(k), bootstrap.mean(part(sums.cardPrecision[k], from, to)));
    }
    return intervals;
  }

  private static Interval ratio(
      DayBootstrap bootstrap, double[] numerators, double[] denominators, int from, int to) {
    return bootstrap.ratio(part(numerators, from, to), part(denominators, from, to));
  }

  private static double[] part(double[] daily, int from, int to) {
    return Arrays.copyOfRange(daily, from, to);
  }

  private static double sum(double[] daily, int from, int to) {
    double sum = 0;
    for (int day = from; day < to; day++) {
      sum += daily[day];
    }
    return sum;
  }
}
