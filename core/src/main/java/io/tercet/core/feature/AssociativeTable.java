package io.tercet.core.feature;

import java.util.Arrays;

/**
 * A bounded table of longs that forgets the oldest. A key belongs to one set of {@value
 * RecencySet#WAYS} entries: what is met moves to the front, and the last falls out when another
 * comes. So a look-up touches two or three lines of the cache, whatever it finds. Before the table
 * has its full size nothing falls out: a segment of which a set is full grows.
 *
 * <p>It is cut into segments by the keys' high bits, so that no step copies more than {@value
 * #SEGMENT_ENTRIES} entries. A set has its keys side by side, 0 where there is none, then its
 * values.
 */
final class AssociativeTable {
  static final int SEGMENT_ENTRIES = 1 << 16;
  private static final int WAYS = RecencySet.WAYS;
  private static final int SET = 2 * WAYS;

  /** Lower bits of a key do not choose its set. */
  private static final int SET_SHIFT = 2;

  private final int maxLongs;
  private final int segmentShift;
  private final long[][] segments;
  private long[] entries = {};

  /**
   * Creates an empty table.
   *
   * @param maxEntries a power of two ≥ 1024
   */
  AssociativeTable(int maxEntries) {
    int count = Math.max(1, maxEntries / SEGMENT_ENTRIES);
    maxLongs = maxEntries / count * 2;
    segmentShift = 64 - Integer.numberOfTrailingZeros(count);
    segments = new long[count][SET];
  }

  /** Touches the set of {@code key}, so that a look-up soon after finds it in the cache. */
  long prefetch(long key) {
    long[] table = segments[segment(key)];
    int at = set(key, table);
    return table[at] + table[at + WAYS - 1] + table[at + SET - 1];
  }

  /**
   * Moves the entry of {@code key} to the front of its set, or puts one with the value 0 there;
   * returns where its value is in {@link #entries}.
   */
  int meet(long key) {
    int segment = segment(key);
    long[] table = segments[segment];
    int at = set(key, table);
    int way = RecencySet.way(table, at, key, -1);
    if (way == WAYS) {
      table = withRoom(segment, key);
      at = set(key, table);
      RecencySet.pushFirst(table, at, key);
      RecencySet.pushFirst(table, at + WAYS, 0);
    } else if (way > 0) {
      RecencySet.moveToFront(table, at, way);
      RecencySet.moveToFront(table, at + WAYS, way);
    }
    entries = table;
    return at + WAYS;
  }

  /** The array that the last {@link #meet} speaks of, until its next call. */
  long[] entries() {
    return entries;
  }

  /** The value of {@code key}; 0 if there is none. */
  long find(long key) {
    long[] table = segments[segment(key)];
    int at = set(key, table);
    int way = RecencySet.way(table, at, key, -1);
    return way == WAYS ? 0 : table[at + WAYS + way];
  }

  private long[] withRoom(int segment, long key) {
    long[] table = segments[segment];
    while (table[set(key, table) + WAYS - 1] != 0 && table.length < maxLongs) {
      table = grown(table);
      segments[segment] = table;
    }
    return table;
  }

  private static long[] grown(long[] from) {
    long[] to = new long[from.length * 2];
    for (int at = 0; at < from.length; at += SET) {
      for (int way = WAYS - 1; way >= 0; way--) { // the newest last, which puts it first
        if (from[at + way] != 0) {
          int set = set(from[at + way], to);
          RecencySet.pushFirst(to, set, from[at + way]);
          RecencySet.pushFirst(to, set + WAYS, from[at + WAYS + way]);
        }
      }
    }
    return to;
  }

  private int segment(long key) {
    return segmentShift == 64 ? 0 : (int) (key >>> segmentShift);
  }

  private static int set(long key, long[] table) {
    return (int) (key >>> SET_SHIFT) * SET & table.length - 1; // a power of two
  }

  /** Bytes of the arrays. */
  long bytes() {
    return 8 * Arrays.stream(segments).mapToLong(table -> table.length).sum();
  }

  void save(SnapshotOutput out) {
    for (long[] table : segments) {
      out.writeInt(table.length);
      out.writeLongs(table, table.length);
    }
  }

  void load(SnapshotInput in) {
    for (int segment = 0; segment < segments.length; segment++) {
      int length = in.readInt();
      if (Integer.bitCount(length) != 1 || length < SET || length > maxLongs) {
        throw new SnapshotException(
            "the snapshot has a table of %d longs, expected %d to %d"
                .formatted(length, SET, maxLongs));
      }
      segments[segment] = in.readLongs(length);
    }
  }
}
