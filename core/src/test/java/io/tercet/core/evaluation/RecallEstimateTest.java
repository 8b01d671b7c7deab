package io.tercet.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tercet.core.evaluation.RecallEstimate.Stratum;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecallEstimateTest {
  @Test
  void aSampledFraudStandsForAsManyAsItsProbabilitySays() {
    // 40 frauds among 100 alerts; 2 among 500 of 10,000 others stand for 40 more.
    RecallEstimate estimate =
        RecallEstimate.of(Stratum.of(100, 100, 40), Stratum.of(10_000, 500, 2));
    assertThat(estimate.missedFrauds()).isEqualTo(40);
    assertThat(estimate.recall()).isEqualTo(0.5);
    Interval rate = ExactInterval.binomial(2, 500, 0.95);
    assertThat(estimate.interval().low())
        .isCloseTo(40 / (40 + rate.high() * 10_000), within(1e-12));
    assertThat(estimate.interval().high())
        .isCloseTo(40 / (40 + rate.low() * 10_000), within(1e-12));
  }

  @Test
  void aSampleWithoutFraudStillLeavesDoubt() {
    RecallEstimate estimate =
        RecallEstimate.of(Stratum.of(100, 100, 40), Stratum.of(10_000, 300, 0));
    assertThat(estimate.recall()).isEqualTo(1);
    assertThat(estimate.interval().low()).isLessThan(0.3);
    assertThat(estimate.interval().high()).isEqualTo(1);
  }

  @Test
  void whenEverythingWasReviewedNothingIsUncertain() {
    RecallEstimate estimate = RecallEstimate.of(Stratum.of(10, 10, 3), Stratum.of(90, 90, 1));
    assertThat(estimate.recall()).isEqualTo(0.75);
    assertThat(estimate.interval()).isEqualTo(new Interval(0.75, 0.75));
  }

  @Test
  void withoutAReviewNothingIsKnown() {
    RecallEstimate estimate = RecallEstimate.of(Stratum.of(10, 0, 0), Stratum.of(90, 0, 0));
    assertThat(estimate.recall()).isNaN();
    assertThat(estimate.interval()).isEqualTo(new Interval(0, 1));
  }

  @Test
  void impossibleCountsAreRefused() {
    assertThatThrownBy(() -> Stratum.of(10, 11, 1)).hasMessageContaining("10");
    assertThatThrownBy(() -> Stratum.of(10, 5, 6)).hasMessageContaining("6");
  }

  /** Half of 400 frauds lie below; samples of 1,000 of 20,000, seeds 0 to 199. */
  @Test
  void theIntervalHoldsTheTruthAtLeastAsOftenAsItSays() {
    int covered = 0;
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int hits = 0;
      int frauds = 200;
      for (int row = 0, wanted = 1_000; row < 20_000; row++) {
        boolean fraud = random.nextInt(20_000 - row) < frauds;
        frauds -= fraud ? 1 : 0;
        boolean drawn = random.nextInt(20_000 - row) < wanted;
        wanted -= drawn ? 1 : 0;
        hits += fraud && drawn ? 1 : 0;
      }
      RecallEstimate estimate =
          RecallEstimate.of(Stratum.of(200, 200, 200), Stratum.of(20_000, 1_000, hits));
      covered += estimate.interval().contains(0.5) ? 1 : 0;
    }
    assertThat(covered).as("of 200, seeds 0 to 199").isGreaterThanOrEqualTo(190);
  }
}
