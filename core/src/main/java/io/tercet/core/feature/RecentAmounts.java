package io.tercet.core.feature;

/**
 * A fading sample of an account's amounts, sorted, in 16 longs of its profile: 64 numbers of 15
 * bits. When it is full, an amount takes the place of one chosen by a hash, so that amounts leave
 * with the same chance whatever their size, and nine in ten are among the last 150. Median and MAD
 * (median absolute deviation) are read from it.
 *
 * <p>An amount is kept as the upper bits of its float: 7 of exponent, 8 of mantissa, so its
 * relative error is below 0.4 %, and the order of codes is the order of amounts. What is below
 * 2^−97 is 0.
 */
final class RecentAmounts {
  static final int CAPACITY = 64;

  /** How many longs a sample takes in a profile. */
  static final int LONGS = CAPACITY / 4;

  private static final int LANE_BITS = 16;
  private static final long LANES = 0x0001_0001_0001_0001L;
  private static final long LANE_TOPS = 0x8000_8000_8000_8000L;
  private static final int LANE = 0xFFFF;
  private static final int BIAS = 30 << 8;

  private RecentAmounts() {}

  /** How many amounts there are after {@code count} were added. */
  static int size(int count) {
    return Math.min(count, CAPACITY);
  }

  static int encode(float amount) {
    return Math.max(0, (Float.floatToRawIntBits(amount) >>> 15) - BIAS);
  }

  /** The middle of the amounts that have this code; 0 for 0. */
  static float decode(int code) {
    int some = -code >> 31;
    return Float.intBitsToFloat((code + BIAS << 15 | 1 << 14) & some);
  }

  private static int get(long[] page, int at, int i) {
    return (int) (page[at + (i >>> 2)] >>> LANE_BITS * i) & LANE;
  }

  /**
   * Adds {@code amount} ≥ 0, at most 1e9, as the {@code count}-th (0-based).
   *
   * @param random decides which amount leaves a full sample
   */
  static void add(long[] page, int at, int count, float amount, int random) {
    int code = encode(amount);
    int hole = count < CAPACITY ? count : (random >>> 8) % CAPACITY;
    int rank = rank(page, at, size(count), code);
    if (rank <= hole) {
      shiftUp(page, at, rank, hole, code);
    } else {
      shiftDown(page, at, hole, rank - 1, code);
    }
  }

  // Four codes are compared at once, and the search below takes steps of fixed lengths and adds
  // masks: which way a comparison goes is as good as random, and a mispredicted branch costs more
  // than a step.

  /** How many of the first {@code size} codes are less than {@code code}. */
  private static int rank(long[] page, int at, int size, int code) {
    int notLess = 0;
    for (int i = 0; i < LONGS; i++) {
      notLess += Long.bitCount((page[at + i] | LANE_TOPS) - code * LANES & LANE_TOPS);
    }
    return Math.max(0, size - notLess); // unused codes are 0, less than any but 0 itself
  }

  /** The bits of the lanes from {@code low} to {@code high}. */
  private static long lanes(int low, int high) {
    return -1L << LANE_BITS * low & -1L >>> LANE_BITS * (3 - high);
  }

  /** Moves the codes {@code [from, to)} up by one, over the one at {@code to}. */
  private static void shiftUp(long[] page, int at, int from, int to, int code) {
    long carry = code;
    int low = from & 3;
    int end = to >>> 2;
    for (int word = from >>> 2; word <= end; word++) {
      long old = page[at + word];
      long moving = lanes(low, word == end ? to & 3 : 3);
      long moved = (old & moving) << LANE_BITS & moving | carry << LANE_BITS * low;
      page[at + word] = old & ~moving | moved;
      carry = old >>> 64 - LANE_BITS;
      low = 0;
    }
  }

  /** Moves the codes {@code (from, to]} down by one, over the one at {@code from}. */
  private static void shiftDown(long[] page, int at, int from, int to, int code) {
    long carry = code;
    int high = to & 3;
    int end = from >>> 2;
    for (int word = to >>> 2; word >= end; word--) {
      long old = page[at + word];
      long moving = lanes(word == end ? from & 3 : 0, high);
      long moved = (old & moving) >>> LANE_BITS & moving | carry << LANE_BITS * high;
      page[at + word] = old & ~moving | moved;
      carry = old & LANE;
      high = 3;
    }
  }

  /** The median of the first {@code size} ≥ 1 amounts. */
  static float median(long[] page, int at, int size) {
    int upper = get(page, at, size / 2);
    int lower = get(page, at, (size - 1) / 2);
    return (decode(lower) + decode(upper)) / 2;
  }

  /**
   * The median distance of the first {@code size} amounts from {@code median}; the upper one of the
   * two in the middle. The nearer half is a run of the sorted amounts: finds where it begins.
   */
  static float mad(long[] page, int at, int size, float median) {
    int half = size / 2;
    int runs = size - half;
    int low = 0;
    for (int step = CAPACITY / 4; step > 0; step >>= 1) {
      int i = low + step - 1;
      int gainedAt = Math.min(i + half + 1, CAPACITY - 1);
      float lost = median - decode(get(page, at, i));
      float gained = decode(get(page, at, gainedAt)) - median;
      int isFarther = Float.floatToRawIntBits(gained - lost);
      low += (isFarther & i - (runs - 1)) >> 31 & step;
    }
    float below = median - decode(get(page, at, low));
    float above = decode(get(page, at, low + half)) - median;
    return Math.max(below, above);
  }
}
