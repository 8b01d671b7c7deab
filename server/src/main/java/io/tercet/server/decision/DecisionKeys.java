package io.tercet.server.decision;

import io.tercet.core.transaction.TransactionBlock;
import io.tercet.store.Selection;
import io.tercet.store.TransactionStore;
import io.tercet.store.TransactionStore.TransactionReader;

/**
 * Which transactions were decided before: those that are not in the store yet with their sequence
 * numbers, those in the store by a filter that says "maybe" or "surely not" (Bloom 1970: 16 bits
 * and 5 probes a key, one false "maybe" in 2,000). Memory is bounded by the log's backlog and by
 * the filter, which never grows: with more keys than it was made for, it only says "maybe" more
 * often.
 */
final class DecisionKeys {
  private static final int PROBES = 5;
  private static final long BITS_PER_KEY = 16;
  private static final long MIN_KEYS = 1 << 22;
  private static final long MAX_WORDS = 1 << 28;

  // Open addressing with (key, sequence) side by side; sequence 0 is an empty slot.
  private long[] slots = new long[1 << 16];
  private int size;
  private final long[] filter;

  private DecisionKeys(long keys) {
    long words = Math.min(MAX_WORDS, Math.max(MIN_KEYS, 2 * keys) * BITS_PER_KEY / Long.SIZE);
    filter = new long[Math.toIntExact(Long.highestOneBit(words))];
  }

  /** All that are in the store. */
  static DecisionKeys of(TransactionStore store) {
    DecisionKeys keys = new DecisionKeys(store.count(Selection.ALL));
    TransactionBlock block = new TransactionBlock(8192);
    try (TransactionReader reader = store.read(Selection.ALL)) {
      while (reader.next(block)) {
        for (int row = 0; row < block.size; row++) {
          keys.remember(block.id[row]);
        }
      }
    }
    return keys;
  }

  /** The sequence number of a decision that is not in the store yet; 0 if there is none. */
  synchronized long undrained(long key) {
    return slots[find(key) + 1];
  }

  /** Whether the store may have the transaction. */
  synchronized boolean maybeStored(long key) {
    long hash = key;
    for (int probe = 0; probe < PROBES; probe++) {
      hash = mix(hash);
      if ((filter[word(hash)] & 1L << hash) == 0) {
        return false;
      }
    }
    return true;
  }

  /** Notes a decision that is not in the store yet. */
  synchronized void add(long key, long sequence) {
    int at = find(key);
    if (slots[at + 1] == 0) {
      slots[at] = key;
      size++;
    }
    slots[at + 1] = sequence;
    if (size * 4 > slots.length) { // half full: a slot is two longs
      grow();
    }
  }

  /** Notes that a decision is in the store now. */
  synchronized void drained(long key, long sequence) {
    remember(key);
    int at = find(key);
    if (slots[at + 1] == sequence) {
      remove(at);
    }
  }

  private void remember(long key) {
    long hash = key;
    for (int probe = 0; probe < PROBES; probe++) {
      hash = mix(hash);
      filter[word(hash)] |= 1L << hash;
    }
  }

  private int word(long hash) {
    return (int) (hash >>> 8) & filter.length - 1;
  }

  // Vigna 2015, SplitMix64.
  private static long mix(long key) {
    long z = key + 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  private int find(long key) {
    int at = home(key);
    while (slots[at + 1] != 0 && slots[at] != key) {
      at = at + 2 & slots.length - 1;
    }
    return at;
  }

  private int home(long key) {
    return (int) (key >>> 16) * 2 & slots.length - 1;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[old.length * 2];
    for (int i = 0; i < old.length; i += 2) {
      if (old[i + 1] != 0) {
        int at = find(old[i]);
        slots[at] = old[i];
        slots[at + 1] = old[i + 1];
      }
    }
  }

  /** Empties a slot and moves up what would not be found across the gap (Knuth, 6.4 R). */
  private void remove(int at) {
    size--;
    int gap = at;
    int next = at;
    while (true) {
      slots[gap + 1] = 0;
      do {
        next = next + 2 & slots.length - 1;
        if (slots[next + 1] == 0) {
          return;
        }
      } while (isBetween(gap, home(slots[next]), next));
      slots[gap] = slots[next];
      slots[gap + 1] = slots[next + 1];
      gap = next;
    }
  }

  /** Whether {@code home} lies cyclically in (gap, next]. */
  private static boolean isBetween(int gap, int home, int next) {
    return gap <= next ? gap < home && home <= next : gap < home || home <= next;
  }
}
