package io.tercet.cli.command;

import io.tercet.cli.terminal.Column;
import io.tercet.cli.terminal.Format;
import io.tercet.cli.terminal.Style;
import io.tercet.cli.terminal.Table;
import io.tercet.cli.terminal.Table.Cell;
import io.tercet.core.evaluation.Interval;
import io.tercet.jobs.EvaluationDetails.VerdictTypology;
import io.tercet.jobs.EvaluationDetails.YoungResult;
import io.tercet.jobs.EvaluationResult.LayerResult;
import io.tercet.jobs.EvaluationResult.PeriodResult;
import io.tercet.jobs.EvaluationResult.TypologyResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An evaluation as tables. */
final class EvaluationTables {
  private static final LayerResult NOTHING = new LayerResult(Double.NaN, Double.NaN);

  private EvaluationTables() {}

  /** A line a period, two columns a layer. */
  static Table ranking(List<PeriodResult> periods) {
    List<Column> columns = new ArrayList<>(head());
    periods.getFirst().layers().keySet().forEach(layer -> columns.addAll(layer(layer)));
    Table table = new Table(columns);
    for (PeriodResult period : periods) {
      List<Cell> cells = new ArrayList<>(head(period));
      period.layers().values().forEach(layer -> cells.addAll(layer(layer)));
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
    Column precision = Column.number("AP");
    return List.of(
        Column.number(title(name)), name.equals("total") ? precision : precision.optional(1));
  }

  /** What a layer is called in a table. */
  static String title(String layer) {
    return switch (layer) {
      case "statistical" -> "stat.";
      case "isolation_forest" -> "forest";
      case "autoencoder" -> "autoenc.";
      case "total" -> "risk";
      default -> layer;
    };
  }

  /** A line a main figure. */
  static Table intervals(PeriodResult all) {
    LayerResult total = all.layers().getOrDefault("total", NOTHING);
    Table table = new Table(List.of(Column.text("figure"), Column.number(""), Column.number("")));
    interval(table, all, "AUROC", "auroc", total.auroc());
    interval(table, all, "average precision", "average_precision", total.averagePrecision());
    interval(table, all, "alerts that are right", "alert_precision", all.alertPrecision());
    interval(table, all, "fraud found", "recall", all.recall());
    interval(
        table,
        all,
        "value found, in medians",
        "value_caught_in_medians",
        all.valueCaughtInMedians());
    String queue = all.queue().perDay() + " highest a day: ";
    interval(table, all, queue + "right", "queue_precision", all.queue().precision());
    interval(table, all, queue + "found", "queue_recall", all.queue().recall());
    return table;
  }

  private static void interval(
      Table table, PeriodResult all, String title, String name, double value) {
    Interval interval = all.intervals().getOrDefault(name, Interval.UNKNOWN);
    table.row(
        List.of(
            Cell.of(title),
            Cell.of(figure(value)),
            new Cell(
                interval.isKnown()
                    ? "[%s, %s]".formatted(figure(interval.low()), figure(interval.high()))
                    : "–",
                Style.DIM)));
  }

  /** Two lines: transactions of young accounts, and newcomers by their first transactions. */
  static Table young(YoungResult young) {
    List<Column> columns =
        new ArrayList<>(List.of(Column.text(""), Column.number("rows"), Column.number("fraud")));
    young.layers().keySet().forEach(layer -> columns.addAll(layer(layer)));
    Table table = new Table(columns);
    table.row(young("transactions", young.transactions(), young.frauds(), young.layers()));
    table.row(young("accounts", young.accounts(), young.fraudAccounts(), young.accountLayers()));
    return table;
  }

  private static List<Cell> young(
      String name, long rows, long frauds, Map<String, LayerResult> layers) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.of(name));
    cells.add(Cell.of(Format.count(rows)));
    cells.add(Cell.of(Format.share((double) frauds / rows)));
    layers.values().forEach(layer -> cells.addAll(layer(layer)));
    return cells;
  }

  private static List<Cell> layer(LayerResult layer) {
    return List.of(
        Cell.of(figure(layer.auroc())), new Cell(figure(layer.averagePrecision()), Style.DIM));
  }

  /** A line a typology that verdicts name. */
  static Table verdictTypologies(List<VerdictTypology> typologies) {
    Table table =
        new Table(
            List.of(
                Column.text("typology"),
                Column.number("alerts"),
                Column.number("right"),
                Column.number("frauds")));
    for (VerdictTypology typology : typologies) {
      table.row(
          typology.typology(),
          Format.count(typology.alerts()),
          found(typology.right(), typology.alerts()),
          Format.count(typology.frauds()));
    }
    return table;
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
          Format.share(period.alertPrecision()),
          Format.share(period.recall()),
          Format.share(period.valueCaught()),
          permille(period, "medium"),
          permille(period, "high"),
          permille(period, "critical"));
    }
    return table;
  }

  private static String permille(PeriodResult period, String level) {
    return String.format(Locale.ROOT, "%.1f ‰", period.levels().getOrDefault(level, Double.NaN));
  }

  /** A line a period and k: transactions of all time and of a day, accounts of a day. */
  static Table precision(List<PeriodResult> periods) {
    Table table =
        new Table(
            List.of(
                Column.text("period"),
                Column.number("highest"),
                Column.number("in all"),
                Column.number("of a day"),
                Column.number("accounts"),
                Column.number("not yet found")));
    for (PeriodResult period : periods) {
      for (Map.Entry<Integer, Double> entry : period.precisionAt().entrySet()) {
        int k = entry.getKey();
        table.row(
            period.name(),
            Format.count(k),
            Format.share(entry.getValue()),
            Format.share(period.precisionPerDay().getOrDefault(k, Double.NaN)),
            Format.share(period.accountPrecisionAt().getOrDefault(k, Double.NaN)),
            Format.share(period.cardPrecisionAt().getOrDefault(k, Double.NaN)));
      }
    }
    return table;
  }

  /** A line a typology, with a bar for what is among the daily budget. */
  static Table typologies(List<TypologyResult> typologies, int perDay) {
    Table table =
        new Table(
            List.of(
                Column.text("typology"),
                Column.number("transactions"),
                Column.number("alerts"),
                Column.number("in " + Format.count(perDay) + " a day"),
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

  private static String figure(double value) {
    return Double.isNaN(value)
        ? "–"
        // Always four characters: .999, 1.00.
        : String.format(Locale.ROOT, "%.3f", value)
            .replaceFirst("^0", "")
            .replaceFirst("^(1\\.00)0", "$1");
  }
}
