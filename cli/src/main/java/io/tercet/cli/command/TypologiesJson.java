package io.tercet.cli.command;

import io.tercet.cli.terminal.Format;
import io.tercet.core.detector.statistical.Condition;
import io.tercet.core.detector.statistical.Typology;
import io.tercet.core.explanation.ConditionText;
import io.tercet.jobs.typologies.TrialRequest;
import io.tercet.jobs.typologies.TrialResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Typologies and their trial for programs. */
final class TypologiesJson {
  private TypologiesJson() {}

  static Map<String, Object> typology(Typology typology) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", typology.id());
    json.put("title", typology.title());
    json.put("description", typology.description());
    json.put("source", typology.source());
    json.put("look_alikes", typology.lookAlikes());
    json.put("weight", typology.weight());
    json.put("rule", typology.rule().name().toLowerCase(Locale.ROOT));
    json.put("conditions", typology.conditions().stream().map(TypologiesJson::condition).toList());
    return json;
  }

  private static Map<String, Object> condition(Condition condition) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("feature", condition.feature().id());
    json.put("direction", condition.direction().name().toLowerCase(Locale.ROOT));
    json.put("weight", condition.weight());
    json.put("max_tail", condition.gateTail());
    json.put("text", ConditionText.of(condition));
    return json;
  }

  static Map<String, Object> trial(TrialRequest request, TrialResult result, Duration elapsed) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("transactions", result.transactions());
    json.put("days", result.days());
    json.put("seed", request.seed());
    json.put("budget", request.budgetPerDay());
    json.put("alerts", result.alerts());
    json.put("frauds", result.frauds());
    json.put("found", result.found());
    json.put("false_alerts", result.falseAlerts());
    json.put("look_alikes", result.lookAlikes());
    json.put("look_alike_alerts", result.lookAlikeAlerts());
    json.put("look_alike_share", result.lookAlikeShare());
    json.put("typologies", result.kinds().stream().map(TypologiesJson::kind).toList());
    json.put("seconds", Format.seconds(elapsed));
    return json;
  }

  private static Map<String, Object> kind(TrialResult.Kind kind) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("typology", kind.id());
    json.put("frauds", kind.frauds());
    json.put("found", kind.found());
    json.put("recall", kind.recall());
    json.put("named", kind.loudest());
    json.put("look_alike", kind.lookAlike());
    json.put("look_alikes", kind.lookAlikes());
    json.put("look_alike_alerts", kind.lookAlikeAlerts());
    return json;
  }
}
