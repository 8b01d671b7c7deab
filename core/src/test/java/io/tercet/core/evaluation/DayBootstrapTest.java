package io.tercet.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tercet.core.evaluation.DayBootstrap.RankingIntervals;
import io.tercet.core.evaluation.PairedTest.Measured;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DayBootstrapTest {
  private static final int DAYS = 40;
  private static final int ROWS = 4_000;

  @Test
  void aMeanOfDaysHasTheWidthOfItsStandardError() {
    double[] values = new double[400];
    SplittableRandom random = new SplittableRandom(1);
    Arrays.setAll(values, i -> random.nextDouble());
    Interval interval = DayBootstrap.draw(400, 2_000, 3).mean(values);
    double error = 1.96 * Math.sqrt(1 / 12.0 / 400);
    double mean = Arrays.stream(values).average().orElseThrow();
    assertThat(interval.contains(mean)).isTrue();
    assertThat(interval.high() - interval.low()).isCloseTo(2 * error, within(0.15 * error));
  }

  @Test
  void equalSeedsGiveEqualIntervalsAndOthersNot() {
    double[] values = {1, 5, 2, 9, 4, 4, 7};
    Interval one = DayBootstrap.draw(7, 200, 1).mean(values);
    assertThat(DayBootstrap.draw(7, 200, 1).mean(values)).isEqualTo(one);
    assertThat(DayBootstrap.draw(7, 200, 2).mean(values)).isNotEqualTo(one);
  }

  @Test
  void fewDaysSayNothing() {
    assertThat(DayBootstrap.draw(4, 100, 1).mean(new double[] {1, 2, 3, 4}).isKnown()).isFalse();
    assertThat(DayBootstrap.draw(0, 100, 1).ratio(new double[0], new double[0]).isKnown())
        .isFalse();
  }

  @Test
  void aRatioWithoutADenominatorIsUnknown() {
    double[] zero = new double[10];
    assertThat(DayBootstrap.draw(10, 100, 1).ratio(zero, zero).isKnown()).isFalse();
  }

  @Test
  void dependenceWithinADayWidensTheInterval() {
    // The same rows, spread over all days, or each day of one kind.
    boolean[] positive = new boolean[ROWS];
    float[] scores = new float[ROWS];
    int[] mixed = new int[ROWS];
    int[] clustered = new int[ROWS];
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < ROWS; i++) {
      positive[i] = random.nextInt(10) == 0;
      clustered[i] = i * DAYS / ROWS;
      mixed[i] = i % DAYS;
      boolean seen = clustered[i] % 4 != 0;
      scores[i] = (positive[i] && seen ? 1 : 0) + random.nextInt(1000) / 1000f;
    }
    Ranking ranking = Ranking.of(scores, 0, ROWS);
    DayBootstrap bootstrap = DayBootstrap.draw(DAYS, 400, 1);
    RankingIntervals spread = bootstrap.ranking(WeightedRanking.of(ranking, positive, mixed, 0));
    RankingIntervals bound = bootstrap.ranking(WeightedRanking.of(ranking, positive, clustered, 0));
    double auroc = RankingFigures.of(ranking, positive).auroc();
    assertThat(spread.auroc().contains(auroc)).isTrue();
    assertThat(bound.auroc().contains(auroc)).isTrue();
    assertThat(bound.auroc().high() - bound.auroc().low())
        .isGreaterThan(1.5 * (spread.auroc().high() - spread.auroc().low()));
  }

  private static PairedTest compare(double better, double other) {
    SplittableRandom random = new SplittableRandom(7);
    boolean[] positive = new boolean[ROWS];
    float[] one = new float[ROWS];
    float[] two = new float[ROWS];
    int[] day = new int[ROWS];
    for (int i = 0; i < ROWS; i++) {
      day[i] = i * DAYS / ROWS;
      positive[i] = random.nextInt(20) == 0;
      double base = random.nextDouble();
      one[i] = (float) (base + (positive[i] ? better : 0) + 0.1 * random.nextDouble());
      two[i] = (float) (base + (positive[i] ? other : 0) + 0.1 * random.nextDouble());
    }
    DayBootstrap bootstrap = DayBootstrap.draw(DAYS, 500, 1);
    return PairedTest.of(
        measured(one, positive, day, bootstrap),
        measured(two, positive, day, bootstrap),
        RankingFigures::auroc);
  }

  private static Measured measured(
      float[] scores, boolean[] positive, int[] day, DayBootstrap bootstrap) {
    Ranking ranking = Ranking.of(scores, 0, ROWS);
    return Measured.of(
        RankingFigures.of(ranking, positive),
        WeightedRanking.of(ranking, positive, day, 0),
        bootstrap);
  }

  @Test
  void aBetterRankingOfTheSameRowsIsFound() {
    PairedTest test = compare(0.4, 0.3);
    assertThat(test.first()).isGreaterThan(test.second());
    assertThat(test.difference().low()).isPositive();
    assertThat(test.p()).isLessThan(0.01).isGreaterThan(0);
  }

  @Test
  void noiseIsNoDifference() {
    PairedTest test = compare(0.3, 0.3);
    assertThat(test.difference().contains(0)).isTrue();
    assertThat(test.p()).isGreaterThan(0.05);
  }

  @Test
  void noResamplesAreRefused() {
    assertThatThrownBy(() -> DayBootstrap.draw(10, 0, 1)).hasMessageContaining("resamples");
  }
}
