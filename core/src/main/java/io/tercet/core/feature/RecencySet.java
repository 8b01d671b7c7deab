package io.tercet.core.feature;

/**
 * A few longs side by side in an array, the newest first, 0 where there is none: what is met moves
 * to the front, and the last falls out when another comes.
 */
final class RecencySet {
  static final int WAYS = 8;

  private RecencySet() {}

  // Where in its set something is found is as good as random: masks cost the same everywhere, where
  // a branch that is mispredicted costs more than the whole set.

  /**
   * Which of the longs from {@code at} on equals {@code sought} in the bits of {@code mask}; {@link
   * #WAYS} if none does.
   */
  static int way(long[] longs, int at, long sought, long mask) {
    int found = 1 << WAYS;
    for (int i = 0; i < WAYS; i++) {
      long difference = (longs[at + i] ^ sought) & mask;
      found |= (int) ((difference | -difference) >>> 63 ^ 1) << i;
    }
    return Integer.numberOfTrailingZeros(found);
  }

  /** Moves the long number {@code way} to the front. */
  static void moveToFront(long[] longs, int at, int way) {
    long before = longs[at];
    longs[at] = longs[at + way];
    for (int i = 1; i < WAYS; i++) {
      long moves = (long) i - way - 1 >> 63;
      long old = longs[at + i];
      longs[at + i] = before & moves | old & ~moves;
      before = old;
    }
  }

  /** Puts {@code first} at the front; the last falls out. */
  static void pushFirst(long[] longs, int at, long first) {
    for (int i = WAYS - 1; i > 0; i--) {
      longs[at + i] = longs[at + i - 1];
    }
    longs[at] = first;
  }
}
