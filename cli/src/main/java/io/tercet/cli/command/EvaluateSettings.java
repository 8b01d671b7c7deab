package io.tercet.cli.command;

import io.tercet.cli.config.Keys;
import io.tercet.cli.config.Settings;
import io.tercet.jobs.EvaluateOptions;
import io.tercet.jobs.EvaluateRequest;
import io.tercet.jobs.EvaluateRequest.Period;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an evaluation is asked, as options. */
final class EvaluateSettings {
  private static final List<Integer> DEFAULT_KS = List.of(50, 100, 500);

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "CSV with transaction_id, label, and perhaps typology, labelled_at; plain, gzip or zstd.")
  private @Nullable Path labels;

  @Option(
      names = "--by",
      paramLabel = "PERIOD",
      description = "month, quarter or none (default: none).")
  private String by = "none";

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
      names = "--budget",
      paramLabel = "K/day",
      description = "So many alerts a day instead; the threshold follows, as in detect.")
  private @Nullable String budget;

  @Option(
      names = "--at",
      paramLabel = "K",
      split = ",",
      description = "Precision among the K highest, several with commas (default: 50,100,500).")
  private List<Integer> ks = DEFAULT_KS;

  @Option(
      names = "--maturity",
      paramLabel = "TIME",
      description =
          "A label counts once its transaction is so old: 7d, 12h, 2w (default: at once).")
  private @Nullable String maturity;

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description = "When you look; labels known later do not count (default: newest transaction).")
  private @Nullable String asOf;

  @Option(
      names = "--after-training",
      description = "Leave out what happened before the end of a model's training window.")
  private boolean afterTraining;

  @Option(
      names = "--young",
      paramLabel = "DAYS",
      description = "An account is young for so many days (default: 30).")
  private @Nullable Integer young;

  @Option(
      names = "--compare",
      paramLabel = "MODEL|RUN",
      description = "Test against another model's verdicts on the same transactions.")
  private @Nullable String compare;

  @Option(
      names = "--reviewed",
      paramLabel = "FILE",
      description = "A sample from --sample with its labels filled in: an honest recall.")
  private @Nullable Path reviewed;

  @Option(
      names = "--resamples",
      paramLabel = "N",
      description = "Of the bootstrap that gives intervals (default: 400).")
  private int resamples = EvaluateOptions.DEFAULTS.resamples();

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Of the bootstrap and of --sample (default: 1).")
  private long seed = EvaluateOptions.DEFAULTS.seed();

  /** The file of labels; null if none was given. */
  @Nullable Path labels() {
    return labels;
  }

  /** The settings with the threshold on top. */
  Settings withThreshold(Settings settings) {
    return threshold == null
        ? settings
        : settings.with(Keys.DETECT_THRESHOLD, threshold, "option --threshold");
  }

  /** What to evaluate. */
  EvaluateRequest request(Settings settings, Window window) {
    Path file = labels == null ? Path.of("") : labels;
    return new EvaluateRequest(
            file,
            period(by),
            boxed(window.from()),
            boxed(window.to()),
            model,
            threshold(settings),
            ks)
        .with(options());
  }

  private EvaluateOptions options() {
    EvaluateOptions defaults = EvaluateOptions.DEFAULTS;
    return defaults
        .withMaturity(
            DurationOption.micros("--maturity", maturity),
            boxed(TimeOption.micros("--as-of", asOf)))
        .withAfterTraining(afterTraining)
        .withBudget(budgetPerDay())
        .withYoungDays(young == null ? defaults.youngDays() : young)
        .withCompare(compare)
        .withReviewed(reviewed)
        .withBootstrap(resamples, seed);
  }

  private @Nullable Double budgetPerDay() {
    if (budget == null) {
      return null;
    }
    if (threshold != null) {
      throw new UsageException("--threshold and --budget both say what an alert is; give one");
    }
    String number = budget.strip().replaceFirst("(?i)\\s*/\\s*d(ay)?$", "");
    try {
      return Double.valueOf(number);
    } catch (NumberFormatException e) {
      throw new UsageException(
          "--budget must be alerts a day, such as 50/day, got '" + budget + "'");
    }
  }

  private static double threshold(Settings settings) {
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
}
