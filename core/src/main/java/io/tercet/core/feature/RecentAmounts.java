package io.tercet.core.feature;

/**
 * A fading sample of an account's amounts, sorted, in 32 ints of its profile: 64 numbers of 16
 * bits. A new amount takes the place of one chosen by a hash, so that amounts leave with the same
 * chance whatever their size, and the sample holds about the last hundred. Median and MAD (median
 * absolute deviation) are read from it.
 *
 * <p>An amount is kept as the upper 16 bits of its float below the sign: 8 of exponent, 8 of
 * mantissa, so its relative error is below 0.4 %, and the order of bits is the order of amounts.
 */
final class RecentAmounts {
  static final int CAPACITY = 64;

  /** How many ints a sample takes in a profile. */
  static final int INTS = CAPACITY / 2;

  private static final int LOW = 0xFFFF;
  private static final int HIGH = 0xFFFF0000;

  private RecentAmounts() {}

  /** How many amounts there are after {@code count} were added. */
  static int size(int count) {
    return Math.min(count, CAPACITY);
  }

  static int encode(float amount) {
    return Float.floatToRawIntBits(amount) >>> 15;
  }

  /** The middle of the amounts that have this code; 0 for 0. */
  static float decode(int code) {
    return Float.intBitsToFloat(code << 15 | (-code >>> 31) << 14);
  }

  private static int get(int[] page, int at, int i) {
    return page[at + (i >>> 1)] >>> (i & 1) * 16 & LOW;
  }

  /**
   * Adds {@code amount} ≥ 0 as the {@code count}-th (0-based).
   *
   * @param random decides which amount leaves a full sample
   */
  static void add(int[] page, int at, int count, float amount, int random) {
    int code = encode(amount);
    int hole = count < CAPACITY ? count : (random >>> 8) % CAPACITY;
    int rank = rank(page, at, size(count), code);
    if (rank <= hole) {
      shiftUp(page, at, rank, hole, code);
    } else {
      shiftDown(page, at, hole, rank - 1, code);
    }
  }

  // The searches below take steps of fixed lengths and add masks: which way a comparison goes is as
  // good as random, and a mispredicted branch costs more than a step. Amounts move two at a time.

  /** How many of the first {@code size} codes are less than {@code code}. */
  private static int rank(int[] page, int at, int size, int code) {
    int rank = 0;
    for (int step = CAPACITY / 2; step > 0; step >>= 1) {
      int i = rank + step - 1;
      rank += (get(page, at, i) - code & i - size) >> 31 & step;
    }
    int last = Math.min(rank, CAPACITY - 1);
    return rank + ((get(page, at, last) - code & last - size) >>> 31);
  }

  /** Moves the codes {@code [from, to)} up by one, over the one at {@code to}. */
  private static void shiftUp(int[] page, int at, int from, int to, int code) {
    int word = at + (from >>> 1);
    int end = at + (to >>> 1);
    int carry = code;
    if ((from & 1) == 1) {
      int old = page[word];
      page[word++] = old & LOW | code << 16;
      carry = old >>> 16;
    }
    for (; word < end; word++) {
      int old = page[word];
      page[word] = old << 16 | carry;
      carry = old >>> 16;
    }
    if (word == end) {
      page[end] = ((to & 1) == 0 ? page[end] & HIGH : page[end] << 16) | carry;
    }
  }

  /** Moves the codes {@code (from, to]} down by one, over the one at {@code from}. */
  private static void shiftDown(int[] page, int at, int from, int to, int code) {
    int word = at + (to >>> 1);
    int end = at + (from >>> 1);
    int carry = code;
    if ((to & 1) == 0) {
      int old = page[word];
      page[word--] = old & HIGH | code;
      carry = old & LOW;
    }
    for (; word > end; word--) {
      int old = page[word];
      page[word] = old >>> 16 | carry << 16;
      carry = old & LOW;
    }
    if (word == end) {
      page[end] = ((from & 1) == 0 ? page[end] >>> 16 : page[end] & LOW) | carry << 16;
    }
  }

  /** The median of the first {@code size} ≥ 1 amounts. */
  static float median(int[] page, int at, int size) {
    int upper = get(page, at, size / 2);
    int lower = get(page, at, (size - 1) / 2);
    return (decode(lower) + decode(upper)) / 2;
  }

  /**
   * The median distance of the first {@code size} amounts from {@code median}; the upper one of the
   * two in the middle. The nearer half is a run of the sorted amounts: finds where it begins.
   */
  static float mad(int[] page, int at, int size, float median) {
    int half = size / 2;
    int runs = size - half;
    int low = 0;
    for (int step = CAPACITY / 4; step > 0; step >>= 1) {
      int i = low + step - 1;
      float lost = median - decode(get(page, at, i));
      float gained = decode(get(page, at, i + half + 1)) - median;
      int isFarther = Float.floatToRawIntBits(gained - lost);
      low += (isFarther & i - (runs - 1)) >> 31 & step;
    }
    float below = median - decode(get(page, at, low));
    float above = decode(get(page, at, low + half)) - median;
    return Math.max(below, above);
  }
}
