package io.tercet.cli.command;

import io.tercet.cli.terminal.Format;
import io.tercet.core.evaluation.PairedTest;
import io.tercet.core.evaluation.RecallEstimate;
import io.tercet.jobs.EvaluationDetails;
import io.tercet.jobs.EvaluationDetails.Comparison;
import io.tercet.jobs.EvaluationDetails.Coverage;
import io.tercet.jobs.EvaluationDetails.CurrencyResult;
import io.tercet.jobs.EvaluationDetails.DayResult;
import io.tercet.jobs.EvaluationDetails.VerdictTypology;
import io.tercet.jobs.EvaluationDetails.YoungResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an evaluation says beside its periods, as JSON. */
final class EvaluationDetailsJson {
  private EvaluationDetailsJson() {}

  static Map<String, @Nullable Object> of(EvaluationDetails details) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("threshold", details.threshold());
    json.put("coverage", coverage(details.coverage()));
    json.put(
        "verdict_typologies",
        details.verdictTypologies().stream().map(EvaluationDetailsJson::spoken).toList());
    json.put(
        "currencies", details.currencies().stream().map(EvaluationDetailsJson::currency).toList());
    json.put("young", young(details.young()));
    json.put("days", details.days().stream().map(EvaluationDetailsJson::day).toList());
    var budget = details.calibration().budget();
    if (budget != null) {
      json.put("budget", CalibrationJson.budget(budget));
    }
    Comparison comparison = details.comparison();
    if (comparison != null) {
      json.put("comparison", comparison(comparison));
    }
    RecallEstimate recall = details.sampledRecall();
    if (recall != null) {
      json.put("sampled_recall", recall(recall));
    }
    json.put("notes", details.notes());
    return json;
  }

  private static Map<String, @Nullable Object> coverage(Coverage coverage) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("duplicates", coverage.duplicates());
    json.put("conflicts", coverage.conflicts());
    json.put("immature", coverage.immature());
    json.put("as_of", coverage.asOf());
    json.put("in_training", coverage.inTraining());
    json.put("training_left_out", coverage.trainingLeftOut());
    return json;
  }

  private static Map<String, Object> spoken(VerdictTypology typology) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("typology", typology.typology());
    json.put("alerts", typology.alerts());
    json.put("right", typology.right());
    json.put("precision", typology.precision());
    json.put("frauds", typology.frauds());
    return json;
  }

  private static Map<String, Object> currency(CurrencyResult currency) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("currency", currency.currency());
    json.put("transactions", currency.transactions());
    json.put("frauds", currency.frauds());
    json.put("median", currency.median());
    json.put("fraud_amount", currency.fraudAmount());
    json.put("caught_amount", currency.caughtAmount());
    json.put("value_caught", currency.caughtAmount() / currency.fraudAmount());
    return json;
  }

  private static Map<String, @Nullable Object> young(YoungResult young) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("days", young.days());
    json.put("transactions", young.transactions());
    json.put("frauds", young.frauds());
    json.put("layers", EvaluationJson.layers(young.layers()));
    json.put("auroc_interval", EvaluationJson.interval(young.auroc()));
    json.put("accounts", young.accounts());
    json.put("fraud_accounts", young.fraudAccounts());
    json.put("first_transactions", young.firstTransactions());
    json.put("account_layers", EvaluationJson.layers(young.accountLayers()));
    return json;
  }

  private static Map<String, Object> day(DayResult day) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("day", Format.day(day.day()));
    json.put("transactions", day.transactions());
    json.put("frauds", day.frauds());
    json.put("alerts", day.alerts());
    json.put("caught", day.caught());
    json.put("mean_risk", day.meanRisk());
    return json;
  }

  private static Map<String, Object> comparison(Comparison comparison) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", comparison.model());
    json.put("other", comparison.other());
    json.put("transactions", comparison.transactions());
    json.put("missing", comparison.missing());
    json.put("auroc", test(comparison.auroc()));
    json.put("average_precision", test(comparison.averagePrecision()));
    return json;
  }

  private static Map<String, @Nullable Object> test(PairedTest test) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("model", test.first());
    json.put("other", test.second());
    json.put("difference", test.first() - test.second());
    json.put("interval", EvaluationJson.interval(test.difference()));
    json.put("p", test.p());
    return json;
  }

  private static Map<String, @Nullable Object> recall(RecallEstimate recall) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("alert_frauds", recall.alertFrauds());
    json.put("missed_frauds", recall.missedFrauds());
    json.put("missed_interval", EvaluationJson.interval(recall.missed()));
    json.put("recall", recall.recall());
    json.put("interval", EvaluationJson.interval(recall.interval()));
    return json;
  }
}
