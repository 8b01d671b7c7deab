package io.tercet.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.core.sanctions.AddressKeys;
import io.tercet.core.sanctions.Sanctions;
import io.tercet.core.sanctions.SanctionsList;
import io.tercet.core.simulation.SimulatedTransaction;
import io.tercet.store.DetectionStore.StoredVerdict;
import io.tercet.store.DetectionStore.UsedList;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DetectSanctionsTest {
  private static final String SHA = "ab".repeat(32);
  private static final List<SimulatedTransaction> TRAFFIC = Pipeline.traffic(6_000, 11);
  private static final SimulatedTransaction ROW =
      TRAFFIC.stream()
          .skip(3_000)
          .filter(row -> row.typology().isEmpty() && row.transaction().toAddress() != null)
          .findFirst()
          .orElseThrow();
  private static final String LISTED = Objects.requireNonNull(ROW.transaction().toAddress());
  private static final Sanctions SANCTIONS =
      new Sanctions(List.of(new SanctionsList("test.txt", SHA, AddressKeys.of(List.of(LISTED)))));

  @TempDir Path folder;

  @Test
  void whoDealsWithAListedAddressIsBlockedAndNobodyElsesVerdictMoves() {
    try (Pipeline plain = pipeline("plain");
        Pipeline listed = pipeline("listed")) {
      plain.detect();
      DetectResult result = listed.detect(request().withSanctions(SANCTIONS));
      requireOverridden(listed);
      assertThat(others(listed)).isEqualTo(others(plain));
      assertThat(listed.store.detections().lists(result.runId()))
          .containsExactly(new UsedList("test.txt", SHA, 1));
      assertThat(listed.sql("SELECT sha256 FROM checkpoints"))
          .isEqualTo(plain.sql("SELECT sha256 FROM checkpoints"));
    }
  }

  private static void requireOverridden(Pipeline pipeline) {
    StoredVerdict verdict =
        pipeline.store.detections().verdict(ROW.transaction().id()).orElseThrow();
    assertThat(verdict.totalRisk()).isEqualTo(100);
    assertThat(verdict.level()).isEqualTo("critical");
    assertThat(verdict.decision()).isEqualTo("blocked");
    assertThat(verdict.reasonsText())
        .startsWith(
            "Risk 100 (critical): sanctioned. The receiver "
                + LISTED
                + " is on the list test.txt. Without the list: Risk ");
    JsonNode reasons = JsonMapper.shared().readTree(verdict.reasonsJson());
    assertThat(reasons.at("/sanctioned/address").asString()).isEqualTo(LISTED);
    assertThat(reasons.at("/sanctioned/party").asString()).isEqualTo("receiver");
    assertThat(reasons.at("/sanctioned/list").asString()).isEqualTo("test.txt");
    assertThat(reasons.at("/typology/title").asString()).isNotEmpty();
    assertThat(reasons.path("counterfactuals").size()).isZero();
    assertThat(pipeline.number("SELECT count(*) FROM scores WHERE rules >= 1 << 30")).isPositive();
  }

  /** All verdicts but those on the listed address, and the behaviour's score of all. */
  private static List<Map<String, Object>> others(Pipeline pipeline) {
    return List.copyOf(
        pipeline.sql(
            """
            SELECT sequence, statistical_score, isolation_forest_score, autoencoder_score,
              fused_score, CASE WHEN listed THEN NULL ELSE total_risk_score END AS risk,
              CASE WHEN listed THEN NULL ELSE final_decision END AS decision
            FROM (SELECT s.*, list_contains([t.from_address, t.to_address, t.user_id], '%s') AS listed
              FROM scores s JOIN named_transactions t USING (sequence)) ORDER BY sequence\
            """
                .formatted(LISTED)));
  }

  private Pipeline pipeline(String name) {
    Pipeline pipeline = new Pipeline(folder.resolve(name + ".duckdb")).add(TRAFFIC);
    pipeline.train(3);
    return pipeline;
  }

  private static DetectRequest request() {
    return new DetectRequest(null, null, null, null, null, Pipeline.CHUNK);
  }
}
