package io.tercet.cli.command;

import io.tercet.cli.terminal.Format;
import io.tercet.jobs.CalibrationResult;
import io.tercet.jobs.CalibrationResult.Budget;
import io.tercet.jobs.CalibrationResult.BudgetMonth;
import io.tercet.jobs.CalibrationResult.Month;
import io.tercet.jobs.CalibrationResult.Share;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calibration as JSON. */
final class CalibrationJson {
  private CalibrationJson() {}

  static Map<String, @Nullable Object> of(CalibrationResult result, Duration elapsed) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("calibration", months(result));
    Budget budget = result.budget();
    if (budget != null) {
      json.put("budget", budget(budget));
    }
    json.put("seconds", Format.seconds(elapsed));
    return json;
  }

  static List<Map<String, Object>> months(CalibrationResult result) {
    return result.months().stream().map(CalibrationJson::month).toList();
  }

  private static Map<String, Object> month(Month month) {
    Map<String, Object> layers = new LinkedHashMap<>();
    month
        .layers()
        .forEach((name, shares) ->
            layers.put(name, shares.stream().map(CalibrationJson::share).toList()));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("period", month.name());
    json.put("transactions", month.transactions());
    json.put("days", month.days());
    json.put("alerts", month.alerts());
    json.put("layers", layers);
    return json;
  }

  private static Map<String, @Nullable Object> share(Share share) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("risk", share.risk());
    json.put("count", share.count());
    json.put("permille", share.permille());
    json.put("interval", EvaluationJson.interval(share.interval()));
    json.put("nominal", 1000 * share.nominal());
    json.put("calibrated", share.isCalibrated());
    return json;
  }

  static Map<String, Object> budget(Budget budget) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("per_day", budget.perDay());
    json.put("threshold", budget.threshold());
    json.put("periods", budget.months().stream().map(CalibrationJson::budgetMonth).toList());
    return json;
  }

  private static Map<String, @Nullable Object> budgetMonth(BudgetMonth month) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("period", month.name());
    json.put("days", month.days());
    json.put("wanted", month.wanted());
    json.put("forecast", month.forecast());
    json.put("raised", month.raised());
    json.put("interval", EvaluationJson.interval(month.interval()));
    return json;
  }
}
