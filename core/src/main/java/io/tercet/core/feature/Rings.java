package io.tercet.core.feature;

/**
 * Sliding windows as rings of buckets inside a profile's page: the bucket of a time is {@code
 * (seconds / bucket length) mod buckets}, so that a ring needs no pointer but the time of the
 * profile's last update. A window of n buckets covers the last n − 1 whole buckets and the current
 * one. Reading changes nothing; {@link #roll} empties what has left the window before an update.
 */
final class Rings {
  /** 1 hour: 6 buckets of 10 minutes. */
  static final Ring HOUR = new Ring(6, 600);

  /** 24 hours: 8 buckets of 3 hours. */
  static final Ring DAY = new Ring(8, 10_800);

  /** 7 days: 7 buckets of a day. */
  static final Ring WEEK = new Ring(7, 86_400);

  private Rings() {}

  /** A kind of ring. */
  record Ring(int buckets, int seconds) {
    /** The bucket of {@code time}. */
    int bucket(int time) {
      return time / seconds % buckets;
    }

    /**
     * How many of the newest buckets written at {@code last} are still in the window at {@code
     * now}.
     */
    int valid(int last, int now) {
      return Math.max(0, buckets - (now / seconds - last / seconds));
    }

    /** Sum of the numbers still in the window. */
    float sum(int[] page, int at, int last, int now) {
      float sum = 0;
      int bucket = bucket(last);
      for (int i = valid(last, now); i > 0; i--) {
        sum += Float.intBitsToFloat(page[at + bucket]);
        bucket = bucket == 0 ? buckets - 1 : bucket - 1;
      }
      return sum;
    }

    /** Sum of the counts still in the window. */
    int count(int[] page, int at, int last, int now) {
      int sum = 0;
      int bucket = bucket(last);
      for (int i = valid(last, now); i > 0; i--) {
        sum += page[at + bucket];
        bucket = bucket == 0 ? buckets - 1 : bucket - 1;
      }
      return sum;
    }

    /** Empties the buckets that time has passed by between {@code last} and {@code now}. */
    void roll(int[] page, int at, int last, int now) {
      int passed = Math.min(buckets, now / seconds - last / seconds);
      int bucket = bucket(now);
      for (int i = 0; i < passed; i++) {
        page[at + bucket] = 0;
        bucket = bucket == 0 ? buckets - 1 : bucket - 1;
      }
    }

    /** Adds to the current bucket. */
    void add(int[] page, int at, int now, float amount) {
      int i = at + bucket(now);
      page[i] = Float.floatToRawIntBits(Float.intBitsToFloat(page[i]) + amount);
    }

    /** Counts one in the current bucket. */
    void increment(int[] page, int at, int now) {
      page[at + bucket(now)]++;
    }

    /**
     * Counts a counterparty once in the window: moves its mark from the bucket where it was last
     * seen, if that is still in the window, to the current one.
     *
     * @param lastSeen seconds; −1 if never
     */
    void mark(int[] page, int at, int lastSeen, int now) {
      if (lastSeen >= 0 && now / seconds - lastSeen / seconds < buckets) {
        int i = at + bucket(lastSeen);
        page[i] = Math.max(0, page[i] - 1);
      }
      increment(page, at, now);
    }
  }
}
