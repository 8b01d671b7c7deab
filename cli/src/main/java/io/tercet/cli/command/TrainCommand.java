package io.tercet.cli.command;

import io.tercet.cli.config.Keys;
import io.tercet.cli.config.Settings;
import io.tercet.cli.progress.JobProgress;
import io.tercet.cli.terminal.Format;
import io.tercet.jobs.KeptFeatures;
import io.tercet.jobs.RunLog;
import io.tercet.jobs.RunLog.Outcome;
import io.tercet.jobs.RunLog.Start;
import io.tercet.jobs.TrainJob;
import io.tercet.jobs.TrainRequest;
import io.tercet.jobs.TrainResult;
import io.tercet.store.Store;
import io.tercet.store.TransactionStore.TransactionSpan;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains an ensemble. */
@Command(
    name = "train",
    description = {
      "Train an ensemble on a window of the stored transactions and put it in charge.",
      "Without --from and --to: the last train.window_days (30) of the data."
    },
    footer = {
      "  tercet train                                  the last 30 days of data",
      "  tercet train --to 2018-01-01 --seed 7         the 30 days before 2018",
      "  tercet train --typologies own.yaml            with typologies of your own",
      "  tercet train --from 2017-07-01 --to 2018-01-01 --json"
    })
final class TrainCommand extends AbstractCommand {
  @Mixin private final Window window = new Window();

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Where all randomness begins (default: train.seed, 42).")
  private @Nullable String seed;

  @Option(
      names = "--typologies",
      paramLabel = "FILE",
      description = "YAML with typologies to add, or to replace those of the same id; repeatable.")
  private @Nullable List<String> typologies;

  TrainCommand(Environment environment) {
    super(environment);
  }

  @Override
  Settings withOptions(Settings settings) {
    Settings changed = settings;
    if (seed != null) {
      changed = changed.with(Keys.TRAIN_SEED, seed, "option --seed");
    }
    if (typologies != null) {
      String files = String.join(",", typologies);
      changed = changed.with(Keys.TYPOLOGY_FILES, files, "option --typologies");
    }
    return changed;
  }

  @Override
  int run(Session session) {
    OptionalLong from = window.from();
    OptionalLong to = window.to();
    TrainResult result;
    try (Store store = session.openExistingStore()) {
      result = train(session, store, from, to, null);
    }
    show(session, result);
    if (session.json()) {
      session.result(json(result, session.elapsed()));
    }
    return ExitCode.OK;
  }

  /**
   * Trains on {@code [from, to)}; an end that is not given follows from the settings.
   *
   * @param kept gets the features, for detection; null if none follows
   */
  static TrainResult train(
      Session session,
      Store store,
      OptionalLong from,
      OptionalLong to,
      @Nullable KeptFeatures kept) {
    TrainRequest request = request(session.settings(), store, from, to);
    RunLog log = session.runLog();
    try (JobProgress progress = session.progress()) {
      return log.record(
          new Start("train", store.name(), request.fromMicros(), request.toMicros()),
          () -> new TrainJob(store, kept).run(request, session.startedAt(), progress),
          result -> new Outcome(result.version(), result.rows(), null));
    }
  }

  private static TrainRequest request(
      Settings settings, Store store, OptionalLong from, OptionalLong to) {
    TransactionSpan span = store.transactions().span();
    long end = to.orElse(span.lastMicros() + 1);
    long length = TimeUnit.DAYS.toMicros(settings.get(Keys.TRAIN_WINDOW_DAYS));
    return new TrainRequest(
        from.orElse(end - length),
        end,
        settings.get(Keys.TRAIN_SEED),
        EnsembleSettings.of(settings),
        settings.integer(Keys.TRAIN_MAX_ROWS));
  }

  static void show(Session session, TrainResult result) {
    session.say(
        "%s is trained on %s transactions of %s to %s, and active"
            .formatted(
                result.version(),
                Format.count(result.rows()),
                Format.minute(Format.instant(result.fromMicros())),
                Format.minute(Format.instant(result.toMicros()))));
  }

  static Map<String, Object> json(TrainResult result, Duration elapsed) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", result.version());
    json.put("rows", result.rows());
    json.put("trained_rows", result.trainedRows());
    json.put("from", Format.iso(result.fromMicros()));
    json.put("to", Format.iso(result.toMicros()));
    json.put("metrics", result.metrics());
    json.put("seconds", Format.seconds(elapsed));
    return json;
  }
}
