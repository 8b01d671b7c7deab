package io.tercet.core.feature;

import java.util.Arrays;

/**
 * A bounded table from keys to a few longs that forgets the oldest, in two generations: when the
 * young one is full, the old one is forgotten and the young one becomes the old one; what is met
 * again moves to the young one.
 *
 * <p>It is cut into segments by the keys' high bits, and each has generations of its own, so that
 * no step copies or clears more than {@value #SEGMENT_SLOTS} slots.
 */
final class GenerationTable {
  static final int SEGMENT_SLOTS = 1 << 14;

  private final int width;
  private final int maxSlots;
  private final int segmentShift;
  private final long[] none;
  private final long[][] young;
  private final long[][] old;
  private final int[] sizes;
  private long[] entries;

  /**
   * Creates an empty table.
   *
   * @param width longs of an entry, the key among them
   * @param maxSlots slots of a generation, of which two thirds fill; a power of two ≥ 1024
   */
  GenerationTable(int width, int maxSlots) {
    int segments = Math.max(1, maxSlots / SEGMENT_SLOTS);
    this.width = width;
    this.maxSlots = maxSlots / segments;
    segmentShift = 64 - Integer.numberOfTrailingZeros(segments);
    none = new long[width];
    young = new long[segments][];
    old = new long[segments][];
    sizes = new int[segments];
    entries = none;
    Arrays.fill(young, none);
    Arrays.fill(old, none);
  }

  /** Touches the slots of {@code key}, so that a look-up soon after finds them in the cache. */
  long prefetch(long key) {
    long[] newer = young[segment(key)];
    long[] older = old[segment(key)];
    return newer[slot(key, newer)] + older[slot(key, older)];
  }

  /** Where the entry of {@code key} ≠ 0 begins in {@link #entries}, added or moved if need be. */
  int findOrAdd(long key) {
    int segment = segment(key);
    long[] table = young[segment];
    for (int at = slot(key, table); ; at = next(at, table)) {
      if (table[at] == key) {
        entries = table;
        return at;
      }
      if (table[at] == 0) {
        return addFromOld(segment, key);
      }
    }
  }

  /** The array that the last {@link #findOrAdd} speaks of, until its next call. */
  long[] entries() {
    return entries;
  }

  /** Gives {@code other}, of the same width, the entry of {@code key} ≠ 0, if there is one. */
  void copy(long key, GenerationTable other) {
    long[] newer = young[segment(key)];
    int at = find(key, newer);
    long[] from = at >= 0 ? newer : old[segment(key)];
    int found = at >= 0 ? at : find(key, from);
    if (found >= 0) {
      int to = other.findOrAdd(key);
      System.arraycopy(from, found, other.entries, to, width);
    }
  }

  private int find(long key, long[] table) {
    for (int at = slot(key, table); table[at] != 0; at = next(at, table)) {
      if (table[at] == key) {
        return at;
      }
    }
    return -1;
  }

  private int addFromOld(int segment, long key) {
    if (++sizes[segment] * 3 > slots(young[segment]) * 2) {
      makeRoom(segment);
    }
    long[] to = young[segment];
    long[] from = old[segment];
    int at = emptySlot(key, to);
    to[at] = key;
    for (int i = slot(key, from); from[i] != 0; i = next(i, from)) {
      if (from[i] == key) {
        System.arraycopy(from, i, to, at, width);
        break;
      }
    }
    entries = to;
    return at;
  }

  private void makeRoom(int segment) {
    long[] full = young[segment];
    if (slots(full) < maxSlots) {
      int slots = Math.min(maxSlots, Math.max(8, slots(full) * 2));
      young[segment] = rehashed(full, slots);
      return;
    }
    long[] forgotten = old[segment];
    old[segment] = full;
    young[segment] = forgotten.length == full.length ? forgotten : new long[full.length];
    Arrays.fill(young[segment], 0);
    sizes[segment] = 1;
  }

  private long[] rehashed(long[] from, int slots) {
    long[] to = new long[width * slots];
    for (int i = 0; i < from.length; i += width) {
      if (from[i] != 0) {
        System.arraycopy(from, i, to, emptySlot(from[i], to), width);
      }
    }
    return to;
  }

  private int emptySlot(long key, long[] table) {
    int at = slot(key, table);
    while (table[at] != 0) {
      at = next(at, table);
    }
    return at;
  }

  private int segment(long key) {
    return segmentShift == 64 ? 0 : (int) (key >>> segmentShift);
  }

  private int slots(long[] table) {
    return width == 2 ? table.length / 2 : table.length / 3;
  }

  private int slot(long key, long[] table) {
    return ((int) key & slots(table) - 1) * width; // slots are a power of two
  }

  private int next(int at, long[] table) {
    int next = at + width;
    return next == table.length ? 0 : next;
  }

  void save(SnapshotOutput out) {
    for (long[][] generation : new long[][][] {young, old}) {
      for (long[] table : generation) {
        out.writeInt(slots(table));
        out.writeLongs(table, table.length);
      }
    }
  }

  void load(SnapshotInput in) {
    for (int segment = 0; segment < young.length; segment++) {
      young[segment] = loadTable(in);
      sizes[segment] = occupied(young[segment]);
    }
    for (int segment = 0; segment < old.length; segment++) {
      old[segment] = loadTable(in);
    }
  }

  private long[] loadTable(SnapshotInput in) {
    int slots = in.readInt();
    if (Integer.bitCount(slots) != 1 || slots < 1 || slots > maxSlots) {
      throw new SnapshotException(
          "the snapshot has a table of %d slots, expected at most %d".formatted(slots, maxSlots));
    }
    long[] table = in.readLongs(width * slots);
    if (occupied(table) * 3L > slots * 2L) { // a look-up ends at an empty slot
      throw new SnapshotException("the snapshot has an overfull table");
    }
    return slots == 1 ? none : table;
  }

  private int occupied(long[] table) {
    int occupied = 0;
    for (int i = 0; i < table.length; i += width) {
      occupied += table[i] == 0 ? 0 : 1;
    }
    return occupied;
  }
}
