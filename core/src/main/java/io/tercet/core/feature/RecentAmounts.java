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

  private RecentAmounts() {}

  /** How many amounts there are after {@code count} were added. */
  static int size(int count) {
    return Math.min(count, CAPACITY);
  }

  static int encode(float amount) {
    return Float.floatToRawIntBits(amount) >>> 15;
  }

  static float decode(int code) {
    return code == 0 ? 0 : Float.intBitsToFloat(code << 15 | 1 << 14);
  }

  private static int get(int[] page, int at, int i) {
    return page[at + (i >>> 1)] >>> (i & 1) * 16 & 0xFFFF;
  }

  private static void set(int[] page, int at, int i, int code) {
    int shift = (i & 1) * 16;
    int word = page[at + (i >>> 1)];
    page[at + (i >>> 1)] = word & ~(0xFFFF << shift) | code << shift;
  }

  /**
   * Adds {@code amount} ≥ 0 as the {@code count}-th (0-based).
   *
   * @param random decides which amount leaves a full sample
   */
  static void add(int[] page, int at, int count, float amount, int random) {
    int code = encode(amount);
    int hole = count < CAPACITY ? count : (random >>> 8) % CAPACITY;
    while (hole > 0 && get(page, at, hole - 1) > code) {
      set(page, at, hole, get(page, at, hole - 1));
      hole--;
    }
    while (hole < size(count + 1) - 1 && get(page, at, hole + 1) < code) {
      set(page, at, hole, get(page, at, hole + 1));
      hole++;
    }
    set(page, at, hole, code);
  }

  /** The median of the first {@code size} ≥ 1 amounts. */
  static float median(int[] page, int at, int size) {
    int upper = get(page, at, size / 2);
    if ((size & 1) == 1) {
      return decode(upper);
    }
    return (decode(get(page, at, size / 2 - 1)) + decode(upper)) / 2;
  }

  /**
   * The median distance of the first {@code size} amounts from {@code median}; the upper one of the
   * two in the middle. The nearer half is a run of the sorted amounts: finds where it begins.
   */
  static float mad(int[] page, int at, int size, float median) {
    int half = size / 2;
    int low = 0;
    int high = size - 1 - half;
    while (low < high) {
      int middle = low + high >>> 1;
      float lost = median - decode(get(page, at, middle));
      float gained = decode(get(page, at, middle + half + 1)) - median;
      if (lost > gained) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    float below = median - decode(get(page, at, low));
    float above = decode(get(page, at, low + half)) - median;
    return Math.max(below, above);
  }
}
