package io.tercet.cli.command;

import io.tercet.cli.terminal.Format;
import io.tercet.core.evaluation.Interval;
import io.tercet.jobs.EvaluationResult;
import io.tercet.jobs.EvaluationResult.LayerResult;
import io.tercet.jobs.EvaluationResult.PeriodResult;
import io.tercet.jobs.EvaluationResult.QueueResult;
import io.tercet.jobs.EvaluationResult.TypologyResult;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An evaluation as JSON. */
final class EvaluationJson {
  private EvaluationJson() {}

  /**
   * The value.
   *
   * @param calibration whether it was asked for
   */
  static Map<String, @Nullable Object> of(
      EvaluationResult result, boolean calibration, Duration elapsed) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("labelled", result.labelled());
    json.put("unmatched", result.unmatched());
    json.put("periods", result.periods().stream().map(EvaluationJson::period).toList());
    json.put("typologies", result.typologies().stream().map(EvaluationJson::typology).toList());
    json.putAll(EvaluationDetailsJson.of(result.details()));
    if (calibration) {
      json.put("calibration", CalibrationJson.months(result.details().calibration()));
    }
    json.put("seconds", Format.seconds(elapsed));
    return json;
  }

  private static Map<String, Object> period(PeriodResult period) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("period", period.name());
    json.put("transactions", period.transactions());
    json.put("frauds", period.frauds());
    json.put("layers", layers(period.layers()));
    json.put("precision_at", period.precisionAt());
    json.put("account_precision_at", period.accountPrecisionAt());
    json.put("value_caught", period.valueCaught());
    json.put("recall", period.recall());
    json.put("alerts", period.alerts());
    json.put("alerts_per_day", period.alertsPerDay());
    json.put("alert_precision", period.alertPrecision());
    json.put("permille_at_least", period.levels());
    json.put("precision_per_day", period.precisionPerDay());
    json.put("card_precision_at", period.cardPrecisionAt());
    json.put("value_caught_in_medians", period.valueCaughtInMedians());
    json.put("queue", queue(period.queue()));
    Map<String, @Nullable Object> intervals = new LinkedHashMap<>();
    period.intervals().forEach((name, interval) -> intervals.put(name, interval(interval)));
    json.put("intervals", intervals);
    return json;
  }

  private static Map<String, Object> queue(QueueResult queue) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("per_day", queue.perDay());
    json.put("precision", queue.precision());
    json.put("recall", queue.recall());
    json.put("value_caught", queue.valueCaught());
    return json;
  }

  /** Both ends; null if nothing is known. */
  static @Nullable List<Double> interval(Interval interval) {
    return interval.isKnown() ? Arrays.asList(interval.low(), interval.high()) : null;
  }

  static Map<String, Object> layers(Map<String, LayerResult> layers) {
    Map<String, Object> json = new LinkedHashMap<>();
    layers.forEach((name, layer) -> json.put(name, layer(layer)));
    return json;
  }

  private static Map<String, Object> layer(LayerResult layer) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("auroc", layer.auroc());
    json.put("average_precision", layer.averagePrecision());
    return json;
  }

  private static Map<String, Object> typology(TypologyResult typology) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("typology", typology.typology());
    json.put("transactions", typology.transactions());
    json.put("alerts", typology.alerts());
    json.put("at_budget", typology.atBudget());
    json.put("recall", (double) typology.alerts() / typology.transactions());
    return json;
  }
}
