package io.tercet.core.evaluation;

import java.util.Arrays;

/**
 * Numbers 64-bit keys in the order in which they first appear: 0, 1, 2 … An open hash table of
 * primitive arrays, 12 bytes a slot and at most three quarters full, because boxed maps take eight
 * times as much. Keys are expected to be hashes already.
 */
public final class LongIndex {
  /** What {@link #find} answers for a key that was never added. */
  public static final int ABSENT = -1;

  private static final int MAX_CAPACITY = 1 << 30;

  private long[] keys;
  private int[] numbers;
  private int size;

  /** An empty index that grows when it holds more than {@code expected} ≥ 0 keys. */
  public LongIndex(int expected) {
    if (expected < 0) {
      throw new IllegalArgumentException("expected must be ≥ 0, got " + expected);
    }
    allocate(16);
    while (limit() < expected && keys.length < MAX_CAPACITY) {
      allocate(keys.length * 2);
    }
  }

  private void allocate(int capacity) {
    keys = new long[capacity];
    numbers = new int[capacity];
    Arrays.fill(numbers, ABSENT);
  }

  private int limit() {
    return (int) (keys.length * 3L / 4);
  }

  /** How many keys there are. */
  public int size() {
    return size;
  }

  /** The number of {@code key}, or {@link #ABSENT}. */
  public int find(long key) {
    return numbers[slot(key)];
  }

  /**
   * The number of {@code key}, a new one if it was not there.
   *
   * @throws IllegalStateException beyond 805 million keys
   */
  public int add(long key) {
    int slot = slot(key);
    if (numbers[slot] != ABSENT) {
      return numbers[slot];
    }
    if (size == limit()) {
      grow();
      slot = slot(key);
    }
    keys[slot] = key;
    numbers[slot] = size;
    return size++;
  }

  /** Of the key, or the free one where it would stand. */
  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) ((key ^ key >>> 32) * 0x9E3779B97F4A7C15L >>> 33) & mask;
    while (numbers[slot] != ABSENT && keys[slot] != key) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    if (keys.length == MAX_CAPACITY) {
      throw new IllegalStateException("more than " + size + " keys");
    }
    long[] oldKeys = keys;
    int[] oldNumbers = numbers;
    allocate(oldKeys.length * 2);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldNumbers[i] != ABSENT) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        numbers[slot] = oldNumbers[i];
      }
    }
  }
}
