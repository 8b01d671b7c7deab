package io.tercet.cli.command;

import io.tercet.cli.config.Keys;
import io.tercet.cli.config.Settings;
import io.tercet.cli.terminal.Format;
import io.tercet.core.simulation.SimulationOptions;
import io.tercet.jobs.DetectRequest;
import io.tercet.jobs.DetectResult;
import io.tercet.jobs.EvaluateRequest;
import io.tercet.jobs.EvaluateRequest.Period;
import io.tercet.jobs.EvaluationResult;
import io.tercet.jobs.TrainResult;
import io.tercet.jobs.imports.ImportOptions;
import io.tercet.jobs.imports.ImportResult;
import io.tercet.store.DetectionStore.StoredVerdict;
import io.tercet.store.Selection;
import io.tercet.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the whole way on sample traffic. */
@Command(
    name = "demo",
    description = {
      "Show the whole way on sample traffic: generate, import, train, detect, the worst with reasons,",
      "and an honest count of what was found. Works in a new folder; touches no store of yours."
    },
    footer = {
      "  tercet demo",
      "  tercet demo --transactions 20000 --seed 7",
      "  tercet demo --folder /tmp/look --json"
    })
final class DemoCommand extends AbstractCommand {
  private static final int DAYS = 60;
  private static final int TRAINING_DAYS = 35;
  private static final int WORST = 3;
  private static final int CANDIDATES = 200;

  @Option(
      names = "--transactions",
      paramLabel = "N",
      description = "How many (default: ${DEFAULT-VALUE}).")
  private int transactions = 120_000;

  @Option(names = "--seed", paramLabel = "S", description = "Default: ${DEFAULT-VALUE}.")
  private long seed = 42;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "A folder that does not exist yet (default: tercet-demo, or tercet-demo-2 …).")
  private @Nullable Path folder;

  DemoCommand(Environment environment) {
    super(environment);
  }

  /** What the demo came to. */
  private record Outcome(
      ImportResult imported,
      TrainResult trained,
      DetectResult detected,
      EvaluationResult evaluated,
      List<StoredVerdict> worst) {}

  @Override
  Settings withOptions(Settings settings) {
    return settings
        .with(Keys.TRAIN_SEED, String.valueOf(seed), "option --seed")
        .with(Keys.METADATA, Metadata.NONE, "the demo's own");
  }

  @Override
  int run(Session session) throws IOException {
    SimulationOptions traffic =
        UsageException.options(() -> {
          SimulationOptions options = SimulationOptions.of(transactions, seed);
          return options.withPeriod(options.startMicros(), DAYS);
        });
    DemoFolder files = DemoFolder.create(folder);
    introduce(session, traffic, files);
    GenerateCommand.toFile(session, traffic, files.traffic());
    Outcome outcome = work(session, traffic, files);
    DemoSummary summary = new DemoSummary(session, files);
    summary.show(outcome.detected(), outcome.worst(), outcome.evaluated());
    if (session.json()) {
      session.result(json(files, outcome, session.elapsed()));
    }
    return ExitCode.OK;
  }

  private static void introduce(Session session, SimulationOptions traffic, DemoFolder files) {
    session.say(
        "%s transactions over %d days, with fraud of %d kinds and innocent look-alikes of each."
            .formatted(
                Format.count(traffic.transactions()), traffic.days(), traffic.typologies().size()));
    session.say(
        "Learning from the first %d days, judging the other %d. Everything is in %s/."
            .formatted(TRAINING_DAYS, DAYS - TRAINING_DAYS, files.folder()));
    session.say("");
  }

  private static Outcome work(Session session, SimulationOptions traffic, DemoFolder files) {
    long begin = traffic.startMicros();
    long split = begin + Duration.ofDays(TRAINING_DAYS).toMillis() * 1000;
    Settings settings = session.settings().with(Keys.STORE, files.storeUrl(), "the demo's own");
    try (Store store = Stores.open(settings, session.environment())) {
      ImportResult imported =
          ImportCommand.importFiles(
              session, store, List.of(files.traffic().toString()), ImportOptions.DEFAULTS);
      TrainResult trained =
          TrainCommand.train(session, store, OptionalLong.of(begin), OptionalLong.of(split), null);
      DetectRequest request =
          DetectCommand.request(settings, OptionalLong.of(split), OptionalLong.empty(), null);
      DetectResult detected = DetectCommand.detect(session, store, request, null);
      EvaluationResult evaluated =
          EvaluateCommand.evaluate(session, store, evaluation(files, split, detected.threshold()));
      List<StoredVerdict> worst = worstOfAccounts(store);
      return new Outcome(imported, trained, detected, evaluated, worst);
    }
  }

  /** The worst transaction of each of the riskiest accounts: one story each. */
  private static List<StoredVerdict> worstOfAccounts(Store store) {
    Set<String> seen = new HashSet<>();
    return store.reports().worst(Selection.ALL, CANDIDATES).stream()
        .filter(verdict -> seen.add(verdict.transaction().transaction().customer()))
        .limit(WORST)
        .toList();
  }

  private static EvaluateRequest evaluation(DemoFolder files, long from, double threshold) {
    return new EvaluateRequest(
        files.traffic(), Period.ALL, from, null, null, threshold, List.of(50, 100));
  }

  private static Map<String, Object> json(DemoFolder files, Outcome outcome, Duration elapsed) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("folder", files.folder().toString());
    json.put("store", files.storeUrl());
    json.put("rows", outcome.imported().rows());
    json.put("imported", outcome.imported().imported());
    json.put("model", outcome.trained().version());
    json.put("trained_rows", outcome.trained().rows());
    json.put("run", outcome.detected().runId());
    json.put("scored", outcome.detected().rows());
    json.put("alerts", outcome.detected().alerts());
    json.put("worst", outcome.worst().stream().map(Verdicts::json).toList());
    json.put("evaluation", EvaluationJson.of(outcome.evaluated(), false, elapsed));
    json.put("seconds", Format.seconds(elapsed));
    return json;
  }
}
