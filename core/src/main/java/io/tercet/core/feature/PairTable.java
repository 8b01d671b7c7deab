package io.tercet.core.feature;

/**
 * What is remembered of two parties that paid each other: how often and when last, each way.
 * Bounded by two generations: when the young one is full, the old one is forgotten and the young
 * one becomes the old one; a pair that is met again moves to the young one.
 *
 * <p>A pair is found by the unordered mix of its parties' keys. An entry is three longs: the mix,
 * then for each way when the payer's and when the receiver's windows counted the last payment (22
 * bits each, in the windows' finest buckets; they differ where a payment came late) and the number
 * of payments (20 bits). "Forward" is from the party with the smaller key.
 */
final class PairTable {
  private static final int ENTRY = 3;
  private static final int INITIAL_ENTRIES = 1 << 10;
  private static final int SECONDS_PER_TICK = Rings.HOUR.seconds();
  private static final int TIME_BITS = 22;
  private static final int COUNT_BITS = 20;
  static final int MAX_COUNT = (1 << COUNT_BITS) - 1;

  private final int maxEntries;
  private long[] young;
  private long[] old = new long[ENTRY * INITIAL_ENTRIES];
  private int size;

  /**
   * Creates an empty table.
   *
   * @param maxEntries slots of a generation, of which two thirds fill; a power of two ≥ 1024
   */
  PairTable(int maxEntries) {
    this.maxEntries = maxEntries;
    this.young = new long[ENTRY * INITIAL_ENTRIES];
  }

  /** The key of the pair of {@code a} and {@code b}, the same in either order; never 0. */
  static long mix(long a, long b) {
    long low = Math.min(a, b);
    long high = Math.max(a, b);
    long z = low * 0x9E3779B97F4A7C15L + Long.rotateLeft(high, 32);
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    return z == 0 ? 1 : z;
  }

  /** Touches the pair's slots, so that a look-up soon after finds them in the cache. */
  long prefetch(long mix) {
    return young[slot(mix, young)] + old[slot(mix, old)];
  }

  /** Where the entry of {@code mix} begins in {@link #entries}, added or moved there if need be. */
  int findOrAdd(long mix) {
    for (int at = slot(mix, young); ; at = next(at, young)) {
      if (young[at] == mix) {
        return at;
      }
      if (young[at] == 0) {
        return addFromOld(mix);
      }
    }
  }

  /** The generation that {@link #findOrAdd} speaks of, until its next call. */
  long[] entries() {
    return young;
  }

  /** How many payments; at most {@link #MAX_COUNT}. */
  static int count(long way) {
    return (int) way & MAX_COUNT;
  }

  /** When the payer's windows counted the last payment: the seconds where their bucket begins. */
  static int lastSent(long way) {
    return (int) (way >>> 64 - TIME_BITS) * SECONDS_PER_TICK;
  }

  /** When the receiver's windows counted the last payment: as {@link #lastSent}. */
  static int lastReceived(long way) {
    return ((int) (way >>> COUNT_BITS) & (1 << TIME_BITS) - 1) * SECONDS_PER_TICK;
  }

  /** The way after one more payment than {@code count}. */
  static long way(int sentSeconds, int receivedSeconds, int count) {
    long sent = sentSeconds / SECONDS_PER_TICK;
    long received = receivedSeconds / SECONDS_PER_TICK;
    return sent << 64 - TIME_BITS | received << COUNT_BITS | Math.min(MAX_COUNT, count + 1);
  }

  private int addFromOld(long mix) {
    makeRoom();
    int to = emptySlot(mix, young);
    young[to] = mix;
    size++;
    for (int at = slot(mix, old); old[at] != 0; at = next(at, old)) {
      if (old[at] == mix) {
        young[to + 1] = old[at + 1];
        young[to + 2] = old[at + 2];
        break;
      }
    }
    return to;
  }

  private void makeRoom() {
    int slots = young.length / ENTRY;
    if (size * 3 < slots * 2) {
      return;
    }
    if (slots < maxEntries) {
      young = rehashed(young, slots * 2);
    } else {
      old = young;
      young = new long[ENTRY * slots];
      size = 0;
    }
  }

  private static long[] rehashed(long[] from, int slots) {
    long[] to = new long[ENTRY * slots];
    for (int i = 0; i < from.length; i += ENTRY) {
      if (from[i] != 0) {
        System.arraycopy(from, i, to, emptySlot(from[i], to), ENTRY);
      }
    }
    return to;
  }

  private static int emptySlot(long mix, long[] table) {
    int at = slot(mix, table);
    while (table[at] != 0) {
      at = next(at, table);
    }
    return at;
  }

  private static int slot(long mix, long[] table) {
    return ((int) mix & table.length / ENTRY - 1) * ENTRY; // slots are a power of two
  }

  private static int next(int at, long[] table) {
    int next = at + ENTRY;
    return next == table.length ? 0 : next;
  }

  void save(SnapshotOutput out) {
    out.writeInt(young.length / ENTRY);
    out.writeLongs(young, young.length);
    out.writeInt(old.length / ENTRY);
    out.writeLongs(old, old.length);
  }

  void load(SnapshotInput in) {
    young = loadGeneration(in);
    old = loadGeneration(in);
    size = occupied(young);
  }

  private long[] loadGeneration(SnapshotInput in) {
    int slots = in.readInt();
    if (Integer.bitCount(slots) != 1 || slots < INITIAL_ENTRIES || slots > maxEntries) {
      throw new SnapshotException(
          "the snapshot has %d pair slots, expected at most %d".formatted(slots, maxEntries));
    }
    long[] entries = in.readLongs(ENTRY * slots);
    if (occupied(entries) * 3L > slots * 2L + 3) { // a look-up ends at an empty slot
      throw new SnapshotException("the snapshot has an overfull table of pairs");
    }
    return entries;
  }

  private static int occupied(long[] entries) {
    int occupied = 0;
    for (int i = 0; i < entries.length; i += ENTRY) {
      occupied += entries[i] == 0 ? 0 : 1;
    }
    return occupied;
  }
}
