package io.tercet.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExplanationJsonTest {
  @TempDir Path folder;

  @Test
  void everyStoredExplanationHasTheDocumentedShape() {
    try (Pipeline pipeline = Pipeline.in(folder)) {
      pipeline.add(Pipeline.traffic(5_000, 4)).train(1);
      pipeline.detect();
      var stored =
          pipeline.sql(
              "SELECT json, text, total_risk_score FROM reasons r JOIN scores s USING (sequence)");
      assertThat(stored).isNotEmpty();
      for (var row : stored) {
        JsonNode json = JsonMapper.shared().readTree((String) row.get("json"));
        assertThat(json.propertyNames())
            .containsExactly("text", "typology", "rules", "counterfactuals");
        assertThat(json.get("text").asString()).isEqualTo(row.get("text"));
        requireTypology(json.get("typology"));
        for (JsonNode rule : json.get("rules")) {
          assertThat(rule.propertyNames()).containsExactly("id", "text", "weight", "source");
        }
        requireCounterfactuals(json, ((Number) row.get("total_risk_score")).doubleValue());
      }
    }
  }

  private static void requireTypology(JsonNode typology) {
    assertThat(typology.propertyNames()).containsExactly("id", "title", "tail", "conditions");
    assertThat(typology.get("tail").asDouble()).isBetween(0.0, 1.0);
    for (JsonNode condition : typology.get("conditions")) {
      assertThat(condition.propertyNames())
          .containsExactly("feature", "observed", "typical", "tail", "text");
      assertThat(condition.get("observed").isNumber() || condition.get("observed").isNull())
          .isTrue();
      assertThat(condition.get("tail").asDouble()).isBetween(0.0, 1.0);
    }
  }

  /** The risk of what might have been is that of the verdict, less what it explains. */
  private static void requireCounterfactuals(JsonNode json, double risk) {
    for (JsonNode counterfactual : json.get("counterfactuals")) {
      assertThat(counterfactual.propertyNames()).containsExactly("subject", "risk", "text");
      assertThat(counterfactual.get("risk").asDouble()).isLessThanOrEqualTo(risk - 1);
    }
    assertThat(json.get("text").asString()).startsWith("Risk %d (".formatted((int) risk));
  }
}
