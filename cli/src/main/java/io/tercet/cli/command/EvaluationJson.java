package io.tercet.cli.command;

import io.tercet.cli.terminal.Format;
import io.tercet.jobs.EvaluationResult;
import io.tercet.jobs.EvaluationResult.LayerResult;
import io.tercet.jobs.EvaluationResult.PeriodResult;
import io.tercet.jobs.EvaluationResult.TypologyResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** An evaluation as JSON. */
final class EvaluationJson {
  private EvaluationJson() {}

  static Map<String, Object> of(EvaluationResult result, Duration elapsed) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("labelled", result.labelled());
    json.put("unmatched", result.unmatched());
    json.put("periods", result.periods().stream().map(EvaluationJson::period).toList());
    json.put("typologies", result.typologies().stream().map(EvaluationJson::typology).toList());
    json.put("seconds", Format.seconds(elapsed));
    return json;
  }

  private static Map<String, Object> period(PeriodResult period) {
    Map<String, Object> layers = new LinkedHashMap<>();
    period.layers().forEach((name, layer) -> layers.put(name, layer(layer)));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("period", period.name());
    json.put("transactions", period.transactions());
    json.put("frauds", period.frauds());
    json.put("layers", layers);
    json.put("precision_at", period.precisionAt());
    json.put("account_precision_at", period.accountPrecisionAt());
    json.put("value_caught", period.valueCaught());
    json.put("recall", period.recall());
    json.put("alerts", period.alerts());
    json.put("alerts_per_day", period.alertsPerDay());
    json.put("alert_precision", period.alertPrecision());
    json.put("permille_at_least", period.levels());
    return json;
  }

  private static Map<String, Object> layer(LayerResult layer) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("auroc", layer.auroc());
    json.put("average_precision", layer.averagePrecision());
    return json;
  }

  static Map<String, Object> typology(TypologyResult typology) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("typology", typology.typology());
    json.put("transactions", typology.transactions());
    json.put("alerts", typology.alerts());
    json.put("at_budget", typology.atBudget());
    return json;
  }
}
