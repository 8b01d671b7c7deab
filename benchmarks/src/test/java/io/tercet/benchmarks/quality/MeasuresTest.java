package io.tercet.benchmarks.quality;

import static io.tercet.core.transaction.TransactionBlock.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasuresTest {
  @Test
  void aDayIsOneOfUtc() {
    Traffic traffic =
        new SampleTraffic()
            .add("2026-01-01T00:00:00Z", "a", "x", false)
            .add("2026-01-01T23:59:59Z", "a", "x", false)
            .add("2026-01-03T00:00:00Z", "a", "x", false)
            .traffic();
    assertThat(Measures.days(traffic, traffic.all()))
        .containsExactly(new Span(0, 2), new Span(2, 3));
  }

  @Test
  void aCardIsJudgedByItsHighestScoreAndLeavesOnceItIsFound() {
    Traffic traffic =
        new SampleTraffic()
            .add("2026-01-01T01:00:00Z", "a", "x", true)
            .add("2026-01-01T02:00:00Z", "a", "x", false)
            .add("2026-01-01T03:00:00Z", "b", "x", false)
            .add("2026-01-02T01:00:00Z", "a", "x", true)
            .add("2026-01-02T02:00:00Z", "b", "x", true)
            .add("2026-01-02T03:00:00Z", "c", "x", false)
            .traffic();
    // Day 1: a by its second payment. Day 2: a is out, so b leads c; with a it would be a again.
    float[] scores = {1, 9, 5, 9, 6, 2};
    assertThat(Measures.cardPrecision(1, traffic, traffic.all(), scores)).isEqualTo(1);
    // Two places: a and b, then b and c.
    assertThat(Measures.cardPrecision(2, traffic, traffic.all(), scores)).isEqualTo(0.5);
  }

  @Test
  void placesThatNoCardFillsAreMisses() {
    Traffic traffic = new SampleTraffic().add("2026-01-01T01:00:00Z", "a", "x", true).traffic();
    assertThat(Measures.cardPrecision(4, traffic, traffic.all(), new float[] {1})).isEqualTo(0.25);
  }

  @Test
  void aBudgetIsSpentOnTheHighestScoresOfEachDay() {
    Traffic traffic =
        new SampleTraffic()
            .add("2026-01-01T01:00:00Z", "a", "x", false)
            .add("2026-01-01T02:00:00Z", "a", "x", false)
            .add("2026-01-01T03:00:00Z", "a", "x", false)
            .add("2026-01-02T01:00:00Z", "a", "x", false)
            .traffic();
    assertThat(Measures.inBudget(2, traffic, traffic.all(), new float[] {5, 9, 7, 0}))
        .containsExactly(false, true, true, true);
  }

  @Test
  void aPartyIsTheMeanOfItsFirstTransactionsOnEitherSide() {
    Traffic traffic =
        new SampleTraffic()
            .add("2026-01-01T01:00:00Z", "a", "b", false)
            .add("2026-01-01T02:00:00Z", "b", "b", false)
            .add("2026-01-01T03:00:00Z", "c", "b", false)
            .traffic();
    Map<Long, Double> means =
        Measures.meanByParty(traffic, traffic.all(), new float[] {1, 4, 40}, 2);
    assertThat(means)
        .containsEntry(key("a"), 1.0)
        .containsEntry(key("b"), 2.5)
        .containsEntry(key("c"), 40.0);
    Map<Long, Boolean> labels = Map.of(key("a"), false, key("b"), true, key("absent"), true);
    assertThat(Measures.auroc(means, labels)).isEqualTo(1);
  }

  @Test
  void permilleCountsTheThresholdItself() {
    assertThat(Measures.permilleAtLeast(60, new float[] {59.9f, 60, 80, 0}))
        .isCloseTo(500, within(1e-9));
  }
}
