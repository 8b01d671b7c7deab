package io.tercet.cli.command;

import io.tercet.cli.config.Settings;
import io.tercet.cli.terminal.Format;
import io.tercet.jobs.DetectRequest;
import io.tercet.jobs.DetectResult;
import io.tercet.jobs.KeptFeatures;
import io.tercet.jobs.TrainResult;
import io.tercet.jobs.imports.ImportOptions;
import io.tercet.jobs.imports.ImportResult;
import io.tercet.store.Store;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** From files to verdicts. */
@Command(
    name = "run",
    description = {
      "Import files, train on what the store holds then, and score everything new: the same verdicts",
      "as by 'import', 'train' and 'detect', in one process, sooner. Without --from and --to it learns",
      "from the last train.window_days (30) of the data."
    },
    footer = {
      "  tercet run transactions.csv",
      "  tercet run 'data/2026-*.csv.gz' --budget 20/day",
      "  tercet run traffic.csv --from 2026-01-01 --to 2026-02-01    January teaches",
      "  zcat dump.csv.gz | tercet run - --json"
    })
final class RunCommand extends AbstractCommand {
  @Mixin private final ImportFlags files = new ImportFlags();

  @Mixin private final Window window = new Window();

  @Option(
      names = "--budget",
      paramLabel = "K/day",
      description = "So many alerts a day; the threshold follows.")
  private @Nullable String budget;

  RunCommand(Environment environment) {
    super(environment);
  }

  /** What each step came to, and how long it took. */
  private record Outcome(
      ImportResult imported,
      Duration importing,
      TrainResult trained,
      Duration training,
      DetectResult detected,
      Duration detecting) {}

  @Override
  Settings withOptions(Settings settings) {
    return DetectCommand.withBudget(settings, budget);
  }

  @Override
  int run(Session session) {
    OptionalLong from = window.from();
    OptionalLong to = window.to();
    ImportOptions options = files.options(session.settings());
    DetectRequest request =
        DetectCommand.request(session.settings(), OptionalLong.empty(), OptionalLong.empty(), null);
    Outcome outcome;
    try (Store store = session.openStore()) {
      outcome = work(session, store, options, from, to, request);
    }
    if (session.json()) {
      session.result(json(outcome, session.elapsed()));
    }
    return ExitCode.OK;
  }

  private Outcome work(
      Session session,
      Store store,
      ImportOptions options,
      OptionalLong from,
      OptionalLong to,
      DetectRequest request) {
    Duration begun = session.elapsed();
    ImportResult imported = ImportCommand.importFiles(session, store, files.files(), options);
    ImportCommand.show(session, imported);
    Duration importedAt = session.elapsed();
    forgetGarbage();
    try (KeptFeatures kept = new KeptFeatures(Stores.scratchFolder(session.settings()))) {
      TrainResult trained = TrainCommand.train(session, store, from, to, kept);
      TrainCommand.show(session, trained);
      Duration trainedAt = session.elapsed();
      forgetGarbage();
      DetectResult detected = DetectCommand.detect(session, store, request, kept);
      DetectCommand.show(session, detected);
      return new Outcome(
          imported,
          importedAt.minus(begun),
          trained,
          trainedAt.minus(importedAt),
          detected,
          session.elapsed().minus(trainedAt));
    }
  }

  /**
   * Gives the next step the memory of the one before, of which next to nothing is alive. Otherwise
   * the heap would grow by another step's garbage before the collector looks at the old one's; this
   * takes 50 ms and, at a million rows, a third off the largest resident set.
   */
  private static void forgetGarbage() {
    System.gc();
  }

  private static Map<String, Object> json(Outcome outcome, Duration elapsed) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("import", ImportCommand.json(outcome.imported(), outcome.importing()));
    json.put("train", TrainCommand.json(outcome.trained(), outcome.training()));
    json.put("detect", DetectCommand.json(outcome.detected(), outcome.detecting()));
    json.put("seconds", Format.seconds(elapsed));
    return json;
  }
}
