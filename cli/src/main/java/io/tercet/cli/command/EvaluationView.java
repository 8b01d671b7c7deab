package io.tercet.cli.command;

import io.tercet.cli.terminal.Format;
import io.tercet.core.evaluation.PairedTest;
import io.tercet.core.evaluation.RecallEstimate;
import io.tercet.jobs.EvaluationDetails;
import io.tercet.jobs.EvaluationDetails.Comparison;
import io.tercet.jobs.EvaluationResult;
import io.tercet.jobs.EvaluationResult.PeriodResult;
import java.util.Locale;

/** An evaluation for people. */
final class EvaluationView {
  private EvaluationView() {}

  static void show(Session session, EvaluationResult result, boolean calibration) {
    EvaluationDetails details = result.details();
    session.say(
        "%s verdicts with a label; %s labels without a verdict%s"
            .formatted(
                Format.count(result.labelled()), Format.count(result.unmatched()), more(details)));
    details.notes().forEach(note -> session.sayWrapped(note, ""));
    ranking(session, result);
    found(session, result);
    session.heading(
        "Young accounts: first seen less than %d days before".formatted(details.young().days()));
    session.show(EvaluationTables.young(details.young()));
    Comparison comparison = details.comparison();
    if (comparison != null) {
      compare(session, comparison);
    }
    RecallEstimate recall = details.sampledRecall();
    if (recall != null) {
      recall(session, recall);
    }
    if (calibration || details.calibration().budget() != null) {
      CalibrationView.show(session, details.calibration());
    }
  }

  private static String more(EvaluationDetails details) {
    StringBuilder more = new StringBuilder();
    if (details.coverage().immature() > 0) {
      more.append("; ").append(Format.count(details.coverage().immature())).append(" not mature");
    }
    if (details.coverage().trainingLeftOut()) {
      more.append("; ")
          .append(Format.count(details.coverage().inTraining()))
          .append(" from before the end of training");
    }
    return more.toString();
  }

  private static void ranking(Session session, EvaluationResult result) {
    session.heading("Ranking: AUROC and average precision (AP)");
    session.show(EvaluationTables.ranking(result.periods()));
    PeriodResult all = result.periods().getFirst();
    session.heading("How sure: 95 % intervals, days drawn again");
    session.show(EvaluationTables.intervals(all));
  }

  private static void found(Session session, EvaluationResult result) {
    session.heading(
        "Alerts: risk %s and above".formatted(Format.risk(result.details().threshold())));
    session.show(EvaluationTables.alerts(result.periods()));
    session.heading("Precision among the highest risks");
    session.show(EvaluationTables.precision(result.periods()));
    if (!result.typologies().isEmpty()) {
      session.heading("Found per typology");
      session.show(
          EvaluationTables.typologies(
              result.typologies(), result.periods().getFirst().queue().perDay()));
    }
    if (!result.details().verdictTypologies().isEmpty()) {
      session.heading("Right per typology that the verdict names");
      session.show(EvaluationTables.verdictTypologies(result.details().verdictTypologies()));
    }
  }

  private static void compare(Session session, Comparison comparison) {
    session.heading(
        "%s against %s, %s transactions"
            .formatted(
                comparison.model(), comparison.other(), Format.count(comparison.transactions())));
    session.say(line("AUROC", comparison.auroc()));
    session.say(line("AP", comparison.averagePrecision()));
    if (comparison.missing() > 0) {
      session.say(
          "%s more only the first has scored".formatted(Format.count(comparison.missing())));
    }
  }

  private static String line(String name, PairedTest test) {
    return String.format(
        Locale.ROOT,
        "%-6s %.4f − %.4f = %+.4f [%+.4f, %+.4f], p = %.3g",
        name,
        test.first(),
        test.second(),
        test.first() - test.second(),
        test.difference().low(),
        test.difference().high(),
        test.p());
  }

  private static void recall(Session session, RecallEstimate recall) {
    session.heading("Recall by the reviewed sample");
    session.sayWrapped(
        String.format(
            Locale.ROOT,
            "%s of all fraud is found, with 95 %% confidence between %s and %s: %s frauds among the alerts, and an estimated %s below the threshold.",
            Double.isNaN(recall.recall()) ? "Nobody knows how much" : Format.share(recall.recall()),
            Format.share(recall.interval().low()),
            Format.share(recall.interval().high()),
            Format.count(Math.round(recall.alertFrauds())),
            Format.count(Math.round(recall.missedFrauds()))),
        "");
  }
}
