package io.tercet.core.feature;

/**
 * Sliding windows as rings of buckets inside a profile's page. A window of n buckets covers the
 * last n − 1 whole buckets and the current one. Buckets are lanes of 16 bits in two longs, the
 * newest lowest, so that time passing is a shift and a ring needs no pointer but the time of the
 * profile's last update; what leaves is masked away. A ring is rolled to the time of a transaction
 * before it is read.
 *
 * <p>A ring of counts has all its buckets in two longs; a bucket counts up to {@value #MAX_COUNT}.
 * A ring of sums has three: the current bucket and the sum of the whole ones as floats, then the
 * whole ones, each kept to 0.2 % as the upper bits of its float.
 */
final class Rings {
  static final int MAX_COUNT = 0xFFFF;
  static final int COUNT_LONGS = 2;
  static final int SUM_LONGS = 3;

  /** 1 hour: 6 buckets of 10 minutes. */
  static final Ring HOUR = new Ring(6);

  /** 24 hours: 8 buckets of 3 hours. */
  static final Ring DAY = new Ring(8);

  /** 7 days: 7 buckets of a day. */
  static final Ring WEEK = new Ring(7);

  /** 14 days: 7 buckets of two days. */
  static final Ring FORTNIGHT = new Ring(7);

  private static final int LANES = 8;
  private static final int LANE_BITS = 16;
  private static final long EVEN_LANES = 0x0000_FFFF_0000_FFFFL;
  private static final int ROUND = 1 << 14;

  private Rings() {}

  /** The bucket of 10 minutes that seconds lie in. */
  static int hourBucket(int time) {
    return time / 600;
  }

  /** The bucket of 3 hours that a bucket of 10 minutes lies in. */
  static int dayBucket(int hourBucket) {
    return hourBucket / 18;
  }

  /** The day that a bucket of 3 hours lies in. */
  static int weekBucket(int dayBucket) {
    return dayBucket >>> 3;
  }

  /** The two days that a day lies in. */
  static int fortnightBucket(int weekBucket) {
    return weekBucket >>> 1;
  }

  private static long lanes(int count) {
    return count <= 0 ? 0 : -1L >>> 64 - LANE_BITS * count;
  }

  private static float decode(long lanes, int lane) {
    return Float.intBitsToFloat((int) (lanes >>> LANE_BITS * lane & MAX_COUNT) << 15);
  }

  private static float sumOfLanes(long lanes) {
    return decode(lanes, 0) + decode(lanes, 1) + (decode(lanes, 2) + decode(lanes, 3));
  }

  // How far a ring rolls differs from row to row: shifts and choices cost the same whichever way
  // they go, where a branch that is mispredicted costs more than all of them.

  private static long shiftedYoung(long young, int passed) {
    return passed < LANES / 2 ? young << LANE_BITS * passed : 0;
  }

  private static long shiftedOld(long young, long old, int passed) {
    int shift = LANE_BITS * passed; // Java shifts by its lower six bits
    long some = old << shift | young >>> 1 >>> 63 - shift;
    long whole = passed < LANES / 2 ? some : young << shift;
    return passed < LANES ? whole : 0;
  }

  /** A kind of ring, by its number of buckets. */
  record Ring(int buckets, long oldCounts, long oldSums) {
    Ring(int buckets) {
      this(buckets, lanes(buckets - LANES / 2), lanes(buckets - 1 - LANES / 2));
    }

    /** Moves a ring of counts on by {@code passed} ≥ 0 buckets. */
    void rollCounts(long[] page, int at, int passed) {
      long young = page[at];
      long old = page[at + 1];
      page[at] = shiftedYoung(young, passed);
      page[at + 1] = shiftedOld(young, old, passed) & oldCounts;
    }

    /** Moves a ring of sums on by {@code passed} ≥ 1 buckets. */
    void rollSums(long[] page, int at, int passed) {
      long code = (long) Words.low(page[at]) + ROUND >>> 15;
      long young = page[at + 1] << LANE_BITS | code;
      long old = page[at + 2] << LANE_BITS | page[at + 1] >>> 64 - LANE_BITS;
      long rolledYoung = shiftedYoung(young, passed - 1);
      long rolledOld = shiftedOld(young, old, passed - 1) & oldSums;
      page[at] = Words.of(0f, sumOfLanes(rolledYoung) + sumOfLanes(rolledOld));
      page[at + 1] = rolledYoung;
      page[at + 2] = rolledOld;
    }

    /**
     * Counts a counterparty once in the window: moves its mark from the bucket where it was last
     * seen, if that is still in the window, to the current one.
     *
     * @param age buckets since it was last seen; negative or ≥ {@link #buckets} if it is not in the
     *     window
     */
    void mark(long[] page, int at, int age) {
      if (age >= 0 && age < buckets) {
        int word = at + (age >>> 2);
        int shift = LANE_BITS * age;
        long marked = page[word] >>> shift & MAX_COUNT;
        page[word] -= (marked == 0 ? 0L : 1L) << shift;
      }
      add(page, at);
    }
  }

  /** Counts one in the current bucket. */
  static void add(long[] page, int at) {
    long young = page[at];
    page[at] = young + ((young & MAX_COUNT) - MAX_COUNT >>> 63);
  }

  /** The counts of all buckets of a ring that was rolled to now. */
  static int count(long[] page, int at) {
    long young = page[at];
    long old = page[at + 1];
    long sum = (young & EVEN_LANES) + (young >>> LANE_BITS & EVEN_LANES);
    sum += (old & EVEN_LANES) + (old >>> LANE_BITS & EVEN_LANES);
    return (int) (sum + (sum >>> 32));
  }

  /** Adds to the sum of the current bucket. */
  static void add(long[] page, int at, float amount) {
    page[at] = Words.withLow(page[at], Words.lowFloat(page[at]) + amount);
  }

  /** The sum of all buckets of a ring that was rolled to now. */
  static float sum(long[] page, int at) {
    return Words.lowFloat(page[at]) + Words.highFloat(page[at]);
  }
}
