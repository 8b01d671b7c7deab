package io.tercet.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
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

  @Test
  void ofBitsIsWithinItsErrorOnAMillionFloats() {
    SplittableRandom random = new SplittableRandom(2);
    int[] bits = new int[1_000_000];
    for (int i = 0; i < bits.length; i++) {
      boolean near = random.nextBoolean(); // where most features lie
      float x = (float) (near ? 1 + random.nextDouble() * 1000 : Math.scalb(1.0, i % 250 - 126));
      bits[i] = Float.floatToRawIntBits(i % 3 == 0 ? Math.nextDown(x) : x);
    }
    float[] out = new float[bits.length];
    Ln.ofBits(bits, out, 0, bits.length);
    for (int i = 0; i < bits.length; i++) {
      float x = Float.intBitsToFloat(bits[i]);
      double exact = StrictMath.log(x);
      if (x >= Float.MIN_NORMAL && !(Math.abs(out[i] - exact) < 2e-7 + 1e-7 * Math.abs(exact))) {
        throw new AssertionError("ln %s is %s".formatted(x, out[i]));
      }
    }
  }

  @Test
  void ofBitsWritesItsRangeOnlyAndZeroForOne() {
    int[] bits = new int[3];
    Arrays.fill(bits, Float.floatToRawIntBits(1f));
    float[] out = {7, 7, 7};
    Ln.ofBits(bits, out, 1, 2);
    assertThat(out).containsExactly(7, 0, 7);
  }
}
