package io.tercet.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tercet.jobs.EvaluateRequest.Period;
import io.tercet.jobs.EvaluationResult.LayerResult;
import io.tercet.jobs.EvaluationResult.PeriodResult;
import io.tercet.jobs.EvaluationResult.TypologyResult;
import io.tercet.store.ScoreBlock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every number is computed by hand in a comment. */
class PeriodMetricsTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final EvaluateRequest REQUEST =
      new EvaluateRequest(Path.of("x"), Period.ALL, null, null, null, 60, List.of(1, 2));

  private final ScoredRows rows = new ScoredRows();

  private void add(
      String day, long customer, double amount, float risk, boolean fraud, @Nullable String type) {
    ScoreBlock block = new ScoreBlock(1);
    block.timestamp[0] = Instant.parse(day + "T12:00:00Z").getEpochSecond() * 1_000_000;
    block.customer[0] = customer;
    block.amount[0] = amount;
    block.totalRisk[0] = risk;
    block.statisticalRisk[0] = 100 - risk;
    block.forestRisk[0] = 50;
    block.autoencoderRisk[0] = risk;
    block.level[0] = (byte) (risk < 60 ? 0 : risk < 80 ? 1 : risk < 95 ? 2 : 3);
    rows.add(block, 0, fraud, type);
  }

  /** Two days; frauds at risks 90, 40 and 70, others at 80, 20, 10. */
  private PeriodResult example() {
    add("2026-01-01", 1, 100, 90, true, "fan_in");
    add("2026-01-01", 2, 10, 80, false, null);
    add("2026-01-01", 1, 30, 20, false, null);
    add("2026-01-01", 3, 50, 40, true, "fan_in");
    add("2026-01-03", 4, 50, 70, true, "dusting");
    add("2026-01-03", 5, 5, 10, false, null);
    return PeriodMetrics.of("all", rows, 0, rows.size(), REQUEST);
  }

  @Test
  void rankingsOfEachLayer() {
    Map<String, LayerResult> layers = example().layers();
    assertThat(layers.keySet())
        .containsExactly("statistical", "isolation_forest", "autoencoder", "total");
    // Pairs of fraud above other: 90 over 3, 70 over 2, 40 over 2: 7 of 9.
    assertThat(layers.get("total").auroc()).isEqualTo(7 / 9.0, EXACT);
    // Frauds at ranks 1, 3 and 4: (1/1 + 2/3 + 3/4) / 3.
    assertThat(layers.get("total").averagePrecision())
        .isEqualTo((1 + 2 / 3.0 + 3 / 4.0) / 3, EXACT);
    assertThat(layers.get("statistical").auroc()).isEqualTo(2 / 9.0, EXACT);
    assertThat(layers.get("isolation_forest").auroc()).isEqualTo(0.5, EXACT);
    assertThat(layers.get("isolation_forest").averagePrecision()).isEqualTo(0.5, EXACT);
  }

  @Test
  void precisionAmongTheHighest() {
    PeriodResult result = example();
    // 90 is a fraud, 80 is not.
    assertThat(result.precisionAt()).containsExactly(Map.entry(1, 1.0), Map.entry(2, 0.5));
    // Day one: account 1 (90, fraud), then 2 (80, none); day three: account 4, then 5.
    assertThat(result.accountPrecisionAt()).containsExactly(Map.entry(1, 1.0), Map.entry(2, 0.5));
  }

  @Test
  void aDayWithFewerAccountsThanPlacesMissesTheRest() {
    add("2026-01-01", 1, 1, 90, true, null);
    add("2026-01-01", 1, 1, 80, true, null);
    PeriodResult result = PeriodMetrics.of("all", rows, 0, 2, REQUEST);
    assertThat(result.accountPrecisionAt()).containsExactly(Map.entry(1, 1.0), Map.entry(2, 0.5));
    assertThat(result.precisionAt()).containsExactly(Map.entry(1, 1.0), Map.entry(2, 1.0));
  }

  @Test
  void alertsAndWhatTheyCatch() {
    PeriodResult result = example();
    assertThat(result.transactions()).isEqualTo(6);
    assertThat(result.frauds()).isEqualTo(3);
    // 90, 80 and 70 are at or above 60; two days have transactions.
    assertThat(result.alerts()).isEqualTo(3);
    assertThat(result.alertsPerDay()).isEqualTo(1.5, EXACT);
    assertThat(result.recall()).isEqualTo(2 / 3.0, EXACT);
    assertThat(result.alertPrecision()).isEqualTo(2 / 3.0, EXACT);
    // 100 and 50 of 200.
    assertThat(result.valueCaught()).isEqualTo(0.75, EXACT);
    assertThat(result.levels().keySet()).containsExactly("medium", "high", "critical");
    assertThat(result.levels().get("medium")).isEqualTo(500, EXACT);
    assertThat(result.levels().get("high")).isEqualTo(1000 / 3.0, EXACT);
    assertThat(result.levels().get("critical")).isZero();
  }

  @Test
  void levelsAreThoseThatWereStored() {
    ScoreBlock block = new ScoreBlock(1);
    block.totalRisk[0] = 50;
    block.level[0] = 2; // a model with lower thresholds
    rows.add(block, 0, false, null);
    PeriodResult result = PeriodMetrics.of("all", rows, 0, 1, REQUEST);
    assertThat(result.levels().values()).containsExactly(1000.0, 1000.0, 0.0);
  }

  @Test
  void withoutFraudsOrAlertsThereIsNoNumber() {
    add("2026-01-01", 1, 10, 20, false, null);
    PeriodResult result = PeriodMetrics.of("all", rows, 0, 1, REQUEST);
    assertThat(result.recall()).isNaN();
    assertThat(result.valueCaught()).isNaN();
    assertThat(result.alertPrecision()).isNaN();
    assertThat(result.layers().get("total").auroc()).isNaN();
    assertThat(result.layers().get("total").averagePrecision()).isNaN();
    assertThat(result.precisionAt()).containsEntry(2, 0.0);
  }

  @Test
  void typologiesAreListedWorstFirst() {
    example();
    for (int i = 0; i < 60; i++) {
      add("2026-01-05", 10 + i, 1, 65, false, null);
    }
    add("2026-01-05", 9, 1, 61, true, "peel_chain"); // an alert, but not among the day's 50
    assertThat(PeriodMetrics.typologies(rows, 60))
        .containsExactly(
            new TypologyResult("peel_chain", 1, 1, 0),
            new TypologyResult("dusting", 1, 1, 1),
            new TypologyResult("fan_in", 2, 1, 2));
  }

  @Test
  void rowsBeyondTheFirstCapacityAreKept() {
    for (int i = 0; i < 5_000; i++) {
      add("2026-01-01", i, 1, i % 50, i % 50 == 49, null);
    }
    PeriodResult result = PeriodMetrics.of("all", rows, 0, rows.size(), REQUEST);
    assertThat(result.frauds()).isEqualTo(100);
    assertThat(result.layers().get("total").auroc()).isEqualTo(1, EXACT);
  }
}
