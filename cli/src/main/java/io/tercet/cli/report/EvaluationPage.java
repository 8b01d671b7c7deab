package io.tercet.cli.report;

import io.tercet.cli.terminal.Format;
import io.tercet.core.evaluation.Interval;
import io.tercet.core.evaluation.PairedTest;
import io.tercet.core.evaluation.RecallEstimate;
import io.tercet.jobs.CalibrationResult.BudgetMonth;
import io.tercet.jobs.CalibrationResult.Month;
import io.tercet.jobs.CalibrationResult.Share;
import io.tercet.jobs.EvaluationDetails;
import io.tercet.jobs.EvaluationDetails.Comparison;
import io.tercet.jobs.EvaluationResult;
import io.tercet.jobs.EvaluationResult.LayerResult;
import io.tercet.jobs.EvaluationResult.PeriodResult;
import io.tercet.jobs.EvaluationResult.TypologyResult;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An evaluation as one page that needs no network. */
public final class EvaluationPage {
  private final EvaluationResult result;
  private final EvaluationDetails details;
  private final PeriodResult all;
  private final String store;
  private final Instant madeAt;

  private EvaluationPage(EvaluationResult result, String store, Instant madeAt) {
    this.result = result;
    this.details = result.details();
    this.all = result.periods().getFirst();
    this.store = store;
    this.madeAt = madeAt;
  }

  /** The whole page. */
  public static String of(EvaluationResult result, String store, Instant madeAt) {
    return Template.fill(
        Resources.own("evaluation.html"), new EvaluationPage(result, store, madeAt)::part);
  }

  private String part(String name) {
    return switch (name) {
      case "style" -> Resources.own("page.css");
      case "echarts" -> Resources.echarts();
      case "script" -> Resources.own("evaluation.js");
      case "data" -> Html.scriptJson(EvaluationChartData.of(result));
      case "subtitle" -> Html.escape(subtitle());
      case "notes" -> notes();
      case "tiles" -> tiles();
      case "figures" -> figures();
      case "periods" -> periods();
      case "typologies" -> typologies();
      case "young" -> young();
      case "calibration" -> calibration();
      case "more" -> comparison() + sampledRecall() + budget();
      default -> throw new IllegalStateException("the page names no part '" + name + "'");
    };
  }

  private String subtitle() {
    String days =
        Format.day(details.days().getFirst().day())
            + " to "
            + Format.day(details.days().getLast().day());
    return "%s · %s · alerts from risk %s · made %s UTC"
        .formatted(days, store, Format.risk(details.threshold()), Format.minute(madeAt));
  }

  private String notes() {
    Html html = new Html();
    details.notes().forEach(note -> html.element("p", "note", note));
    return html.toString();
  }

  private String tiles() {
    LayerResult total = layer(all.layers(), "total");
    Html html = new Html();
    tile(html, Format.count(result.labelled()), "with a label", "");
    tile(
        html,
        Format.count(all.frauds()),
        "fraud",
        Format.share((double) all.frauds() / result.labelled()));
    tile(html, figure(total.auroc()), "AUROC", interval("auroc"));
    tile(
        html, figure(total.averagePrecision()), "average precision", interval("average_precision"));
    return html.toString();
  }

  private static void tile(Html html, String number, String name, String small) {
    html.raw("<div class=\"tile\">").element("b", "", number).element("span", "", name);
    html.element("small", "", small).raw("</div>");
  }

  private String figures() {
    Html html = new Html();
    String queue = all.queue().perDay() + " highest a day: ";
    row(html, "Alerts a day", number(all.alertsPerDay()), interval("alerts_per_day"));
    row(
        html,
        "Alerts that are right",
        Format.share(all.alertPrecision()),
        shares("alert_precision"));
    row(html, "Fraud found", Format.share(all.recall()), shares("recall"));
    row(
        html,
        "Value found, amounts in medians of their currency",
        Format.share(all.valueCaughtInMedians()),
        shares("value_caught_in_medians"));
    row(html, queue + "right", Format.share(all.queue().precision()), shares("queue_precision"));
    row(html, queue + "found", Format.share(all.queue().recall()), shares("queue_recall"));
    all.precisionPerDay()
        .forEach((k, value) ->
            row(
                html,
                k + " highest transactions a day: precision",
                Format.share(value),
                shares("precision_per_day@" + k)));
    all.cardPrecisionAt()
        .forEach((k, value) ->
            row(
                html,
                k + " highest accounts a day, found ones left out: precision",
                Format.share(value),
                shares("card_precision_at@" + k)));
    return html.toString();
  }

  private static void row(Html html, String name, String... cells) {
    html.raw("<tr>").element("th", "", name);
    for (String cell : cells) {
      html.element("td", "number", cell);
    }
    html.raw("</tr>\n");
  }

  private String periods() {
    Html html = new Html();
    for (PeriodResult period : result.periods()) {
      layerRow(html, period.name(), period.transactions(), period.frauds(), period.layers());
    }
    return html.toString();
  }

  private static void layerRow(
      Html html, String name, long rows, long frauds, Map<String, LayerResult> layers) {
    html.raw("<tr>")
        .element("th", "", name)
        .element("td", "number", Format.count(rows))
        .element("td", "number", Format.share((double) frauds / rows));
    for (String layer : List.of("statistical", "isolation_forest", "autoencoder", "total")) {
      LayerResult figures = layer(layers, layer);
      html.element("td", "number", figure(figures.auroc()))
          .element("td", "number", figure(figures.averagePrecision()));
    }
    html.raw("</tr>\n");
  }

