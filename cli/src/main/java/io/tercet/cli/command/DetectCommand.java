package io.tercet.cli.command;

import io.tercet.cli.config.Keys;
import io.tercet.cli.config.Settings;
import io.tercet.cli.progress.JobProgress;
import io.tercet.cli.terminal.Column;
import io.tercet.cli.terminal.Format;
import io.tercet.cli.terminal.Style;
import io.tercet.cli.terminal.Table;
import io.tercet.cli.terminal.Table.Cell;
import io.tercet.core.ensemble.RiskLevel;
import io.tercet.jobs.DetectJob;
import io.tercet.jobs.DetectRequest;
import io.tercet.jobs.DetectResult;
import io.tercet.jobs.KeptFeatures;
import io.tercet.jobs.RunLog;
import io.tercet.jobs.RunLog.Outcome;
import io.tercet.jobs.RunLog.Start;
import io.tercet.jobs.sanctions.SanctionsFiles;
import io.tercet.store.Store;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Scores transactions. */
@Command(
    name = "detect",
    description = {
      "Score transactions: everything imported since the last run, or a window.",
      "Run again after an interruption, it goes on; what is scored already stays as it is."
    },
    footer = {
      "  tercet detect                            everything new",
      "  tercet detect --budget 20/day            the 20 worst a day are alerts",
      "  tercet detect --from 2018-07-25 --to 2018-08-01 --model VERSION",
      "  tercet detect --sanctions ofac.txt       who deals with them is blocked",
      "  tercet detect --fail-on high             exit code 3 if there is one"
    })
final class DetectCommand extends AbstractCommand {
  @Mixin private final Window window = new Window();

  @Option(
      names = "--budget",
      paramLabel = "K/day",
      description = "So many alerts a day; the threshold follows.")
  private @Nullable String budget;

  @Option(
      names = "--threshold",
      paramLabel = "RISK",
      description = "Risk from which a transaction is an alert (default: the model's medium, 60).")
  private @Nullable String threshold;

  @Option(
      names = "--model",
      paramLabel = "VERSION",
      description = "The model that scores (default: the active one).")
  private @Nullable String model;

  @Option(
      names = "--fail-on",
      paramLabel = "LEVEL",
      description = "End with exit code 3 if something at or above LEVEL was found.")
  private @Nullable String failOn;

  @Mixin private final SanctionsOption sanctions = new SanctionsOption();

  DetectCommand(Environment environment) {
    super(environment);
  }

  @Override
  Settings withOptions(Settings settings) {
    Settings changed = withBudget(settings, budget);
    if (threshold != null) {
      changed = changed.with(Keys.DETECT_THRESHOLD, threshold, "option --threshold");
    }
    return sanctions.in(changed);
  }

  static Settings withBudget(Settings settings, @Nullable String budget) {
    if (budget == null) {
      return settings;
    }
    String perDay = budget.strip().replaceFirst("(?i)\\s*/\\s*d(ay)?$", "");
    return settings.with(Keys.DETECT_BUDGET, perDay, "option --budget");
  }

  @Override
  int run(Session session) {
    RiskLevel limit = failOn == null ? null : LevelOption.parse("--fail-on", failOn);
    DetectRequest request = request(session.settings(), window.from(), window.to(), model);
    DetectResult result;
    try (Store store = session.openExistingStore()) {
      result = detect(session, store, request, null);
    }
    show(session, result);
    if (session.json()) {
      session.result(json(result, session.elapsed()));
    }
    return limit != null && result.rows() > 0 && result.worstLevel().compareTo(limit) >= 0
        ? ExitCode.FOUND
        : ExitCode.OK;
  }

  static DetectRequest request(
      Settings settings, OptionalLong from, OptionalLong to, @Nullable String model) {
    return UsageException.options(() ->
        new DetectRequest(
            boxed(from),
            boxed(to),
            model,
            settings.get(Keys.DETECT_BUDGET).orElse(null),
            settings.get(Keys.DETECT_THRESHOLD).orElse(null),
            DetectRequest.DEFAULT_CHUNK,
            SanctionsFiles.read(FileNames.paths(settings.get(Keys.SANCTIONS_FILES)))));
  }

  private static @Nullable Long boxed(OptionalLong micros) {
    return micros.isPresent() ? micros.getAsLong() : null;
  }

  /**
   * Detects.
   *
   * @param kept features that training has computed before; null for none
   */
  static DetectResult detect(
      Session session, Store store, DetectRequest request, @Nullable KeptFeatures kept) {
    RunLog log = session.runLog();
    try (JobProgress progress = session.progress()) {
      return log.record(
          new Start("detect", store.name(), request.fromMicros(), request.toMicros()),
          () -> new DetectJob(store, kept).run(request, session.startedAt(), progress),
          result -> new Outcome(result.modelVersion(), result.rows(), result.alerts()));
    }
  }

  static void show(Session session, DetectResult result) {
    if (result.rows() == 0) {
      session.say("nothing new to score");
      return;
    }
    session.say(
        "%s alerts in %s transactions (risk %s and above), by %s"
            .formatted(
                Format.count(result.alerts()),
                Format.count(result.rows()),
                Format.risk(result.threshold()),
                result.modelVersion()));
    session.show(levels(result.levels()));
  }

  /** How many of each level, worst first. */
  static Table levels(Map<RiskLevel, Long> levels) {
    long total = Math.max(1, levels.values().stream().mapToLong(Long::longValue).sum());
    Table table = new Table(List.of(Column.text(""), Column.number(""), Column.number("")));
    for (RiskLevel level : List.of(RiskLevel.values()).reversed()) {
      long count = levels.getOrDefault(level, 0L);
      table.row(
          List.of(
              new Cell(level.text(), Style.ofLevel(level.text())),
              Cell.of(Format.count(count)),
              new Cell(Format.share((double) count / total), Style.DIM)));
    }
    return table;
  }

  static Map<String, Object> json(DetectResult result, Duration elapsed) {
    Map<String, Object> levels = new LinkedHashMap<>();
    for (RiskLevel level : RiskLevel.values()) {
      levels.put(level.text(), result.levels().getOrDefault(level, 0L));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", result.runId());
    json.put("model", result.modelVersion());
    json.put("rows", result.rows());
    json.put("alerts", result.alerts());
    json.put("threshold", result.threshold());
    json.put("levels", levels);
    json.put("resumed", result.resumed());
    json.put("seconds", Format.seconds(elapsed));
    return json;
  }
}
