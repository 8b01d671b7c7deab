package io.tercet.cli.report;

import io.tercet.cli.terminal.Column;
import io.tercet.cli.terminal.Format;
import io.tercet.cli.terminal.Style;
import io.tercet.cli.terminal.Table;
import io.tercet.cli.terminal.Table.Cell;
import io.tercet.core.transaction.Transaction;
import io.tercet.store.DetectionStore.StoredVerdict;
import io.tercet.store.ReportStore.AccountRisk;
import io.tercet.store.ReportStore.DayCount;
import io.tercet.store.ReportStore.LevelCount;
import java.util.List;

/** The report's tables for a terminal. */
public final class TextReport {
  private static final int BAR = 24;

  private TextReport() {}

  /** Transactions of each level and decision. */
  public static Table levels(List<LevelCount> levels) {
    long total = levels.stream().mapToLong(LevelCount::transactions).sum();
    Table table =
        new Table(
            List.of(
                Column.text("level"),
                Column.text("decision"),
                Column.number("transactions"),
                Column.number("share")));
    for (LevelCount level : levels) {
      table.row(
          List.of(
              new Cell(level.level(), Style.ofLevel(level.level())),
              Cell.of(level.decision()),
              Cell.of(Format.count(level.transactions())),
              Cell.of(Format.share((double) level.transactions() / Math.max(1, total)))));
    }
    return table;
  }

  /** Alerts of the latest days, with a bar. */
  public static Table days(List<DayCount> days) {
    long most = days.stream().mapToLong(TextReport::alerts).max().orElse(0);
    Table table =
        new Table(
            List.of(
                Column.text("day"),
                Column.number("scored"),
                Column.number("critical"),
                Column.number("high"),
                Column.number("medium"),
                Column.text("alerts").optional(1)));
    for (DayCount day : days) {
      table.row(
          List.of(
              Cell.of(Format.day(day.day())),
              Cell.of(Format.count(day.transactions())),
              level(day.critical(), "critical"),
              level(day.high(), "high"),
              level(day.medium(), "medium"),
              new Cell(bar(alerts(day), most), Style.CYAN)));
    }
    return table;
  }

  private static long alerts(DayCount day) {
    return day.medium() + day.high() + day.critical();
  }

  private static Cell level(long count, String level) {
    return new Cell(Format.count(count), count == 0 ? Style.DIM : Style.ofLevel(level));
  }

  private static String bar(long value, long most) {
    int length = most == 0 ? 0 : (int) Math.ceil((double) value * BAR / most);
    return "▇".repeat(length);
  }

  /** One line a transaction; its reasons go below it. */
  public static Table worst(List<StoredVerdict> verdicts) {
    Table table =
        new Table(
            List.of(
                Column.number("risk"),
                Column.text("level"),
                Column.text("time (UTC)").optional(1),
                Column.id("account"),
                Column.number("amount"),
                Column.text(""),
                Column.id("transaction").shrinking(12)));
    verdicts.forEach(verdict -> table.row(cells(verdict)));
    return table;
  }

  private static List<Cell> cells(StoredVerdict verdict) {
    Transaction transaction = verdict.transaction().transaction();
    return List.of(
        new Cell(Format.risk(verdict.totalRisk()), Style.BOLD),
        new Cell(verdict.level(), Style.ofLevel(verdict.level())),
        Cell.of(Format.minute(Format.instant(transaction.timestampMicros()))),
        Cell.of(transaction.customer()),
        Cell.of(Format.amount(transaction.amount())),
        Cell.of(transaction.currency()),
        new Cell(transaction.id(), Style.DIM));
  }

  /** One line an account. */
  public static Table accounts(List<AccountRisk> accounts) {
    Table table =
        new Table(
            List.of(
                Column.id("account"),
                Column.number("highest risk"),
                Column.number("mean"),
                Column.number("alerts"),
                Column.number("scored")));
    for (AccountRisk account : accounts) {
      table.row(
          account.account(),
          Format.risk(account.maxRisk()),
          Format.risk(account.meanRisk()),
          Format.count(account.alerts()),
          Format.count(account.transactions()));
    }
    return table;
  }
}