  private String typologies() {
    Html html = new Html();
    for (TypologyResult typology : result.typologies()) {
      row(
          html,
          typology.typology(),
          Format.count(typology.transactions()),
          Format.share((double) typology.alerts() / typology.transactions()),
          Format.share((double) typology.atBudget() / typology.transactions()));
    }
    return result.typologies().isEmpty()
        ? "<tr><td colspan=\"4\">The labels name no typology.</td></tr>"
        : html.toString();
  }

  private String young() {
    Html html = new Html();
    var young = details.young();
    layerRow(
        html,
        "transactions, account first seen less than " + young.days() + " days before",
        young.transactions(),
        young.frauds(),
        young.layers());
    layerRow(
        html,
        "new accounts, mean risk of their first " + young.firstTransactions(),
        young.accounts(),
        young.fraudAccounts(),
        young.accountLayers());
    return html.toString();
  }

  private String calibration() {
    Html html = new Html();
    for (Month month : details.calibration().months()) {
      html.raw("<tr>")
          .element("th", "", month.name())
          .element("td", "number", Format.count(month.transactions()));
      for (Share share : month.layers().getOrDefault("total", List.of())) {
        html.element("td", share.isCalibrated() ? "number" : "number off", permille(share));
      }
      html.raw("</tr>\n");
    }
    return html.toString();
  }

  private static String permille(Share share) {
    return String.format(
        Locale.ROOT,
        "%.3g [%.3g, %.3g]",
        share.permille(),
        share.interval().low(),
        share.interval().high());
  }

  private String comparison() {
    Comparison comparison = details.comparison();
    if (comparison == null) {
      return "";
    }
    Html html = new Html();
    html.raw("<section>")
        .element("h2", "", "%s against %s".formatted(comparison.model(), comparison.other()))
        .raw("<div class=\"scroll\"><table><thead><tr><th scope=\"col\">")
        .text(Format.count(comparison.transactions()) + " transactions")
        .raw("</th><th scope=\"col\">First</th><th scope=\"col\">Second</th>")
        .raw("<th scope=\"col\">Difference</th><th scope=\"col\">95 %</th>")
        .raw("<th scope=\"col\">p</th></tr></thead><tbody>");
    test(html, "AUROC", comparison.auroc());
    test(html, "average precision", comparison.averagePrecision());
    return html.raw("</tbody></table></div></section>\n").toString();
  }

  private static void test(Html html, String name, PairedTest test) {
    row(
        html,
        name,
        figure(test.first()),
        figure(test.second()),
        String.format(Locale.ROOT, "%+.4f", test.first() - test.second()),
        interval(test.difference()),
        Double.isNaN(test.p()) ? "–" : String.format(Locale.ROOT, "%.3g", test.p()));
  }

  private String sampledRecall() {
    RecallEstimate recall = details.sampledRecall();
    if (recall == null) {
      return "";
    }
    return new Html()
        .raw("<section>")
        .element("h2", "", "Recall by the reviewed sample")
        .element(
            "p",
            "",
            "%s of all fraud is found (95 %%: %s): %s frauds among the alerts, an estimated %s below the threshold."
                .formatted(
                    Format.share(recall.recall()),
                    Format.share(recall.interval().low())
                        + " – "
                        + Format.share(recall.interval().high()),
                    Format.count(Math.round(recall.alertFrauds())),
                    Format.count(Math.round(recall.missedFrauds()))))
        .raw("</section>\n")
        .toString();
  }

  private String budget() {
    var budget = details.calibration().budget();
    if (budget == null) {
      return "";
    }
    Html html = new Html();
    html.raw("<section>")
        .element(
            "h2",
            "",
            "Budget of %s alerts a day: risk %s and above"
                .formatted(Format.amount(budget.perDay()), Format.risk(budget.threshold())))
        .raw("<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Month</th>")
        .raw("<th scope=\"col\">Days</th><th scope=\"col\">Wanted</th>")
        .raw("<th scope=\"col\">Forecast</th><th scope=\"col\">Raised</th></tr></thead><tbody>");
    for (BudgetMonth month : budget.months()) {
      row(
          html,
          month.name(),
          Format.count(month.days()),
          Format.count(Math.round(month.wanted())),
          Format.count(Math.round(month.forecast())),
          Format.count(month.raised()));
    }
    return html.raw("</tbody></table></div></section>\n").toString();
  }

  private static LayerResult layer(Map<String, LayerResult> layers, String name) {
    return layers.getOrDefault(name, new LayerResult(Double.NaN, Double.NaN));
  }

  private String interval(String name) {
    return interval(all.intervals().getOrDefault(name, Interval.UNKNOWN));
  }

  /** An interval of a share, in percent. */
  private String shares(String name) {
    Interval interval = all.intervals().getOrDefault(name, Interval.UNKNOWN);
    return interval.isKnown()
        ? Format.share(interval.low()) + " – " + Format.share(interval.high())
        : "";
  }

  private static String interval(Interval interval) {
    return interval.isKnown()
        ? String.format(Locale.ROOT, "%.3g – %.3g", interval.low(), interval.high())
        : "";
  }

  private static String figure(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
