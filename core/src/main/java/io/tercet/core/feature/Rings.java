package io.tercet.core.feature;

/**
 * Sliding windows as rings of buckets inside a profile's page: the bucket of a time is {@code
 * (seconds / bucket length) mod buckets}, so that a ring needs no pointer but the time of the
 * profile's last update. A window of n buckets covers the last n − 1 whole buckets and the current
 * one. A ring is rolled to the time of a transaction before it is read.
 */
final class Rings {
  /** 1 hour: 6 buckets of 10 minutes. */
  static final Ring HOUR = ring(6, 600);

  /** 24 hours: 8 buckets of 3 hours. */
  static final Ring DAY = ring(8, 10_800);

  /** 7 days: 7 buckets of a day. */
  static final Ring WEEK = ring(7, 86_400);

  /** 14 days: 7 buckets of two days. */
  static final Ring FORTNIGHT = ring(7, 172_800);

  private Rings() {}

  private static Ring ring(int buckets, int seconds) {
    return new Ring(buckets, seconds, kept(buckets));
  }

  /** For each current bucket and number of buckets passed by: all ones where a bucket stays. */
  private static int[] kept(int buckets) {
    int[] kept = new int[buckets * (buckets + 1) * buckets];
    for (int current = 0; current < buckets; current++) {
      for (int passed = 0; passed <= buckets; passed++) {
        for (int bucket = 0; bucket < buckets; bucket++) {
          int age = Math.floorMod(current - bucket, buckets);
          kept[(current * (buckets + 1) + passed) * buckets + bucket] = age < passed ? 0 : -1;
        }
      }
    }
    return kept;
  }

  // How many buckets are emptied differs from row to row, and so does where a ring begins: masks
  // and sums of all buckets have no branch that could be mispredicted. A constant Ring's loops
  // unroll, and its divisions become multiplications.

  /** A kind of ring. */
  record Ring(int buckets, int seconds, int[] kept) {
    /** The bucket of {@code time}. */
    int bucket(int time) {
      return time / seconds % buckets;
    }

    /** Whether the two times lie in the same bucket. */
    boolean isSame(int last, int now) {
      return last / seconds == now / seconds;
    }

    /** Sum of the numbers in a ring that was rolled to now. */
    float sum(int[] page, int at) {
      float even = 0;
      float odd = 0;
      for (int i = 0; i + 1 < buckets; i += 2) {
        even += Float.intBitsToFloat(page[at + i]);
        odd += Float.intBitsToFloat(page[at + i + 1]);
      }
      return even + odd + ((buckets & 1) == 0 ? 0 : Float.intBitsToFloat(page[at + buckets - 1]));
    }

    /** Sum of the counts in a ring that was rolled to now. */
    int count(int[] page, int at) {
      int sum = 0;
      for (int i = 0; i < buckets; i++) {
        sum += page[at + i];
      }
      return sum;
    }

    /** Empties the buckets that time has passed by between {@code last} and {@code now}. */
    void roll(int[] page, int at, int last, int now) {
      int passed = Math.min(buckets, now / seconds - last / seconds);
      int mask = (bucket(now) * (buckets + 1) + passed) * buckets;
      for (int i = 0; i < buckets; i++) {
        page[at + i] &= kept[mask + i];
      }
    }

    /** Adds to the current bucket. */
    void add(int[] page, int at, int now, float amount) {
      int i = at + bucket(now);
      page[i] = Float.floatToRawIntBits(Float.intBitsToFloat(page[i]) + amount);
    }

    /** Counts {@code some} in the current bucket. */
    void add(int[] page, int at, int now, int some) {
      page[at + bucket(now)] += some;
    }

    /**
     * Counts a counterparty once in the window: moves its mark from the bucket where it was last
     * seen, if that is still in the window, to the current one.
     *
     * @param lastSeen seconds; negative if never
     */
    void mark(int[] page, int at, int lastSeen, int now) {
      boolean marked = lastSeen >= 0 && now / seconds - lastSeen / seconds < buckets;
      int i = at + bucket(Math.max(0, lastSeen));
      page[i] = Math.max(0, page[i] - (marked ? 1 : 0));
      add(page, at, now, 1);
    }
  }
}
