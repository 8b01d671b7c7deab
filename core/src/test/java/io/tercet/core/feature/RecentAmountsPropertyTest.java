package io.tercet.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecentAmountsPropertyTest {
  private static final int AT = 3;

  @Test
  void medianAndMadAreThoseOfASortedList() {
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      long[] page = new long[AT + RecentAmounts.LONGS + 1];
      page[AT + RecentAmounts.LONGS] = 77;
      List<Float> expected = new ArrayList<>();
      for (int count = 0; count < 200; count++) {
        float some = (float) Math.min(1e9, Math.exp(5 * random.nextGaussian()));
        float amount = random.nextInt(5) == 0 ? 0 : some;
        int hash = random.nextInt();
        RecentAmounts.add(page, AT, count, amount, hash);
        if (expected.size() == RecentAmounts.CAPACITY) {
          expected.remove((hash >>> 8) % RecentAmounts.CAPACITY);
        }
        expected.add(RecentAmounts.decode(RecentAmounts.encode(amount)));
        Collections.sort(expected);
        compare(page, expected, RecentAmounts.size(count + 1), seed);
      }
      assertThat(page[AT + RecentAmounts.LONGS]).as("what lies behind").isEqualTo(77);
    }
  }

  private static void compare(long[] page, List<Float> expected, int size, long seed) {
    assertThat(size).isEqualTo(expected.size());
    float median = (expected.get((size - 1) / 2) + expected.get(size / 2)) / 2;
    float mad = expected.stream().map(x -> Math.abs(x - median)).sorted().toList().get(size / 2);
    if (RecentAmounts.median(page, AT, size) != median
        || RecentAmounts.mad(page, AT, size, median) != mad) {
      throw new AssertionError("seed %d, size %d: %s".formatted(seed, size, expected));
    }
  }

  @Test
  void anAmountIsKeptTo4PerMilleInOrder() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 100_000; i++) {
      float a = (float) Math.exp(20 * random.nextDouble() - 10);
      float b = (float) Math.exp(20 * random.nextDouble() - 10);
      assertThat(RecentAmounts.decode(RecentAmounts.encode(a))).isCloseTo(a, within(0.004f * a));
      assertThat(a <= b || RecentAmounts.encode(a) >= RecentAmounts.encode(b)).isTrue();
    }
    assertThat(RecentAmounts.decode(RecentAmounts.encode(0))).isZero();
    assertThat(RecentAmounts.encode(1e9f)).isLessThan(1 << 15);
  }
}
