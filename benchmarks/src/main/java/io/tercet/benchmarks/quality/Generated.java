package io.tercet.benchmarks.quality;

import io.tercet.benchmarks.quality.Scores.Layer;
import io.tercet.core.ensemble.EnsembleOptions;
import io.tercet.core.evaluation.RankingMetrics;
import io.tercet.core.simulation.SimulationOptions;
import io.tercet.core.simulation.TrafficSimulator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Generated traffic with every typology and its innocent look-alike: trained on the first 30 days,
 * scored on the others, as a team sees it that looks at the 50 riskiest transactions of each day.
 */
final class Generated {
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final int TRAINED_DAYS = 30;
  private static final int BUDGET = 50;

  private final Traffic traffic;
  private final Span window;
  private final Span scored;

  private Generated(Traffic traffic, Span window, Span scored) {
    this.traffic = traffic;
    this.window = window;
    this.scored = scored;
  }

  /** Generates and computes the features. */
  static Generated create(SimulationOptions simulation, EnsembleOptions options) {
    List<LabelledTransaction> all = new ArrayList<>();
    TrafficSimulator.stream(simulation)
        .forEach(one ->
            all.add(new LabelledTransaction(one.transaction(), one.fraud(), one.typology())));
    Traffic traffic = Traffic.of(all, options.features());
    int start = traffic.firstAt(simulation.startMicros() + TRAINED_DAYS * DAY_MICROS);
    return new Generated(traffic, new Span(0, start), new Span(start, traffic.rows()));
  }

  /** The same traffic, changed. */
  Generated with(Traffic other) {
    return new Generated(other, window, scored);
  }

  Traffic traffic() {
    return traffic;
  }

  /** The scores of the days after training. */
  Scores run(EnsembleOptions options, long seed) {
    return run(options, seed, new Scores(traffic.rows()));
  }

  /** The same, into {@code scores}. */
  Scores run(EnsembleOptions options, long seed, Scores scores) {
    new Experiment(traffic, options, seed).run(window, scored, scores);
    return scores;
  }

  /** What a team of this budget sees of one kind of transactions. */
  static final class Seen {
    private int rows;
    private int seen;

    /** Share of the rows that were seen; NaN without any. */
    double recall() {
      return (double) seen / rows;
    }
  }

  /** What is seen of each fraud and each look-alike, by its id. */
  Map<String, Seen> seen(boolean frauds, boolean[] inBudget) {
    Map<String, Seen> kinds = new TreeMap<>();
    for (int i = scored.from(); i < scored.to(); i++) {
      if (traffic.fraud[i] == frauds && !traffic.kind[i].isEmpty()) {
        Seen seen = kinds.computeIfAbsent(traffic.kind[i], k -> new Seen());
        seen.rows++;
        seen.seen += inBudget[i] ? 1 : 0;
      }
    }
    return kinds;
  }

  /** The rows of the budget. */
  boolean[] inBudget(float[] scores) {
    return Measures.inBudget(BUDGET, traffic, scored, scores);
  }

  /** The mean recall of the typologies. */
  double meanRecall(boolean[] inBudget) {
    return seen(true, inBudget).values().stream().mapToDouble(Seen::recall).average().orElseThrow();
  }

  /** The least recall of a typology. */
  double worstRecall(boolean[] inBudget) {
    return seen(true, inBudget).values().stream().mapToDouble(Seen::recall).min().orElseThrow();
  }

  /** Share of look-alikes among the alerts. */
  double lookAlikeShare(boolean[] inBudget) {
    int alerts = 0;
    for (boolean alert : inBudget) {
      alerts += alert ? 1 : 0;
    }
    int lookAlikes = seen(false, inBudget).values().stream().mapToInt(s -> s.seen).sum();
    return (double) lookAlikes / alerts;
  }

  double auroc(float[] scores) {
    return RankingMetrics.auroc(ofScored(scores), traffic.fraud(scored));
  }

  double averagePrecision(float[] scores) {
    return RankingMetrics.averagePrecision(ofScored(scores), traffic.fraud(scored));
  }

  private float[] ofScored(float[] scores) {
    return Arrays.copyOfRange(scores, scored.from(), scored.to());
  }

  /** Measures everything. */
  Report report(EnsembleOptions options, long seed) {
    Report report = new Report();
    Scores scores = run(options, seed);
    boolean[] inBudget = inBudget(scores.risk);
    for (Layer layer : scores.layers()) {
      report.add("AUROC of " + layer.name(), auroc(layer.scores()));
      report.add("average precision of " + layer.name(), averagePrecision(layer.scores()));
    }
    seen(true, inBudget)
        .forEach((kind, seen) -> report.add("recall of " + kind, seen.recall(), "≥ 0.8"));
    report.add("recall, mean of typologies", meanRecall(inBudget));
    report.add("share of look-alikes among alerts", lookAlikeShare(inBudget), "≤ 0.10");
    seen(false, inBudget)
        .forEach((kind, seen) -> report.add("alerted share of " + kind, seen.recall()));
    for (double threshold : List.of(60.0, 80.0, 95.0)) {
      report.add(
          "‰ at %.0f or more".formatted(threshold),
          Measures.permilleAtLeast(threshold, scores.risk(scored)));
    }
    return report;
  }
}
