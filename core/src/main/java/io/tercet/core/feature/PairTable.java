package io.tercet.core.feature;

/**
 * What is remembered of two parties that paid each other: how often and when last, each way.
 * Bounded by two generations: when the young one is full, the old one is forgotten and the young
 * one becomes the old one; a pair that is met again moves to the young one.
 *
 * <p>A pair is found by the unordered mix of its parties' keys. An entry is three longs: the mix,
 * then for each way the time of the last payment (high 32 bits, seconds) and their number (low 32
 * bits). "Forward" is from the party with the smaller key.
 */
final class PairTable {
  private static final int ENTRY = 3;
  private static final int INITIAL_ENTRIES = 1 << 10;

  private final int maxEntries;
  private long[] young;
  private long[] old = new long[ENTRY * INITIAL_ENTRIES];
  private int size;

  /**
   * Creates an empty table.
   *
   * @param maxEntries of a generation; a power of two
   */
  PairTable(int maxEntries) {
    this.maxEntries = maxEntries;
    this.young = new long[ENTRY * Math.min(maxEntries, INITIAL_ENTRIES)];
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

  /** Touches the pair's slot, so that a look-up soon after finds it in the cache. */
  long prefetch(long mix) {
    return young[slot(mix, young)];
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

  static int count(long way) {
    return (int) way;
  }

  static int lastSeconds(long way) {
    return (int) (way >>> 32);
  }

  static long way(int lastSeconds, int count) {
    return (long) lastSeconds << 32 | count & 0xFFFFFFFFL;
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
    saveGeneration(out, young);
    saveGeneration(out, old);
    out.writeInt(size);
  }

  private static void saveGeneration(SnapshotOutput out, long[] entries) {
    out.writeInt(entries.length / ENTRY);
    out.writeLongs(entries, entries.length);
  }

  void load(SnapshotInput in) {
    young = loadGeneration(in);
    old = loadGeneration(in);
    size = in.readInt();
  }

  private long[] loadGeneration(SnapshotInput in) {
    int slots = in.readSize(8L * ENTRY);
    if (Integer.bitCount(slots) != 1 || slots > Math.max(maxEntries, INITIAL_ENTRIES)) {
      throw new SnapshotException(
          "the snapshot has %d pair slots, expected 1 to %d".formatted(slots, maxEntries));
    }
    long[] entries = new long[ENTRY * slots];
    in.readLongs(entries, entries.length);
    return entries;
  }
}
