package io.tercet.benchmarks.quality;

import io.tercet.core.ensemble.EnsembleOptions;
import io.tercet.core.simulation.SimulationOptions;
import io.tercet.core.simulation.TrafficDrift;
import io.tercet.core.simulation.TrafficSimulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Fraud-free generated traffic in a world that changes: what a risk promises must hold in every
 * month, with one model, trained on the first 60 days.
 */
final class CalibrationDrift {
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final int MONTH_DAYS = 30;
  private static final int MONTHS = 10;
  private static final double[] THRESHOLDS = {60, 80, 95};

  private CalibrationDrift() {}

  /** Ten months of so many transactions: all that is known to change in a world, one by one. */
  static SimulationOptions traffic(int transactions, long seed) {
    SimulationOptions options = SimulationOptions.of(transactions, seed).withShares(0, 0);
    return options
        .withPeriod(options.startMicros(), MONTHS * MONTH_DAYS)
        .withDrifts(
            List.of(
                new TrafficDrift.PriceJump("BTC", 3 * MONTH_DAYS, 10, MONTH_DAYS),
                new TrafficDrift.NewCurrency(5 * MONTH_DAYS),
                new TrafficDrift.TimeZoneShift(6 * MONTH_DAYS, 8),
                new TrafficDrift.Holiday(8 * MONTH_DAYS, 7)));
  }

  private static String event(int month) {
    return switch (month) {
      case 3 -> ", BTC price × 10";
      case 5 -> ", new currency";
      case 6 -> ", everybody's day 8 h later";
      case 8 -> ", a week of holiday";
      default -> "";
    };
  }

  /** Measures every month. */
  static Report report(SimulationOptions simulation, EnsembleOptions options, long seed) {
    List<LabelledTransaction> all = new ArrayList<>();
    TrafficSimulator.stream(simulation)
        .forEach(one -> all.add(new LabelledTransaction(one.transaction(), false, "")));
    Traffic traffic = Traffic.of(all, options.features());
    int[] starts = new int[MONTHS + 1];
    for (int month = 0; month <= MONTHS; month++) {
      starts[month] = traffic.firstAt(simulation.startMicros() + month * MONTH_DAYS * DAY_MICROS);
    }
    Span scored = new Span(starts[2], starts[MONTHS]);
    Scores scores = new Scores(traffic.rows());
    new Experiment(traffic, options, seed).run(new Span(0, starts[2]), scored, scores);
    Report report = new Report();
    for (int month = 2; month < MONTHS; month++) {
      Span span = new Span(starts[month], starts[month + 1]);
      report.add(
          "month %d%s, %,d rows".formatted(month + 1, event(month), span.rows()),
          shares(scores.risk(span)),
          "");
    }
    report.add(
        "all %,d rows".formatted(scored.rows()),
        shares(scores.risk(scored)),
        "1 / .1 / .018 within × 2");
    return report;
  }

  private static String shares(float[] risk) {
    StringBuilder text = new StringBuilder();
    for (double threshold : THRESHOLDS) {
      text.append(text.isEmpty() ? "" : " / ")
          .append(String.format(Locale.ROOT, "%.3f", Measures.permilleAtLeast(threshold, risk)));
    }
    return text.append(" ‰").toString();
  }
}
