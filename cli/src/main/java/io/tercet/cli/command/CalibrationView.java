package io.tercet.cli.command;

import io.tercet.cli.terminal.Column;
import io.tercet.cli.terminal.Format;
import io.tercet.cli.terminal.Style;
import io.tercet.cli.terminal.Table;
import io.tercet.cli.terminal.Table.Cell;
import io.tercet.jobs.CalibrationResult;
import io.tercet.jobs.CalibrationResult.Budget;
import io.tercet.jobs.CalibrationResult.BudgetMonth;
import io.tercet.jobs.CalibrationResult.Month;
import io.tercet.jobs.CalibrationResult.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Calibration as tables. */
final class CalibrationView {
  private CalibrationView() {}

  static void show(Session session, CalibrationResult result) {
    session.heading("Risks against what they promise, in permille");
    session.show(months(result.months(), "total"));
    session.sayWrapped(
        "At risk 60, 80 and 95 ordinary traffic has 1, 0.1 and 0.018 permille. In brackets: 95 % Poisson interval. Marked !: not within a factor of two. Fraud itself raises the shares.",
        "");
    session.heading("The layers, all months");
    session.show(layers(result.months().getFirst()));
    Budget budget = result.budget();
    if (budget != null) {
      session.heading(
          "Budget of %s alerts a day: risk %s and above"
              .formatted(Format.amount(budget.perDay()), Format.risk(budget.threshold())));
      session.show(budget(budget.months()));
    }
  }

  private static List<Column> columns(String first) {
    return List.of(
        Column.text(first),
        Column.number("verdicts").optional(1),
        Column.number("≥ 60"),
        Column.number("≥ 80"),
        Column.number("≥ 95"));
  }

  private static Table months(List<Month> months, String layer) {
    Table table = new Table(columns("month"));
    months.forEach(month ->
        table.row(
            cells(
                month.name(),
                month.transactions(),
                month.layers().getOrDefault(layer, List.of()))));
    return table;
  }

  private static Table layers(Month month) {
    Table table = new Table(columns("layer"));
    for (Map.Entry<String, List<Share>> layer : month.layers().entrySet()) {
      table.row(
          cells(EvaluationTables.title(layer.getKey()), month.transactions(), layer.getValue()));
    }
    return table;
  }

  private static List<Cell> cells(String name, long transactions, List<Share> shares) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.of(name));
    cells.add(Cell.of(Format.count(transactions)));
    for (Share share : shares) {
      cells.add(new Cell(text(share), share.isCalibrated() ? Style.PLAIN : Style.YELLOW));
    }
    return cells;
  }

  private static String text(Share share) {
    return String.format(
        Locale.ROOT,
        "%s%.3g [%.2g, %.2g]",
        share.isCalibrated() ? "" : "! ",
        share.permille(),
        share.interval().low(),
        share.interval().high());
  }

  private static Table budget(List<BudgetMonth> months) {
    Table table =
        new Table(
            List.of(
                Column.text("month"),
                Column.number("days"),
                Column.number("wanted"),
                Column.number("forecast"),
                Column.number("raised"),
                Column.number("a day"),
                Column.number("raised / wanted").optional(1)));
    for (BudgetMonth month : months) {
      table.row(
          month.name(),
          Format.count(month.days()),
          Format.count(Math.round(month.wanted())),
          Format.count(Math.round(month.forecast())),
          Format.count(month.raised()),
          String.format(Locale.ROOT, "%.1f", (double) month.raised() / month.days()),
          String.format(Locale.ROOT, "%.2f", month.raised() / month.wanted()));
    }
    return table;
  }
}
