package io.tercet.benchmarks.quality;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tercet.benchmarks.quality.Scores.Layer;
import io.tercet.core.ensemble.EnsembleOptions;
import io.tercet.core.evaluation.RankingMetrics;
import io.tercet.core.transaction.TransactionBlock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Real Ethereum transactions, walked forward by quarter: each is scored by a model of the quarter
 * before, the first by a model of itself. A folder holds {@code transactions.csv.gz} (hash, label,
 * and what an explorer exports) and {@code account_labels.csv} (address, flag).
 */
final class Ethereum {
  private static final int YOUNG_ROWS = 20;

  private final Traffic traffic;
  private final Map<Long, Boolean> accounts;
  private final List<Quarter> quarters;

  /** A quarter's name and rows. */
  private record Quarter(String name, Span span) {}

  private Ethereum(Traffic traffic, Map<Long, Boolean> accounts) {
    this.traffic = traffic;
    this.accounts = accounts;
    quarters = quarters(traffic);
  }

  /** Reads a folder and computes the features. */
  static Ethereum read(Path folder, EnsembleOptions options) throws IOException {
    TrafficFile file = new TrafficFile(folder.resolve("transactions.csv.gz"), "hash", "label", "");
    return new Ethereum(
        Traffic.of(file.read(), options.features()),
        accounts(folder.resolve("account_labels.csv")));
  }

  /** The same traffic, changed. */
  Ethereum with(Traffic other) {
    return new Ethereum(other, accounts);
  }

  Traffic traffic() {
    return traffic;
  }

  private static Map<Long, Boolean> accounts(Path file) throws IOException {
    Map<Long, Boolean> accounts = new HashMap<>();
    try (CsvReader<NamedCsvRecord> rows = TrafficFile.open(file)) {
      for (NamedCsvRecord row : rows) {
        accounts.put(
            TransactionBlock.key(row.getField("address").strip()),
            row.getField("flag").equals("1"));
      }
    }
    return accounts;
  }

  private static List<Quarter> quarters(Traffic traffic) {
    List<Quarter> quarters = new ArrayList<>();
    Instant start = quarterOf(time(traffic, 0));
    while (traffic.firstAt(micros(start)) < traffic.rows()) {
      ZonedDateTime begin = start.atZone(ZoneOffset.UTC);
      Instant end = begin.plusMonths(3).toInstant();
      String name = "%dQ%d".formatted(begin.getYear(), (begin.getMonthValue() + 2) / 3);
      quarters.add(new Quarter(name, traffic.between(start, end)));
      start = end;
    }
    return quarters;
  }

