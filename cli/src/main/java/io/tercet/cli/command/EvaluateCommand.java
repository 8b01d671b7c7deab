package io.tercet.cli.command;

import io.tercet.cli.config.Settings;
import io.tercet.cli.progress.JobProgress;
import io.tercet.cli.report.EvaluationPage;
import io.tercet.cli.terminal.Format;
import io.tercet.jobs.CalibrationJob;
import io.tercet.jobs.CalibrationResult;
import io.tercet.jobs.EvaluateJob;
import io.tercet.jobs.EvaluateRequest;
import io.tercet.jobs.EvaluationResult;
import io.tercet.jobs.RunLog;
import io.tercet.jobs.RunLog.Outcome;
import io.tercet.jobs.RunLog.Start;
import io.tercet.jobs.SampleJob;
import io.tercet.jobs.SampleJob.Sample;
import io.tercet.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Holds verdicts against labels, or against what they say of themselves. */
@Command(
    name = "evaluate",
    description = {
      "Hold stored verdicts against labels: ranking quality of each layer and of the risk, precision",
      "among the highest, value caught, alerts a day, young accounts; found per typology where the",
      "labels name one. Labels are read and forgotten; the order is that of time, never shuffled.",
      "Without labels: --calibration, whether risks mean what they say; --sample, what to review."
    },
    footer = {
      "  tercet evaluate --labels labels.csv",
      "  tercet evaluate --labels sample.csv --from 2026-02-01 --html page.html",
      "  tercet evaluate --labels labels.csv.gz --by quarter --json",
      "  tercet evaluate --labels labels.csv --model ens-2 --compare ens-1",
      "  tercet evaluate --calibration --budget 50/day",
      "  tercet evaluate --sample 300 --out review.csv",
      "  tercet evaluate --labels alerts.csv --reviewed review.csv"
    })
final class EvaluateCommand extends AbstractCommand {
  @Mixin private final EvaluateSettings what = new EvaluateSettings();
  @Mixin private final Window window = new Window();

  @Option(
      names = "--calibration",
      description = "Shares at risk 60, 80 and 95 a month against what they promise; no labels.")
  private boolean calibration;

  @Option(
      names = "--sample",
      paramLabel = "N",
      description = "Draw N transactions below the threshold at random, for review; no labels.")
  private @Nullable Integer sample;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the sample goes, as CSV (default: standard output).")
  private @Nullable Path out;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a self-contained page with curves; an older one is replaced.")
  private @Nullable Path html;

  EvaluateCommand(Environment environment) {
    super(environment);
  }

  @Override
  Settings withOptions(Settings settings) {
    return what.withThreshold(settings);
  }

  @Override
  int run(Session session) throws IOException {
    requireSense();
    EvaluateRequest request =
        UsageException.options(() -> what.request(session.settings(), window));
    try (Store store = session.openExistingStore()) {
      if (sample != null) {
        sample(session, store, request, sample);
      } else if (what.labels() == null) {
        calibrate(session, store, request);
      } else {
        judge(session, store, request);
      }
    }
    return ExitCode.OK;
  }

  private void requireSense() {
    if (what.labels() == null && !calibration && sample == null) {
      throw new UsageException(
          "evaluate needs --labels FILE; without labels there are --calibration and --sample N");
    }
    if (html != null && (what.labels() == null || sample != null)) {
      throw new UsageException("--html needs --labels FILE");
    }
    if (out != null && sample == null) {
      throw new UsageException("--out is where --sample N goes");
    }
    if (sample != null && (sample < 1 || sample > SampleJob.MOST)) {
      throw new UsageException(
          "--sample must be in [1, %d], got %d".formatted(SampleJob.MOST, sample));
    }
  }

  /** Evaluates for another command. */
  static EvaluationResult evaluate(Session session, Store store, EvaluateRequest request) {
    RunLog log = session.runLog();
    try (JobProgress progress = session.progress()) {
      return log.record(
          Start.of("evaluate", store.name()),
          () -> new EvaluateJob(store).run(request, progress),
          result -> Outcome.ofRows(result.labelled()));
    }
  }

  private void judge(Session session, Store store, EvaluateRequest request) throws IOException {
    EvaluationResult result = evaluate(session, store, request);
    if (html != null) {
      byte[] page =
          EvaluationPage.of(result, store.name(), session.startedAt())
              .getBytes(StandardCharsets.UTF_8);
      Files.write(html, page);
      session.say("wrote %s (%s)".formatted(html, Format.bytes(page.length)));
    }
    if (session.json()) {
      session.result(EvaluationJson.of(result, calibration, session.elapsed()));
    } else {
      EvaluationView.show(session, result, calibration);
    }
  }

  private static void calibrate(Session session, Store store, EvaluateRequest request) {
    CalibrationResult result;
    try (JobProgress progress = session.progress()) {
      result = new CalibrationJob(store).run(request, progress);
    }
    if (session.json()) {
      session.result(CalibrationJson.of(result, session.elapsed()));
    } else {
      CalibrationView.show(session, result);
    }
  }

  private void sample(Session session, Store store, EvaluateRequest request, int size)
      throws IOException {
    if (out != null && Files.exists(out)) {
      throw new UsageException(
          out + " exists already, and somebody's review may be in it; name another --out");
    }
    Sample drawn;
    try (JobProgress progress = session.progress()) {
      drawn = new SampleJob(store).run(request, size, request.options().seed(), progress);
    }
    if (out != null) {
      Files.writeString(out, SampleCsv.of(drawn));
      session.say(
          "wrote %s: %s of %s verdicts below risk %s. Fill in the column label (1 or 0), then: %s evaluate --labels ALERTS --reviewed %s"
              .formatted(
                  out,
                  Format.count(drawn.rows().size()),
                  Format.count(drawn.below()),
                  Format.risk(drawn.threshold()),
                  Environment.PROGRAM,
                  out));
    } else if (!session.json()) {
      session.environment().out().print(SampleCsv.of(drawn));
    }
    if (session.json()) {
      session.result(SampleCsv.json(drawn, out, request.options().seed(), session.elapsed()));
    }
  }
}
