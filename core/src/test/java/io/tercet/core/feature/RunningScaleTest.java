package io.tercet.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RunningScaleTest {
  private static final double BIN = Math.log(2) / 8;

  @Test
  void isNeutralBeforeTheFirstValue() {
    RunningScale scale = new RunningScale();
    assertThat(scale.isEmpty()).isTrue();
    assertThat(scale.median()).isEqualTo(1);
    assertThat(scale.lnMedian()).isZero();
    assertThat(scale.spread()).isEqualTo(1);
  }

  @Test
  void theMedianIsWithinABinWhateverItsSign() {
    for (double centre : new double[] {-40, -3, -0.05, 0, 0.05, 3, 60}) {
      SplittableRandom random = new SplittableRandom(1);
      RunningScale scale = new RunningScale();
      double[] values = new double[496]; // the scale is read at this count
      for (int i = 0; i < values.length; i++) {
        values[i] = centre + 0.02 * random.nextGaussian();
        scale.add(values[i]);
      }
      Arrays.sort(values);
      assertThat(scale.lnMedian()).as("%s", centre).isCloseTo(values[248], within(BIN));
      assertThat(scale.median())
          .isCloseTo(Math.exp(scale.lnMedian()), within(1e-9 * scale.median()));
    }
  }

  @Test
  void theSpreadIsTheStandardDeviation() {
    SplittableRandom random = new SplittableRandom(2);
    RunningScale scale = new RunningScale();
    for (int i = 0; i < 20_000; i++) {
      scale.add(2 + 1.5 * random.nextGaussian());
    }
    assertThat(scale.spread()).isCloseTo(1.5, within(0.05));
    assertThat(scale.lnMedian()).isCloseTo(2, within(0.05));
  }

  @Test
  void aFifthOfAbsurdValuesMovesItLittle() {
    RunningScale scale = new RunningScale();
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 10_000; i++) {
      scale.add(i % 5 == 0 ? 69 : random.nextGaussian());
    }
    assertThat(scale.lnMedian()).isBetween(0.0, 0.5);
    assertThat(scale.spread()).isLessThan(1.6);
  }

  @Test
  void followsPricesSinceOldCountsAreHalved() {
    RunningScale scale = new RunningScale();
    for (int i = 0; i < 1_000_000; i++) {
      scale.add(0);
    }
    for (int i = 0; i < 40_000; i++) {
      scale.add(3);
    }
    assertThat(scale.lnMedian()).isCloseTo(3, within(BIN));
  }

  @Test
  void valuesBeyondTheHistogramCountAtItsEnds() {
    RunningScale scale = new RunningScale();
    scale.add(-745);
    assertThat(scale.lnMedian()).isBetween(-64 * 8 * BIN, -63 * 8 * BIN);
    scale.add(745);
    scale.add(745);
    scale.add(745);
    assertThat(scale.lnMedian()).isBetween(99 * 8 * BIN, 100 * 8 * BIN);
  }
}
