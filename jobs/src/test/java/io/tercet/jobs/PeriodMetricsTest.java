package io.tercet.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tercet.core.evaluation.Interval;
import io.tercet.core.transaction.TransactionBlock;
import io.tercet.jobs.EvaluateRequest.Period;
import io.tercet.jobs.EvaluationResult.LayerResult;
import io.tercet.jobs.EvaluationResult.PeriodResult;
import io.tercet.jobs.EvaluationResult.TypologyResult;
import io.tercet.store.ScoreBlock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
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
  private final List<String> typologies = new ArrayList<>();

  private void add(
      String day, long customer, double amount, float risk, boolean fraud, @Nullable String type) {
    add(day, customer, amount, risk, fraud, type, "ETH");
  }

  private void add(
      String day,
      long customer,
      double amount,
      float risk,
      boolean fraud,
      @Nullable String type,
      String currency) {
    ScoreBlock block = new ScoreBlock(1);
    block.timestamp[0] = Instant.parse(day + "T12:00:00Z").getEpochSecond() * 1_000_000;
    block.customer[0] = customer;
    block.amount[0] = amount;
    block.currency[0] = TransactionBlock.key(currency);
    block.totalRisk[0] = risk;
    block.statisticalRisk[0] = 100 - risk;
    block.forestRisk[0] = 50;
    block.autoencoderRisk[0] = risk;
    block.level[0] = (byte) (risk < 60 ? 0 : risk < 80 ? 1 : risk < 95 ? 2 : 3);
    rows.add(block, 0, fraud, typology(type));
  }

  private short typology(@Nullable String type) {
    if (type == null) {
      return Labels.NO_TYPOLOGY;
    }
    if (!typologies.contains(type)) {
      typologies.add(type);
    }
    return (short) typologies.indexOf(type);
  }

  private DailySums sums(int perDay) {
    return DailySums.of(rows, new CurrencyAmounts(rows), 60, REQUEST.ks(), perDay);
  }

  private PeriodResult all() {
    return new PeriodMetrics(rows, sums(2), REQUEST).of("all", 0, rows.days());
  }

  /** Two days; frauds at risks 90, 40 and 70, others at 80, 20, 10. */
  private PeriodResult example() {
    add("2026-01-01", 1, 100, 90, true, "fan_in");
    add("2026-01-01", 2, 10, 80, false, null);
    add("2026-01-01", 1, 30, 20, false, null);
    add("2026-01-01", 3, 50, 40, true, "fan_in");
    add("2026-01-03", 4, 50, 70, true, "dusting");
    add("2026-01-03", 5, 5, 10, false, null);
    return all();
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
    PeriodResult result = all();
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
  void eachDayHasItsOwnQueue() {
    PeriodResult result = example();
    // Day one: 90 fraud, 80 none; day three: 70 fraud, 10 none.
    assertThat(result.precisionPerDay()).containsExactly(Map.entry(1, 1.0), Map.entry(2, 0.5));
    assertThat(result.queue().precision()).isEqualTo(0.5, EXACT);
    assertThat(result.queue().recall()).isEqualTo(2 / 3.0, EXACT);
  }

  @Test
  void anAccountThatWasFoundIsNotSeenAgain() {
    add("2026-01-01", 1, 100, 90, true, null);
    add("2026-01-02", 1, 100, 95, true, null);
    add("2026-01-02", 2, 100, 70, false, null);
    PeriodResult result = all();
    assertThat(result.accountPrecisionAt()).containsEntry(1, 1.0);
    // On the second day account 1 is known, and 2 takes its place.
    assertThat(result.cardPrecisionAt()).containsEntry(1, 0.5);
  }

  @Test
  void amountsOfCurrenciesAddUpInTheirMedians() {
    for (int i = 0; i < 3; i++) {
      add("2026-01-01", i, 1, 10, false, null, "BTC");
      add("2026-01-01", i, 1_000, 10, false, null, "USDT");
    }
    add("2026-01-01", 7, 2, 90, true, null, "BTC");
    add("2026-01-01", 8, 6_000, 20, true, null, "USDT");
    PeriodResult result = all();
    assertThat(result.valueCaught()).isEqualTo(2 / 6_002.0, EXACT);
    // 2 of 2 + 6 medians.
    assertThat(result.valueCaughtInMedians()).isEqualTo(0.25, EXACT);
  }

  @Test
  void fewDaysHaveNoInterval() {
    assertThat(example().intervals().values()).noneMatch(Interval::isKnown);
  }

  @Test
  void intervalsHoldTheFigures() {
    for (int day = 1; day <= 20; day++) {
      for (int i = 0; i < 20; i++) {
        boolean fraud = i < 4;
        add("2026-01-%02d".formatted(day), i, 1 + i, (i * 37 + day * 11) % 100, fraud, null);
      }
    }
    PeriodResult result = all();
    Map<String, Interval> intervals = result.intervals();
    assertThat(intervals.get("auroc").contains(result.layers().get("total").auroc())).isTrue();
    assertThat(intervals.get("recall").contains(result.recall())).isTrue();
    assertThat(intervals.get("alerts_per_day").contains(result.alertsPerDay())).isTrue();
    assertThat(intervals.get("precision_per_day@2").contains(result.precisionPerDay().get(2)))
        .isTrue();
  }

  @Test
  void levelsAreThoseThatWereStored() {
    ScoreBlock block = new ScoreBlock(1);
    block.totalRisk[0] = 50;
    block.level[0] = 2; // a model with lower thresholds
    rows.add(block, 0, false, Labels.NO_TYPOLOGY);
    PeriodResult result = all();
    assertThat(result.levels().values()).containsExactly(1000.0, 1000.0, 0.0);
  }

  @Test
  void withoutFraudsOrAlertsThereIsNoNumber() {
    add("2026-01-01", 1, 10, 20, false, null);
    PeriodResult result = all();
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
    assertThat(TypologyCounts.byLabel(rows, typologies, sums(50).inQueue, 60))
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
    PeriodResult result = all();
    assertThat(result.frauds()).isEqualTo(100);
    assertThat(result.layers().get("total").auroc()).isEqualTo(1, EXACT);
  }
}
