package io.tercet.jobs;

import io.tercet.core.detector.statistical.Rule;
import io.tercet.core.explanation.Explanation;
import io.tercet.core.explanation.Explanation.ConditionHit;
import io.tercet.core.explanation.Explanation.Counterfactual;
import io.tercet.core.explanation.Explanation.SanctionedParty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Explanations as JSON, the form in which they are stored. */
final class ExplanationJson {
  private ExplanationJson() {}

  static String write(Explanation explanation) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("text", explanation.text());
    Map<String, Object> typology = new LinkedHashMap<>();
    typology.put("id", explanation.typology().id());
    typology.put("title", explanation.typology().title());
    typology.put("tail", explanation.typology().tail());
    typology.put(
        "conditions",
        explanation.typology().conditions().stream().map(ExplanationJson::condition).toList());
    json.put("typology", typology);
    json.put("rules", explanation.rules().stream().map(ExplanationJson::rule).toList());
    json.put("counterfactuals", counterfactuals(explanation.counterfactuals()));
    if (explanation.sanctioned() != null) {
      json.put("sanctioned", sanctioned(explanation.sanctioned()));
    }
    return JsonMapper.shared().writeValueAsString(json);
  }

  private static Map<String, Object> sanctioned(SanctionedParty party) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("party", party.party());
    json.put("address", party.address());
    json.put("list", party.list());
    json.put("text", party.text());
    return json;
  }

  private static Map<String, @Nullable Object> condition(ConditionHit hit) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("feature", hit.feature().id());
    json.put("observed", number(hit.observed()));
    json.put("typical", number(hit.typical()));
    json.put("tail", hit.tail());
    json.put("text", hit.text());
    return json;
  }

  private static Map<String, Object> rule(Rule rule) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", rule.kind().id());
    json.put("text", rule.text());
    json.put("weight", rule.weight());
    json.put("source", rule.source());
    return json;
  }

  private static List<Map<String, Object>> counterfactuals(List<Counterfactual> all) {
    return all.stream()
        .map(c -> {
          Map<String, Object> json = new LinkedHashMap<>();
          json.put("subject", c.subject());
          json.put("risk", c.risk());
          json.put("text", c.text());
          return json;
        })
        .toList();
  }

  private static @Nullable Float number(float value) {
    return Float.isNaN(value) ? null : value;
  }
}
