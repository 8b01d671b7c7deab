package io.tercet.cli.command;

import io.tercet.cli.terminal.Column;
import io.tercet.cli.terminal.Format;
import io.tercet.cli.terminal.Style;
import io.tercet.cli.terminal.Table;
import io.tercet.cli.terminal.Table.Cell;
import io.tercet.jobs.DetectResult;
import io.tercet.jobs.EvaluationResult;
import io.tercet.jobs.EvaluationResult.PeriodResult;
import io.tercet.jobs.EvaluationResult.TypologyResult;
import io.tercet.store.DetectionStore.StoredVerdict;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The end of a demo: what was found, how much of it is right, where to go on. */
final class DemoSummary {
  private final Session session;
  private final DemoFolder files;

  DemoSummary(Session session, DemoFolder files) {
    this.session = session;
    this.files = files;
  }

  void show(DetectResult detected, List<StoredVerdict> worst, EvaluationResult evaluated) {
    session.heading(
        "%s transactions judged; the worst of the %d riskiest accounts"
            .formatted(Format.count(detected.rows()), worst.size()));
    Verdicts.show(session, worst);
    session.heading("Held against the truth");
    session.sayWrapped(overall(evaluated.periods().getFirst(), detected.threshold()), "");
    session.say("");
    session.show(typologies(evaluated));
    session.heading("Go on with");
    session.show(next(worst));
    session.say("");
    session.say(
        session.styled(
            "%s in all. The demo leaves only %s/; remove it when you are done."
                .formatted(Format.duration(session.elapsed()), files.folder()),
            Style.DIM));
  }

  private static String overall(PeriodResult all, double threshold) {
    return "%s of them are fraud. At risk %s and above there are %s alerts a day, %s of them right. Reading the 50 highest a day instead finds what the right column shows. AUROC %.3f."
        .formatted(
            Format.count(all.frauds()),
            Format.risk(threshold),
            String.format(Locale.ROOT, "%.1f", all.alertsPerDay()),
            share(all.alertPrecision()),
            all.layers().get("total") == null ? Double.NaN : all.layers().get("total").auroc());
  }

  private static String share(double value) {
    return Double.isNaN(value) ? "none" : Math.round(value * 100) + " %";
  }

  private static Table typologies(EvaluationResult evaluated) {
    List<TypologyResult> bestFirst =
        evaluated.typologies().stream()
            .sorted(Comparator.comparingDouble(DemoSummary::found).reversed())
            .toList();
    return EvaluationTables.typologies(bestFirst, evaluated.periods().getFirst().queue().perDay());
  }

  private static double found(TypologyResult typology) {
    return (double) typology.atBudget() / Math.max(1, typology.transactions());
  }

  private Table next(List<StoredVerdict> worst) {
    String store = " --store " + files.storeUrl();
    Table table = new Table(List.of(Column.text("")));
    if (!worst.isEmpty()) {
      String id = worst.getFirst().transaction().transaction().id();
      command(table, "explain " + id + store);
    }
    command(table, "report --html " + files.folder().resolve("report.html") + store);
    command(table, "import YOUR-FILE.csv && " + Environment.PROGRAM + " train");
    return table;
  }

  private static void command(Table table, String command) {
    table.row(List.of(new Cell("  " + Environment.PROGRAM + " " + command, Style.CYAN)));
  }
}
