package io.tercet.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.core.feature.Rings.Ring;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RingsPropertyTest {
  private static final Ring[] RINGS = {Rings.HOUR, Rings.DAY, Rings.WEEK, Rings.FORTNIGHT};
  private static final int AT = 2;
  private static final long BEHIND = 0x1234_5678_9ABC_DEF0L;

  private static long[] page(int longs) {
    long[] page = new long[AT + longs + 1];
    page[AT + longs] = BEHIND;
    return page;
  }

  @Test
  void countsAndSumsAreThoseOfTheBucketsInTheWindow() {
    for (long seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Ring ring = RINGS[(int) seed % RINGS.length];
      long[] counts = page(Rings.COUNT_LONGS);
      long[] sums = page(Rings.SUM_LONGS);
      List<Integer> buckets = new ArrayList<>();
      int last = random.nextInt(1_000_000);
      for (int i = 0; i < 200; i++) {
        int passed = random.nextInt(4) > 0 ? 0 : random.nextInt(random.nextInt(1, 12));
        ring.rollCounts(counts, AT, passed);
        if (passed > 0) {
          ring.rollSums(sums, AT, passed);
        }
        last += passed;
        int expected = inWindow(ring, buckets, last);
        assertThat(Rings.count(counts, AT)).as("seed %d", seed).isEqualTo(expected);
        assertThat(Rings.sum(sums, AT)).as("seed %d", seed).isEqualTo(2f * expected);
        Rings.add(counts, AT);
        Rings.add(sums, AT, 2f);
        buckets.add(last);
      }
      assertThat(counts[AT + Rings.COUNT_LONGS]).as("what lies behind").isEqualTo(BEHIND);
      assertThat(sums[AT + Rings.SUM_LONGS]).as("what lies behind").isEqualTo(BEHIND);
    }
  }

  @Test
  void aSumIsKeptTo2PerMille() {
    for (long seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Ring ring = RINGS[(int) seed % RINGS.length];
      long[] sums = page(Rings.SUM_LONGS);
      double expected = 0;
      for (int bucket = 0; bucket < ring.buckets(); bucket++) {
        float amount = (float) Math.exp(random.nextDouble(-20, 20));
        Rings.add(sums, AT, amount);
        expected += amount;
        assertThat(Math.abs(Rings.sum(sums, AT) - expected)).isLessThan(0.002 * expected);
        ring.rollSums(sums, AT, 1);
      }
    }
  }

  @Test
  void aBucketCountsNoFurtherThanItCan() {
    long[] counts = page(Rings.COUNT_LONGS);
    for (int i = 0; i < Rings.MAX_COUNT + 10; i++) {
      Rings.add(counts, AT);
    }
    assertThat(Rings.count(counts, AT)).isEqualTo(Rings.MAX_COUNT);
    Rings.DAY.rollCounts(counts, AT, 5);
    Rings.add(counts, AT);
    assertThat(Rings.count(counts, AT)).isEqualTo(Rings.MAX_COUNT + 1);
  }

  @Test
  void aMarkCountsACounterpartyOnce() {
    for (long seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Ring ring = RINGS[(int) seed % RINGS.length];
      long[] marks = page(Rings.COUNT_LONGS);
      Map<Integer, Integer> lastSeen = new HashMap<>();
      int now = 1_000;
      for (int i = 0; i < 200; i++) {
        int passed = random.nextInt(2);
        int who = random.nextInt(10);
        now += passed;
        ring.rollCounts(marks, AT, passed);
        ring.mark(marks, AT, lastSeen.containsKey(who) ? now - lastSeen.get(who) : -1);
        lastSeen.put(who, now);
        assertThat(Rings.count(marks, AT))
            .as("seed %d", seed)
            .isEqualTo(inWindow(ring, lastSeen.values(), now));
      }
    }
  }

  private static int inWindow(Ring ring, Iterable<Integer> buckets, int now) {
    int count = 0;
    for (int bucket : buckets) {
      count += now - bucket < ring.buckets() ? 1 : 0;
    }
    return count;
  }
}
