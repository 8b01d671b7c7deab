package io.tercet.core.detector.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TailTablePropertyTest {
  private static final int SAMPLES = 100;
  private static final int BINS = 4093;

  @Test
  void bothTailsSumToOneAndNeitherIsEverZero() {
    for (long seed = 0; seed < SAMPLES; seed++) {
      float[] values = sample(new SplittableRandom(seed));
      TailTable table = TailTable.fit(values, values.length);
      for (float value : asked(values, seed)) {
        double high = table.tail(value, true);
        double low = table.tail(value, false);
        assertThat(high + low).as("seed %d, value %s", seed, value).isCloseTo(1, within(1e-6));
        assertThat(Math.min(high, low)).as("seed %d, value %s", seed, value).isPositive();
      }
    }
  }

  @Test
  void tailsAreMonotone() {
    for (long seed = 0; seed < SAMPLES; seed++) {
      float[] values = sample(new SplittableRandom(seed));
      TailTable table = TailTable.fit(values, values.length);
      float[] asked = asked(values, seed);
      Arrays.sort(asked);
      for (int i = 1; i < asked.length; i++) {
        assertThat(table.tail(asked[i], true))
            .as("seed %d, %s after %s", seed, asked[i], asked[i - 1])
            .isLessThanOrEqualTo(table.tail(asked[i - 1], true));
      }
    }
  }

  @Test
  void tailsAreMidRanksWithinABin() {
    for (long seed = 0; seed < SAMPLES; seed++) {
      float[] values = sample(new SplittableRandom(seed));
      TailTable table = TailTable.fit(values, values.length);
      float width = width(values);
      for (float value : values) {
        double least = midRank(values, value + width);
        double most = midRank(values, value - width);
        assertThat(table.tail(value, true))
            .as("seed %d, value %s", seed, value)
            .isBetween(least - 1e-6, most + 1e-6);
      }
    }
  }

  /** Share of values above {@code at}, those equal to it counted half, half a row for itself. */
  private static double midRank(float[] values, float at) {
    double above = 0.5;
    for (float value : values) {
      above += value > at ? 1 : value == at ? 0.5 : 0;
    }
    return above / (values.length + 1);
  }

  private static float width(float[] values) {
    float low = Float.MAX_VALUE;
    float high = -Float.MAX_VALUE;
    for (float value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return Math.max(high - low, Math.max(1e-3f, Math.abs(high) * 1e-5f)) / BINS * 1.01f;
  }

  private static float[] asked(float[] values, long seed) {
    SplittableRandom random = new SplittableRandom(-seed);
    float[] asked = new float[60];
    for (int i = 0; i < asked.length; i++) {
      float value = values[random.nextInt(values.length)];
      asked[i] = i % 3 == 0 ? value : value + (float) random.nextGaussian() * (1 + i % 7);
    }
    asked[1] = Float.POSITIVE_INFINITY;
    asked[2] = Float.NEGATIVE_INFINITY;
    return asked;
  }

  /** Values of one of five kinds: continuous, counts, flags, heavy, far from zero. */
  private static float[] sample(SplittableRandom random) {
    float[] values = new float[1 + random.nextInt(300)];
    int kind = random.nextInt(5);
    for (int i = 0; i < values.length; i++) {
      values[i] =
          (float)
              switch (kind) {
                case 0 -> random.nextGaussian();
                case 1 -> Math.log1p(random.nextInt(6));
                case 2 -> random.nextInt(2);
                case 3 -> 1 / (1e-6 + random.nextDouble());
                default -> 1e6 + random.nextDouble();
              };
    }
    return values;
  }
}
