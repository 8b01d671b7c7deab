package io.tercet.cli.command;

import io.tercet.cli.config.Keys;
import io.tercet.cli.config.Settings;
import io.tercet.cli.progress.JobProgress;
import io.tercet.cli.terminal.Format;
import io.tercet.jobs.EvaluateJob;
import io.tercet.jobs.EvaluateRequest;
import io.tercet.jobs.EvaluateRequest.Period;
import io.tercet.jobs.EvaluationResult;
import io.tercet.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Holds verdicts against labels. */
@Command(
    name = "evaluate",
    description = {
      "Hold stored verdicts against labels: ranking quality of each layer and of the risk, precision",
      "among the highest, value caught, alerts a day; found per typology where the labels name one.",
      "Labels are a CSV with the columns transaction_id and label; they are read and forgotten."
    },
    footer = {
      "  tercet evaluate --labels labels.csv",
      "  tercet evaluate --labels sample.csv --by month --from 2026-02-01",
      "  tercet evaluate --labels labels.csv.gz --by quarter --json"
    })
final class EvaluateCommand extends AbstractCommand {
  private static final List<Integer> DEFAULT_KS = List.of(50, 100, 500);

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      required = true,
      description = "CSV with transaction_id, label, and perhaps typology; plain, gzip or zstd.")
  private Path labels = Path.of("");

  @Option(
      names = "--by",
      paramLabel = "PERIOD",
      description = "month, quarter or none (default: none).")
  private String by = "none";

  @Mixin private final Window window = new Window();

  @Option(
      names = "--model",
      paramLabel = "VERSION",
      description = "Only verdicts of this model (default: those in force).")
  private @Nullable String model;

  @Option(
      names = "--threshold",
      paramLabel = "RISK",
      description = "Risk from which a verdict counts as an alert (default: 60).")
  private @Nullable String threshold;

  @Option(
      names = "--at",
      paramLabel = "K",
      split = ",",
      description = "Precision among the K highest, several with commas (default: 50,100,500).")
  private List<Integer> ks = DEFAULT_KS;

  EvaluateCommand(Environment environment) {
    super(environment);
  }

  @Override
  Settings withOptions(Settings settings) {
    return threshold == null
        ? settings
        : settings.with(Keys.DETECT_THRESHOLD, threshold, "option --threshold");
  }

  @Override
  int run(Session session) {
    EvaluateRequest request = UsageException.options(() -> request(session.settings()));
    EvaluationResult result;
    try (Store store = session.openExistingStore()) {
      result = evaluate(session, store, request);
    }
    if (session.json()) {
      session.result(EvaluationJson.of(result, session.elapsed()));
    } else {
      show(session, result);
    }
    return ExitCode.OK;
  }

  private EvaluateRequest request(Settings settings) {
    return new EvaluateRequest(
        labels,
        period(by),
        boxed(window.from()),
        boxed(window.to()),
        model,
        threshold(settings),
        ks);
  }

  static double threshold(Settings settings) {
    return settings.get(Keys.DETECT_THRESHOLD).orElse(settings.get(Keys.THRESHOLD_MEDIUM));
  }

  private static Period period(String text) {
    Map<String, Period> periods =
        Map.of("none", Period.ALL, "month", Period.MONTH, "quarter", Period.QUARTER);
    Period period = periods.get(text.strip().toLowerCase(Locale.ROOT));
    if (period == null) {
      throw new UsageException("--by must be month, quarter or none, got '" + text + "'");
    }
    return period;
  }

  private static @Nullable Long boxed(OptionalLong micros) {
    return micros.isPresent() ? micros.getAsLong() : null;
  }

  static EvaluationResult evaluate(Session session, Store store, EvaluateRequest request) {
    try (JobProgress progress = session.progress()) {
      return new EvaluateJob(store).run(request, progress);
    }
  }

  private static void show(Session session, EvaluationResult result) {
    session.say(
        "%s verdicts with a label; %s labels without a verdict"
            .formatted(Format.count(result.labelled()), Format.count(result.unmatched())));
    session.heading("Ranking: AUROC and average precision (AP)");
    session.show(EvaluationTables.ranking(result.periods()));
    session.heading("Alerts");
    session.show(EvaluationTables.alerts(result.periods()));
    session.heading("Precision among the highest risks");
    session.show(EvaluationTables.precision(result.periods()));
    if (!result.typologies().isEmpty()) {
      session.heading("Found per typology");
      session.show(EvaluationTables.typologies(result.typologies()));
    }
  }
}
