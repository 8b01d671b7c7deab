package io.tercet.core.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FloatBinsTest {
  @Test
  void binsCoverTheRangeInOrderWithAnEmptyOneAtEitherEnd() {
    for (long seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      float low = (float) Math.pow(10, random.nextDouble(-30, 30));
      float high = low * (1 + (float) Math.pow(10, random.nextDouble(-6, 6)));
      FloatBins bins = FloatBins.covering(low, high, 2048);
      assertThat(bins.bins()).as("seed %d", seed).isBetween(3, 2048);
      assertThat(bins.of(low)).as("seed %d", seed).isPositive();
      assertThat(bins.of(Math.min(high, FloatBins.MAX_VALUE)))
          .as("seed %d", seed)
          .isLessThan(bins.bins() - 1);
      for (int bin = 0; bin < bins.bins(); bin++) {
        assertThat(bins.of(bins.middle(bin))).as("seed %d", seed).isEqualTo(bin);
        assertThat(bins.middle(bin)).isFinite();
      }
    }
  }

  @Test
  void valuesOutsideFallIntoTheEnds() {
    FloatBins bins = FloatBins.covering(1, 2, 512);
    assertThat(bins.of(0.1f)).isZero();
    assertThat(bins.of(-3)).isZero();
    assertThat(bins.of(Float.NEGATIVE_INFINITY)).isZero();
    assertThat(bins.of(100)).isEqualTo(bins.bins() - 1);
    assertThat(bins.of(Float.POSITIVE_INFINITY)).isEqualTo(bins.bins() - 1);
    assertThat(bins.of(Float.NaN)).isEqualTo(bins.bins() - 1);
  }

  @Test
  void anyRangeCanBeCovered() {
    float[] ends = {Float.NEGATIVE_INFINITY, -1, 0, Float.MIN_VALUE, 1, Float.MAX_VALUE, 1 / 0f};
    for (int low = 0; low < ends.length; low++) {
      for (int high = low; high < ends.length; high++) {
        FloatBins bins = FloatBins.covering(ends[low], ends[high], 512);
        assertThat(bins.middle(bins.bins() - 1)).isFinite();
        assertThat(bins.middle(0)).isPositive();
      }
    }
  }

  @Test
  void binsOutsideTheFiniteFloatsAreRefused() {
    int[][] wrong = {{9, 0, 1}, {31, 0, 1}, {10, 0, 0}, {10, 0, 8193}, {10, -1, 5}, {23, 254, 2}};
    for (int[] layout : wrong) {
      assertThatThrownBy(() -> new FloatBins(layout[0], layout[1], layout[2]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
