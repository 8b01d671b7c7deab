package io.tercet.store.duckdb;

/**
 * Keys, exactly: an open-addressed table of longs, half full at most, so that a look-up costs about
 * one cache miss. Memory is bounded: a full set takes no more keys and forgets none.
 */
final class KeySet {
  private static final int MIN_SLOTS = 1 << 17;
  private static final int MAX_SLOTS = 1 << 24;

  private final int maxSlots;
  private long[] slots = new long[MIN_SLOTS];
  private int size;
  private boolean overflowed;

  /** A set of at most 8 million keys (128 MB). */
  KeySet() {
    this(MAX_SLOTS);
  }

  /** A set of at most half as many keys as there are slots, a power of two. */
  KeySet(int maxSlots) {
    this.maxSlots = maxSlots;
  }

  /** Whether a key did not fit, so that {@link #add} has perhaps called it new more than once. */
  boolean hasOverflowed() {
    return overflowed;
  }

  /**
   * Adds {@code key}, which must be a good hash and not 0.
   *
   * @return whether it was not there
   */
  boolean add(long key) {
    int mask = slots.length - 1;
    int slot = (int) key & mask;
    while (slots[slot] != 0) {
      if (slots[slot] == key) {
        return false;
      }
      slot = slot + 1 & mask;
    }
    if (2 * size < slots.length || grow()) {
      insert(key);
    }
    return true;
  }

  private void insert(long key) {
    int mask = slots.length - 1;
    int slot = (int) key & mask;
    while (slots[slot] != 0) {
      slot = slot + 1 & mask;
    }
    slots[slot] = key;
    size++;
  }

  private boolean grow() {
    if (slots.length >= maxSlots) {
      overflowed = true;
      return false;
    }
    long[] old = slots;
    slots = new long[2 * old.length];
    size = 0;
    for (long key : old) {
      if (key != 0) {
        insert(key);
      }
    }
    return true;
  }
}
