package io.tercet.core.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ParetoTailTest {
  private static final int BINS = 4000;
  private static final double WIDTH = 0.01;

  @Test
  void anExponentialHasNoShapeAndItsScale() {
    ParetoTail tail = fit(50_000, 1, r -> 2 * r.nextExponential());
    assertThat(tail.shape()).isCloseTo(0, within(0.1));
    assertThat(tail.scale()).isCloseTo(2, within(0.25));
    assertThat(tail.share()).isCloseTo(0.02, within(0.001));
    assertThat(tail.threshold()).isCloseTo(2 * Math.log(50), within(0.2));
  }

  @Test
  void theShapeStaysWithinItsBounds() {
    ParetoTail heavy = fit(20_000, 2, r -> 0.01 * Math.pow(1 - r.nextDouble(), -0.8));
    assertThat(heavy.shape()).isEqualTo(0.4);
    ParetoTail bounded = fit(20_000, 3, r -> r.nextInt(50) == 0 ? 20 + r.nextInt(2) : 10);
    assertThat(bounded.shape()).isBetween(-0.4, 0.4);
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double power = random.nextDouble(-2, 3);
      ParetoTail tail =
          fit(200 + random.nextInt(3000), seed, r -> Math.pow(r.nextDouble() + 1e-3, -power));
      assertThat(tail.shape()).as("seed %d", seed).isBetween(-0.4, 0.4);
      assertThat(tail.scale()).as("seed %d", seed).isPositive();
    }
  }

  @Test
  void itBeginsAtItsShareAndRisesWithoutEnd() {
    for (double shape : new double[] {-0.4, -0.1, 0, 1e-7, 0.4}) {
      ParetoTail tail = new ParetoTail(3, 0.02, 0.5, shape);
      assertThat(tail.surprise(3)).isCloseTo(-Math.log(0.02), within(1e-9));
      double last = 0;
      for (double x = 3; x < 50; x += 0.01) {
        assertThat(tail.surprise(x)).as("shape %s at %s", shape, x).isGreaterThan(last).isFinite();
        assertThat(tail.surprise(x) - last).isLessThan(x == 3 ? 4 : 1);
        last = tail.surprise(x);
      }
    }
  }

  @Test
  void tooFewScoresHaveNone() {
    assertThat(fit(199, 4, SplittableRandom::nextExponential).covers(1e300)).isFalse();
    assertThat(fit(200, 4, SplittableRandom::nextExponential).covers(1e300)).isTrue();
  }

  @Test
  void noTailRunsThroughAnAtom() {
    assertThat(fit(5000, 5, r -> 1).covers(1e300)).isFalse();
    ParetoTail beside = fit(5000, 6, r -> r.nextInt(100) == 0 ? 2 + r.nextExponential() : 1);
    assertThat(beside.threshold()).isGreaterThan(1);
    assertThat(beside.share()).isCloseTo(0.01, within(0.004));
  }

  private static ParetoTail fit(int rows, long seed, ToDoubleFunction<SplittableRandom> draw) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] position = new double[BINS];
    for (int k = 0; k < BINS; k++) {
      position[k] = (k + 0.5) * WIDTH;
    }
    int[] counts = new int[BINS];
    for (int i = 0; i < rows; i++) {
      counts[(int) Math.min(BINS - 1, draw.applyAsDouble(random) / WIDTH)]++;
    }
    return ParetoTail.fit(position, counts, rows);
  }
}
