package io.tercet.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LnTest {
  @Test
  void errorIsBelow1e8OverTheWholeRange() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 1_000_000; i++) {
      double x = Math.scalb(1 + random.nextDouble(), random.nextInt(-1022, 1024));
      if (!(Math.abs(Ln.of(x) - StrictMath.log(x)) < 1e-8)) {
        throw new AssertionError("ln %s is %s".formatted(x, Ln.of(x)));
      }
    }
  }

  @Test
  void errorIsSmallWhereTheExponentChanges() {
    for (int e = -1022; e < 1024; e++) {
      for (double m : new double[] {1, Math.nextUp(1.0), Math.sqrt(2), Math.nextUp(Math.sqrt(2))}) {
        double x = Math.scalb(m, e);
        assertThat(Ln.of(x)).isCloseTo(StrictMath.log(x), within(1e-8));
      }
    }
    assertThat(Ln.of(1)).isZero();
  }

  @Test
  void ofACountHasTheBitsOfThatOfANumber() {
    for (int n = 0; n < 5_000; n++) {
      assertThat(Ln.onePlus(n)).isEqualTo(Ln.onePlus((double) n));
    }
    assertThat(Ln.onePlus(Integer.MAX_VALUE)).isEqualTo(Ln.onePlus((double) Integer.MAX_VALUE));
    assertThat(Ln.onePlus(0)).isZero();
  }
}
