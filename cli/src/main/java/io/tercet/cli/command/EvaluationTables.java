package io.tercet.cli.command;

import io.tercet.cli.terminal.Column;
import io.tercet.cli.terminal.Format;
import io.tercet.cli.terminal.Style;
import io.tercet.cli.terminal.Table;
import io.tercet.cli.terminal.Table.Cell;
import io.tercet.jobs.EvaluationResult.LayerResult;
import io.tercet.jobs.EvaluationResult.PeriodResult;
import io.tercet.jobs.EvaluationResult.TypologyResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An evaluation as tables. */
final class EvaluationTables {
  private EvaluationTables() {}

  /** A line a period, two columns a layer. */
  static Table ranking(List<PeriodResult> periods) {
    List<Column> columns = new ArrayList<>(head());
    periods.getFirst().layers().keySet().forEach(layer -> columns.addAll(layer(layer)));
    Table table = new Table(columns);
    for (PeriodResult period : periods) {
      List<Cell> cells = new ArrayList<>(head(period));
      for (LayerResult layer : period.layers().values()) {
        cells.add(Cell.of(figure(layer.auroc())));
        cells.add(new Cell(figure(layer.averagePrecision()), Style.DIM));
      }
      table.row(cells);
    }
    return table;
  }

  private static List<Column> head() {
    return List.of(Column.text("period"), Column.number("rows"), Column.number("fraud"));
  }

  private static List<Cell> head(PeriodResult period) {
    return List.of(
        Cell.of(period.name()),
        Cell.of(Format.count(period.transactions())),
        Cell.of(Format.share((double) period.frauds() / period.transactions())));
  }

  private static List<Column> layer(String name) {
    String title =
        switch (name) {
          case "statistical" -> "stat.";
          case "isolation_forest" -> "forest";
          case "autoencoder" -> "autoenc.";
          case "total" -> "risk";
          default -> name;
        };
    return List.of(Column.number(title), Column.number("AP"));
  }

  /** A line a period: what an analyst would see, and what of it is right. */
  static Table alerts(List<PeriodResult> periods) {
    Table table =
        new Table(
            List.of(
                Column.text("period"),
                Column.number("alerts"),
                Column.number("a day"),
                Column.number("right"),
                Column.number("found"),
                Column.number("value found"),
                Column.number("≥ medium").optional(1),
                Column.number("≥ high").optional(1),
                Column.number("≥ critical").optional(1)));
    for (PeriodResult period : periods) {
      table.row(
          period.name(),
          Format.count(period.alerts()),
          String.format(Locale.ROOT, "%.1f", period.alertsPerDay()),
          share(period.alertPrecision()),
          share(period.recall()),
          share(period.valueCaught()),
          permille(period, "medium"),
          permille(period, "high"),
          permille(period, "critical"));
    }
    return table;
  }

  private static String permille(PeriodResult period, String level) {
    return String.format(Locale.ROOT, "%.1f ‰", period.levels().getOrDefault(level, Double.NaN));
  }

  /** A line a period and k. */
  static Table precision(List<PeriodResult> periods) {
    Table table =
        new Table(
            List.of(
                Column.text("period"),
                Column.number("highest"),
                Column.number("transactions"),
                Column.number("accounts a day")));
    for (PeriodResult period : periods) {
      for (Map.Entry<Integer, Double> entry : period.precisionAt().entrySet()) {
        Double accounts = period.accountPrecisionAt().getOrDefault(entry.getKey(), Double.NaN);
        table.row(
            period.name(), Format.count(entry.getKey()), share(entry.getValue()), share(accounts));
      }
    }
    return table;
  }

  /** A line a typology, with a bar for what is among the daily budget. */
  static Table typologies(List<TypologyResult> typologies) {
    Table table =
        new Table(
            List.of(
                Column.text("typology"),
                Column.number("transactions"),
                Column.number("alerts"),
                Column.number("in 50 a day"),
                Column.text("").optional(1)));
    for (TypologyResult typology : typologies) {
      double found = (double) typology.atBudget() / Math.max(1, typology.transactions());
      table.row(
          List.of(
              Cell.of(typology.typology()),
              Cell.of(Format.count(typology.transactions())),
              Cell.of(found(typology.alerts(), typology.transactions())),
              Cell.of(found(typology.atBudget(), typology.transactions())),
              new Cell(bar(found), Style.CYAN)));
    }
    return table;
  }

  /** {@code 12 (40 %)}. */
  private static String found(long found, long total) {
    return "%s %4s"
        .formatted(Format.count(found), Math.round(100.0 * found / Math.max(1, total)) + "%");
  }

  private static String bar(double share) {
    int full = (int) Math.round(share * 20);
    return "█".repeat(full) + "░".repeat(20 - full);
  }

  private static String share(double value) {
    return Double.isNaN(value) ? "–" : Format.share(value);
  }

  private static String figure(double value) {
    return Double.isNaN(value)
        ? "–"
        : String.format(Locale.ROOT, "%.3f", value).replaceFirst("^0", "");
  }
}
