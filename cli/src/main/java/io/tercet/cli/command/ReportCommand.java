package io.tercet.cli.command;

import io.tercet.cli.report.HtmlReport;
import io.tercet.cli.report.ReportData;
import io.tercet.cli.report.TextReport;
import io.tercet.cli.terminal.Format;
import io.tercet.store.ReportStore.AccountRisk;
import io.tercet.store.ReportStore.DayCount;
import io.tercet.store.ReportStore.LevelCount;
import io.tercet.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what detection found. */
@Command(
    name = "report",
    description =
        "Show what detection found: levels, days, the worst transactions with reasons, accounts.",
    footer = {
      "  tercet report                              a summary that fits the terminal",
      "  tercet report --top 50 --from 2026-03-01   more of it, of a window",
      "  tercet report --html report.html           one page, no network needed",
      "  tercet report --json | jq '.worst[0]'"
    })
final class ReportCommand extends AbstractCommand {
  private static final int PAGE_TOP = 100;
  private static final int TERMINAL_TOP = 10;
  private static final int LATEST_DAYS = 14;
  private static final int MOST = 10_000;

  @Mixin private final Window window = new Window();

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "How many transactions and accounts (default: 10; 100 on a page).")
  private @Nullable Integer top;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a self-contained page; an older one of this name is replaced.")
  private @Nullable Path html;

  ReportCommand(Environment environment) {
    super(environment);
  }

  @Override
  int run(Session session) throws IOException {
    ReportData data = data(session);
    if (html != null) {
      writePage(session, data, html);
    } else if (!session.json()) {
      show(session, data);
    }
    if (session.json()) {
      session.result(json(data));
    }
    return ExitCode.OK;
  }

  private ReportData data(Session session) {
    int limit = top == null ? (html == null ? TERMINAL_TOP : PAGE_TOP) : top;
    if (limit < 1 || limit > MOST) {
      throw new UsageException("--top must be in [1, " + MOST + "], got " + limit);
    }
    try (Store store = session.openExistingStore()) {
      return ReportData.of(
          store.reports(), store.name(), window.selection(), limit, session.startedAt());
    }
  }

  private static void writePage(Session session, ReportData data, Path file) throws IOException {
    byte[] page = HtmlReport.page(data).getBytes(StandardCharsets.UTF_8);
    Files.write(file, page);
    session.say("wrote %s (%s)".formatted(file, Format.bytes(page.length)));
  }

  private static void show(Session session, ReportData data) {
    if (data.transactions() == 0) {
      session.say("nothing scored in this window yet; '" + Environment.PROGRAM + " detect' scores");
      return;
    }
    session.show(TextReport.levels(data.levels()));
    showDays(session, data.days());
    session.heading("Worst transactions");
    Verdicts.show(session, data.worst());
    session.heading("Accounts");
    session.show(TextReport.accounts(data.accounts()));
  }

  private static void showDays(Session session, List<DayCount> days) {
    int from = Math.max(0, days.size() - LATEST_DAYS);
    session.heading(from == 0 ? "Days" : "Latest " + LATEST_DAYS + " of " + days.size() + " days");
    session.show(TextReport.days(days.subList(from, days.size())));
  }

  private static Map<String, @Nullable Object> json(ReportData data) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("store", data.store());
    json.put("transactions", data.transactions());
    json.put("alerts", data.alerts());
    json.put("levels", data.levels().stream().map(ReportCommand::level).toList());
    json.put("days", data.days().stream().map(ReportCommand::day).toList());
    json.put("worst", data.worst().stream().map(Verdicts::json).toList());
    json.put("accounts", data.accounts().stream().map(ReportCommand::account).toList());
    return json;
  }

  private static Map<String, Object> level(LevelCount level) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("level", level.level());
    json.put("decision", level.decision());
    json.put("transactions", level.transactions());
    return json;
  }

  private static Map<String, Object> day(DayCount day) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("day", Format.day(day.day()));
    json.put("transactions", day.transactions());
    json.put("medium", day.medium());
    json.put("high", day.high());
    json.put("critical", day.critical());
    json.put("mean_risk", day.meanRisk());
    json.put("max_risk", day.maxRisk());
    return json;
  }

  private static Map<String, Object> account(AccountRisk account) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("account", account.account());
    json.put("transactions", account.transactions());
    json.put("alerts", account.alerts());
    json.put("max_risk", account.maxRisk());
    json.put("mean_risk", account.meanRisk());
    return json;
  }
}
