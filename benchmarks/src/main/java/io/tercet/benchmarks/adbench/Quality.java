package io.tercet.benchmarks.adbench;

import io.tercet.core.evaluation.RankingMetrics;
import java.util.List;
import java.util.Locale;

/**
 * How well a detector ranks a set, and how long training and scoring took.
 *
 * @param auroc in [0, 1]
 * @param averagePrecision in [0, 1]
 * @param seconds wall clock
 */
record Quality(double auroc, double averagePrecision, double seconds) {

  /** Trains on all rows without labels and scores the same rows. */
  static Quality measure(Ranking ranking, AnomalySet set, long seed) {
    long start = System.nanoTime();
    float[] scores = ranking.score(set, seed);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Quality(
        RankingMetrics.auroc(scores, set.anomalous()),
        RankingMetrics.averagePrecision(scores, set.anomalous()),
        seconds);
  }

  /** The mean of at least one measurement. */
  static Quality mean(List<Quality> all) {
    return new Quality(
        all.stream().mapToDouble(Quality::auroc).average().orElseThrow(),
        all.stream().mapToDouble(Quality::averagePrecision).average().orElseThrow(),
        all.stream().mapToDouble(Quality::seconds).average().orElseThrow());
  }

  /** A line of comma-separated values. */
  String csv(String name) {
    return String.format(Locale.ROOT, "%s,%.5f,%.5f,%.3f", name, auroc, averagePrecision, seconds);
  }
}
