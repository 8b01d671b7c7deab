package io.tercet.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ExactIntervalTest {
  private static final Offset<Double> DIGITS = within(5e-4);

  /** Half the 2.5 % and 97.5 % points of χ² with 2 n and 2 n + 2 degrees of freedom. */
  @Test
  void poissonIntervalsAreThoseOfTheTable() {
    assertPoisson(0, 0, 3.6889);
    assertPoisson(1, 0.0253, 5.5716);
    assertPoisson(5, 1.6235, 11.6683);
    assertPoisson(10, 4.7954, 18.3904);
    assertPoisson(100, 81.3640, 121.6268);
  }

  private static void assertPoisson(long count, double low, double high) {
    Interval interval = ExactInterval.poisson(count, 0.95);
    assertThat(interval.low()).isCloseTo(low, DIGITS);
    assertThat(interval.high()).isCloseTo(high, DIGITS);
  }

  @Test
  void largeCountsAreNearlyNormal() {
    Interval interval = ExactInterval.poisson(1_000_000, 0.95);
    assertThat(interval.low()).isCloseTo(1_000_000 - 1_960, within(3.0));
    assertThat(interval.high()).isCloseTo(1_000_000 + 1_961, within(3.0));
  }

  /** Closed forms: 1 − (α/2)^(1/n) for none, its mirror for all. */
  @Test
  void binomialIntervalsOfNoneAndAllHaveClosedForms() {
    double end = 1 - Math.pow(0.025, 1 / 50.0);
    assertThat(ExactInterval.binomial(0, 50, 0.95).low()).isZero();
    assertThat(ExactInterval.binomial(0, 50, 0.95).high()).isCloseTo(end, within(1e-12));
    assertThat(ExactInterval.binomial(50, 50, 0.95).low()).isCloseTo(1 - end, within(1e-12));
    assertThat(ExactInterval.binomial(50, 50, 0.95).high()).isEqualTo(1);
    assertThat(ExactInterval.binomial(0, 0, 0.95)).isEqualTo(new Interval(0, 1));
  }

  /** Clopper and Pearson for 4 of 20 and 1 of 10. */
  @Test
  void binomialIntervalsAreThoseOfTheTable() {
    Interval four = ExactInterval.binomial(4, 20, 0.95);
    assertThat(four.low()).isCloseTo(0.0573, DIGITS);
    assertThat(four.high()).isCloseTo(0.4366, DIGITS);
    Interval one = ExactInterval.binomial(1, 10, 0.95);
    assertThat(one.low()).isCloseTo(0.0025, DIGITS);
    assertThat(one.high()).isCloseTo(0.4450, DIGITS);
  }

  @Test
  void anEndIsWhereSoExtremeACountHasHalfTheError() {
    Interval interval = ExactInterval.binomial(3, 12, 0.9);
    assertThat(upperTail(3, 12, interval.low())).isCloseTo(0.05, within(1e-9));
    assertThat(1 - upperTail(4, 12, interval.high())).isCloseTo(0.05, within(1e-9));
  }

  /** P(X ≥ hits), summed. */
  private static double upperTail(int hits, int trials, double p) {
    double sum = 0;
    double choose = 1;
    for (int i = 0; i <= trials; i++) {
      sum += i >= hits ? choose * Math.pow(p, i) * Math.pow(1 - p, trials - i) : 0;
      choose = choose * (trials - i) / (i + 1);
    }
    return sum;
  }

  @Test
  void impossibleCountsAreRefused() {
    assertThatThrownBy(() -> ExactInterval.poisson(-1, 0.95)).hasMessageContaining("-1");
    assertThatThrownBy(() -> ExactInterval.binomial(3, 2, 0.95)).hasMessageContaining("3 of 2");
    assertThatThrownBy(() -> ExactInterval.poisson(1, 1)).hasMessageContaining("confidence");
  }
}
