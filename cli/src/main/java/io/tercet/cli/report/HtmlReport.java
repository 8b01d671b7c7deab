package io.tercet.cli.report;

import io.tercet.cli.terminal.Format;
import io.tercet.core.transaction.Transaction;
import io.tercet.store.DetectionStore.StoredVerdict;
import io.tercet.store.ReportStore.AccountRisk;
import io.tercet.store.ReportStore.DayCount;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The report as one page that needs no network. */
public final class HtmlReport {
  private static final List<String> LEVELS = List.of("critical", "high", "medium", "low");

  private final ReportData data;

  private HtmlReport(ReportData data) {
    this.data = data;
  }

  /** The whole page. */
  public static String page(ReportData data) {
    HtmlReport report = new HtmlReport(data);
    return Template.fill(Resources.own("page.html"), report::part);
  }

  private String part(String name) {
    return switch (name) {
      case "style" -> Resources.own("page.css");
      case "echarts" -> Resources.echarts();
      case "script" -> Resources.own("page.js");
      case "data" -> Html.scriptJson(chartData());
      case "subtitle" -> Html.escape(subtitle());
      case "tiles" -> tiles();
      case "transactions" -> transactions();
      case "accounts" -> accounts();
      case "days" -> days();
      default -> throw new IllegalStateException("the page names no part '" + name + "'");
    };
  }

  private String subtitle() {
    String period =
        data.days().isEmpty()
            ? "nothing scored yet"
            : Format.day(data.days().getFirst().day())
                + " to "
                + Format.day(data.days().getLast().day());
    return "%s · %s · made %s UTC".formatted(period, data.store(), Format.minute(data.madeAt()));
  }

  private String tiles() {
    Html html = new Html();
    tile(html, "", "scored", data.transactions());
    LEVELS.stream()
        .filter(level -> !level.equals("low"))
        .forEach(level -> tile(html, level, level, data.ofLevel(level)));
    return html.toString();
  }

  private void tile(Html html, String classes, String name, long count) {
    html.raw("<div class=\"tile " + classes + "\">")
        .element("b", "", Format.count(count))
        .element("span", "", name);
    if (!classes.isEmpty() && data.transactions() > 0) {
      html.element("small", "", Format.share((double) count / data.transactions()));
    }
    html.raw("</div>");
  }

  private String transactions() {
    Html html = new Html();
    data.worst().forEach(verdict -> transaction(html, verdict));
    return data.worst().isEmpty() ? "<p class=\"empty\">Nothing scored yet.</p>" : html.toString();
  }

  private static void transaction(Html html, StoredVerdict verdict) {
    Transaction transaction = verdict.transaction().transaction();
    html.raw("<details><summary>");
    risk(html, verdict.totalRisk(), verdict.level());
    html.raw("<span class=\"what\">")
        .element("b", "", amount(transaction) + " " + transaction.type())
        .element("span", "mono", transaction.customer())
        .raw("</span>")
        .element("span", "when", Format.minute(Format.instant(transaction.timestampMicros())));
    String reason = ReasonText.brief(verdict);
    if (reason != null) {
      html.element("span", "why", reason);
    }
    html.raw("</summary><dl>");
    if (verdict.reasonsText() != null) {
      html.element("dt", "", "Reasons").element("dd", "", verdict.reasonsText());
    }
    facts(html, verdict, transaction);
    html.raw("</dl></details>");
  }

  private static void risk(Html html, double risk, String level) {
    String known = LEVELS.contains(level) ? level : "low";
    html.raw("<span class=\"risk " + known + "\">")
        .element("b", "", Format.risk(risk))
        .element("small", "", level)
        .raw("</span>");
  }

  private static String amount(Transaction transaction) {
    return Format.amount(transaction.amount()) + " " + transaction.currency();
  }

  private static void facts(Html html, StoredVerdict verdict, Transaction transaction) {
    fact(html, "Transaction", transaction.id());
    fact(html, "Account", transaction.account());
    fact(html, "From", transaction.fromAddress());
    fact(html, "To", transaction.toAddress());
    fact(html, "Fee", Format.amount(transaction.fee()) + " " + transaction.currency());
    fact(html, "Decision", verdict.decision());
    fact(html, "Layers", layers(verdict));
    fact(html, "Model", verdict.modelVersion());
  }

  private static void fact(Html html, String name, @Nullable String value) {
    if (value != null) {
      html.element("dt", "", name).element("dd", "mono", value);
    }
  }

  private static String layers(StoredVerdict verdict) {
    return String.format(
        Locale.ROOT,
        "statistical %.1f, forest %.1f, autoencoder %.1f",
        verdict.statisticalRisk(),
        verdict.forestRisk(),
        verdict.autoencoderRisk());
  }

  private String accounts() {
    Html html = new Html();
    for (AccountRisk account : data.accounts()) {
      html.raw("<tr>")
          .element("th", "mono", account.account())
          .element("td", "number", Format.risk(account.maxRisk()))
          .element("td", "number", Format.risk(account.meanRisk()))
          .element("td", "number", Format.count(account.alerts()))
          .element("td", "number", Format.count(account.transactions()))
          .raw("</tr>\n");
    }
    return html.toString();
  }

  private String days() {
    Html html = new Html();
    for (DayCount day : data.days()) {
      html.raw("<tr>")
          .element("th", "", Format.day(day.day()))
          .element("td", "number", Format.count(day.transactions()))
          .element("td", "number", Format.count(day.critical()))
          .element("td", "number", Format.count(day.high()))
          .element("td", "number", Format.count(day.medium()))
          .element("td", "number", Format.risk(day.meanRisk()))
          .element("td", "number", Format.risk(day.maxRisk()))
          .raw("</tr>\n");
    }
    return html.toString();
  }

  private String chartData() {
    return data.days().stream()
        .map(HtmlReport::chartDay)
        .collect(Collectors.joining(",", "{\"days\":[", "]}"));
  }

  private static String chartDay(DayCount day) {
    return String.format(
        Locale.ROOT,
        "[\"%s\",%d,%d,%d,%d,%.2f,%.2f]",
        Format.day(day.day()),
        day.transactions(),
        day.medium(),
        day.high(),
        day.critical(),
        day.meanRisk(),
        day.maxRisk());
  }
}
