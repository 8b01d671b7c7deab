package io.tercet.core.detector.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RobustScalingTest {
  private static RobustScaling fit(float... values) {
    return RobustScaling.fit(new float[][] {values}, values.length, new SplitMix64(1));
  }

  @Test
  void aNormalColumnGetsZeroMedianAndUnitSpread() {
    float[] values = new float[200_000];
    SplittableRandom random = new SplittableRandom(1);
    for (int r = 0; r < values.length; r++) {
      values[r] = (float) (50 + 3 * random.nextGaussian());
    }
    RobustScaling scaling = fit(values);

    assertThat(scaling.median()[0]).isCloseTo(50, within(0.05f));
    assertThat(1 / scaling.inverseScale()[0]).isCloseTo(3, within(0.05f));
  }

  @Test
  void outliersDoNotMoveTheScaleAndAreClipped() {
    RobustScaling scaling = fit(1, 2, 3, 4, 5, 6, 7, 8, 1e9f);

    assertThat(scaling.median()[0]).isEqualTo(5);
    assertThat(scaling.inverseScale()[0]).isCloseTo(1.349f / 4, within(1e-3f));
    assertThat(scaling.scaled(0, 1e9f)).isEqualTo(8);
    assertThat(scaling.scaled(0, Float.NEGATIVE_INFINITY)).isEqualTo(-8);
  }

  @Test
  void aColumnWhoseQuartilesAgreeIsScaledByItsDeviation() {
    RobustScaling scaling = fit(0, 0, 0, 0, 0, 0, 0, 0, 0, 2);

    assertThat(1 / scaling.inverseScale()[0]).isCloseTo((float) Math.sqrt(0.4), within(1e-6f));
  }

  @Test
  void aConstantColumnIsOnlyShifted() {
    RobustScaling scaling = fit(7, 7, 7);

    assertThat(scaling.scaled(0, 7)).isZero();
    assertThat(scaling.scaled(0, 8)).isEqualTo(1);
  }

  @Test
  void roundingOfALargeConstantIsNoSpread() {
    float large = 1e12f;
    RobustScaling scaling = fit(large, Math.nextUp(large), large, large);

    assertThat(scaling.scaled(0, Math.nextUp(large))).isCloseTo(0, within(0.1f));
  }

  @Test
  void unscaledUndoesScaled() {
    RobustScaling scaling = fit(-3, 4, 9, 11, 30);

    assertThat(scaling.unscaled(0, scaling.scaled(0, 6.5f))).isCloseTo(6.5f, within(1e-5f));
    assertThat(fit(-Float.MAX_VALUE, 0, Float.MAX_VALUE).unscaled(0, 8)).isFinite();
  }
}
