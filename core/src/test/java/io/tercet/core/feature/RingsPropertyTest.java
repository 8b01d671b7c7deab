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

  @Test
  void countsAndSumsAreThoseOfTheBucketsInTheWindow() {
    for (long seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Ring ring = RINGS[(int) seed % RINGS.length];
      int[] counts = new int[ring.buckets()];
      int[] sums = new int[ring.buckets()];
      List<Integer> times = new ArrayList<>();
      int last = random.nextInt(1_000_000_000);
      for (int i = 0; i < 200; i++) {
        int now = last + random.nextInt(random.nextInt(1, 4 * ring.seconds()));
        long expected = inWindow(ring, times, now);
        ring.roll(counts, 0, last, now);
        ring.roll(sums, 0, last, now);
        assertThat(ring.count(counts, 0)).as("seed %d", seed).isEqualTo((int) expected);
        assertThat(ring.sum(sums, 0)).as("seed %d", seed).isEqualTo(2f * expected);
        ring.add(counts, 0, now, 1);
        ring.add(sums, 0, now, 2f);
        times.add(now);
        last = now;
      }
    }
  }

  @Test
  void aMarkCountsACounterpartyOnce() {
    for (long seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Ring ring = RINGS[(int) seed % RINGS.length];
      int[] marks = new int[ring.buckets()];
      Map<Integer, Integer> lastSeen = new HashMap<>();
      int last = 1_000_000;
      for (int i = 0; i < 200; i++) {
        int now = last + random.nextInt(ring.seconds());
        int who = random.nextInt(10);
        ring.roll(marks, 0, last, now);
        ring.mark(marks, 0, lastSeen.getOrDefault(who, -1), now);
        lastSeen.put(who, now);
        last = now;
        assertThat(ring.count(marks, 0))
            .as("seed %d", seed)
            .isEqualTo((int) inWindow(ring, lastSeen.values(), now));
      }
    }
  }

  private static long inWindow(Ring ring, Iterable<Integer> times, int now) {
    long count = 0;
    for (int time : times) {
      count += now / ring.seconds() - time / ring.seconds() < ring.buckets() ? 1 : 0;
    }
    return count;
  }
}
