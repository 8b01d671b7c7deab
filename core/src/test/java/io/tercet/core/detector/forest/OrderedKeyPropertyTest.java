package io.tercet.core.detector.forest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderedKeyPropertyTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void keysCompareWithLowerBoundsAsFloatsDo(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 100_000; i++) {
      float value = finite(random);
      float bound = OrderedKey.lowerBound(OrderedKey.of(finite(random)));
      assertThat(OrderedKey.of(value) >= OrderedKey.of(bound))
          .as("%s ≥ %s", value, bound)
          .isEqualTo(value >= bound);
    }
  }

  @Test
  void aKeyIsTheKeyOfItsLowerBoundAndKnowsItsPlace() {
    for (int key = OrderedKey.of(-Float.MAX_VALUE); key <= OrderedKey.of(Float.MAX_VALUE); key++) {
      float bound = OrderedKey.lowerBound(key);
      assertThat(OrderedKey.of(bound)).isEqualTo(key);
      assertThat(OrderedKey.index(bound)).isEqualTo(OrderedKey.indexOfKey(key));
      assertThat(OrderedKey.of(Math.nextDown(bound))).isEqualTo(key - 1);
    }
  }

  @Test
  void zerosAreEqual() {
    assertThat(OrderedKey.of(-0f)).isEqualTo(OrderedKey.of(0f)).isZero();
    assertThat(OrderedKey.index(-0f)).isEqualTo(OrderedKey.index(0f));
  }

  @Test
  void onlyFiniteLowerBoundsAreThresholds() {
    assertThat(OrderedKey.isLowerBound(1.5f)).isTrue();
    assertThat(OrderedKey.isLowerBound(Math.nextUp(1.5f))).isFalse();
    assertThat(OrderedKey.isLowerBound(Float.POSITIVE_INFINITY)).isFalse();
    assertThat(OrderedKey.isLowerBound(Float.NaN)).isFalse();
  }

  private static float finite(SplittableRandom random) {
    float value = Float.intBitsToFloat(random.nextInt());
    return Float.isFinite(value) ? value : (float) random.nextDouble(-1, 1);
  }
}