  private static Instant quarterOf(Instant time) {
    ZonedDateTime month =
        time.atZone(ZoneOffset.UTC).withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS);
    return month.minusMonths((month.getMonthValue() - 1) % 3).toInstant();
  }

  private static Instant time(Traffic traffic, int row) {
    return Instant.EPOCH.plus(traffic.transactions.timestamp[row], ChronoUnit.MICROS);
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /** The scores of all rows, walked forward. */
  Scores walk(EnsembleOptions options, long seed) {
    return walk(options, seed, new Scores(traffic.rows()));
  }

  /** The same, into {@code scores}. */
  Scores walk(EnsembleOptions options, long seed, Scores scores) {
    Experiment experiment = new Experiment(traffic, options, seed);
    Span window = quarters.getFirst().span;
    for (Quarter quarter : quarters) {
      experiment.run(window, quarter.span, scores);
      window = quarter.span;
    }
    return scores;
  }

  /** AUROC of a score in each quarter, by the quarter's name. */
  Map<String, Double> byQuarter(float[] scores) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (Quarter quarter : quarters) {
      values.put(quarter.name, auroc(scores, quarter.span));
    }
    return values;
  }

  /** The mean over the quarters. */
  static double mean(Map<String, Double> values) {
    return values.values().stream().mapToDouble(v -> v).average().orElseThrow();
  }

  /** The least of the quarters. */
  static double worst(Map<String, Double> values) {
    return values.values().stream().mapToDouble(v -> v).min().orElseThrow();
  }

  /** AUROC of the accounts by their mean score. */
  double accounts(float[] scores) {
    return accounts(traffic.all(), scores);
  }

  private double accounts(Span span, float[] scores) {
    return Measures.auroc(Measures.meanByParty(traffic, span, scores, Integer.MAX_VALUE), accounts);
  }

  /**
   * AUROC of the accounts that were first seen after the first quarter, by the mean score of their
   * first {@value #YOUNG_ROWS} transactions.
   */
  double young(float[] scores) {
    return young(traffic.all(), scores);
  }

  private double young(Span span, float[] scores) {
    Map<Long, Double> means = Measures.meanByParty(traffic, span, scores, YOUNG_ROWS);
    means
        .keySet()
        .removeAll(Measures.meanByParty(traffic, quarters.getFirst().span, scores, 1).keySet());
    return Measures.auroc(means, accounts);
  }

  private double auroc(float[] scores, Span span) {
    return RankingMetrics.auroc(
        Arrays.copyOfRange(scores, span.from(), span.to()), traffic.fraud(span));
  }

  /** Measures everything. */
  Report report(EnsembleOptions options, long seed) {
    Report report = new Report();
    Scores scores = walk(options, seed);
    Map<String, Double> risk = byQuarter(scores.risk);
    risk.forEach((quarter, value) -> report.add("AUROC " + quarter, value));
    report.add("AUROC, worst quarter", worst(risk), "≥ 0.975");
    report.add("AUROC, mean of quarters", mean(risk), "≥ 0.988");
    for (Layer layer : scores.layers()) {
      Map<String, Double> values = byQuarter(layer.scores());
      report.add("AUROC of " + layer.name() + ", worst", worst(values));
      report.add("AUROC of " + layer.name() + ", mean", mean(values));
    }
    addFirstQuarter(report, scores);
    addOneModel(report, options, seed);
    report.add("accounts, AUROC", accounts(scores.risk));
    report.add("young accounts, AUROC", young(scores.risk));
    for (Layer layer : scores.layers()) {
      report.add("young accounts, AUROC of " + layer.name(), young(layer.scores()));
    }
    for (double threshold : List.of(60.0, 80.0, 95.0)) {
      report.add(
          "‰ at %.0f or more".formatted(threshold),
          Measures.permilleAtLeast(threshold, scores.risk));
    }
    return report;
  }

  private void addFirstQuarter(Report report, Scores scores) {
    Quarter first = quarters.getFirst();
    float[] risk = scores.risk(first.span);
    boolean[] fraud = traffic.fraud(first.span);
    report.add(
        first.name + ", average precision", RankingMetrics.averagePrecision(risk, fraud), "≥ 0.68");
    report.add(
        first.name + ", precision at 100", RankingMetrics.precisionAt(100, risk, fraud), "≥ 0.97");
  }

  private void addOneModel(Report report, EnsembleOptions options, long seed) {
    if (quarters.size() < 3) {
      return;
    }
    Span later = new Span(quarters.get(2).span.from(), traffic.rows());
    Scores scores = new Scores(traffic.rows());
    new Experiment(traffic, options, seed).run(new Span(0, later.from()), later, scores);
    float[] risk = scores.risk(later);
    boolean[] fraud = traffic.fraud(later);
    report.add(
        "one model for all later quarters, AUROC", RankingMetrics.auroc(risk, fraud), "≥ 0.975");
    report.add("the same, AP", RankingMetrics.averagePrecision(risk, fraud), "≥ 0.97");
    report.add("the same, accounts, AUROC", accounts(later, scores.risk), "≥ 0.95");
    report.add("the same, young accounts, AUROC", young(later, scores.risk), "≥ 0.85");
  }
}
