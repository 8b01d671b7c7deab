package io.tercet.benchmarks.quality;

import io.tercet.benchmarks.quality.Scores.Layer;
import io.tercet.core.ensemble.EnsembleOptions;
import io.tercet.core.evaluation.RankingMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

/**
 * Simulated card payments of the Fraud Detection Handbook (Le Borgne, Siblini, Lebichot, Bontempi
 * 2022): trained on all that lies before the week of reference, scored on that week. A folder holds
 * one {@code transactions*.csv.gz}.
 */
final class Handbook {
  private static final Instant BEGIN = Instant.parse("2018-07-25T00:00:00Z");
  private static final Instant END = Instant.parse("2018-08-01T00:00:00Z");

  private final Traffic traffic;
  private final Span window;
  private final Span week;

  private Handbook(Traffic traffic, Span window, Span week) {
    this.traffic = traffic;
    this.window = window;
    this.week = week;
  }

  /** Reads a folder and computes the features. */
  static Handbook read(Path folder, EnsembleOptions options) throws IOException {
    try (var files = Files.newDirectoryStream(folder, "transactions*.csv*")) {
      TrafficFile file =
          new TrafficFile(
              files.iterator().next(), "TRANSACTION_ID", "TX_FRAUD", "TX_FRAUD_SCENARIO");
      Traffic traffic = Traffic.of(file.read(), options.features());
      Span week = traffic.between(BEGIN, END);
      return new Handbook(traffic, new Span(0, week.from()), week);
    }
  }

  /** The same traffic, changed. */
  Handbook with(Traffic other) {
    return new Handbook(other, window, week);
  }

  Traffic traffic() {
    return traffic;
  }

  /** The scores of the week. */
  Scores run(EnsembleOptions options, long seed) {
    return run(options, seed, new Scores(traffic.rows()));
  }

  /** The same, into {@code scores}. */
  Scores run(EnsembleOptions options, long seed, Scores scores) {
    new Experiment(traffic, options, seed).run(window, week, scores);
    return scores;
  }

  double auroc(float[] scores) {
    return RankingMetrics.auroc(ofWeek(scores), traffic.fraud(week));
  }

  double averagePrecision(float[] scores) {
    return RankingMetrics.averagePrecision(ofWeek(scores), traffic.fraud(week));
  }

  double cardPrecision(float[] scores) {
    return Measures.cardPrecision(100, traffic, week, scores);
  }

  private float[] ofWeek(float[] scores) {
    return Arrays.copyOfRange(scores, week.from(), week.to());
  }

  /** Measures everything. */
  Report report(EnsembleOptions options, long seed) {
    Report report = new Report();
    Scores scores = run(options, seed);
    report.add("AUROC", auroc(scores.risk));
    report.add("average precision", averagePrecision(scores.risk), "≥ 0.37");
    report.add("card precision at 100", cardPrecision(scores.risk));
    report.add(
        "the same, where found cards stay in the queue",
        Measures.cardPrecision(100, traffic, week, scores.risk, false),
        "≥ 0.255");
    for (Layer layer : scores.layers()) {
      report.add("AUROC of " + layer.name(), auroc(layer.scores()));
      report.add("average precision of " + layer.name(), averagePrecision(layer.scores()));
    }
    for (String scenario : new String[] {"1", "2", "3"}) {
      addScenario(report, scenario, scores.risk);
    }
    for (double threshold : new double[] {60, 80, 95}) {
      report.add(
          "‰ at %.0f or more".formatted(threshold),
          Measures.permilleAtLeast(threshold, scores.risk(week)));
    }
    return report;
  }

  /** The frauds of one scenario against all that is no fraud. */
  private void addScenario(Report report, String scenario, float[] scores) {
    float[] chosen = new float[week.rows()];
    boolean[] fraud = new boolean[week.rows()];
    int count = 0;
    for (int i = week.from(); i < week.to(); i++) {
      boolean same = traffic.kind[i].equals(scenario);
      if (same || !traffic.fraud[i]) {
        chosen[count] = scores[i];
        fraud[count++] = same;
      }
    }
    chosen = Arrays.copyOf(chosen, count);
    fraud = Arrays.copyOf(fraud, count);
    report.add("scenario " + scenario + ", AUROC", RankingMetrics.auroc(chosen, fraud));
    report.add(
        "scenario " + scenario + ", average precision",
        RankingMetrics.averagePrecision(chosen, fraud));
  }
}
