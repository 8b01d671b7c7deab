package io.tercet.core.feature;

import java.util.Arrays;

/**
 * Profiles of entities in primitive memory: a key finds a row, a row is {@code stride} ints in a
 * page. Rows are numbered in the order of their insertion and never move. Pages and index segments
 * are small, so that growing never stops the world: no step copies more than a segment.
 */
final class ProfileTable {
  private static final int PAGE_BITS = 10;
  private static final int PAGE_ROWS = 1 << PAGE_BITS;
  private static final int SEGMENT_BITS = 8;
  private static final int INITIAL_SLOTS = 16;

  private final int stride;

  // A segment holds (key, row) side by side; key 0 is an empty slot.
  private final long[][] segments = new long[1 << SEGMENT_BITS][2 * INITIAL_SLOTS];
  private final int[] segmentSizes = new int[1 << SEGMENT_BITS];
  private int[][] pages = new int[16][];
  private long[][] keys = new long[16][];
  private int size;

  /** Creates an empty table whose rows are {@code stride} ints, all 0 at first. */
  ProfileTable(int stride) {
    this.stride = stride;
  }

  int size() {
    return size;
  }

  int stride() {
    return stride;
  }

  /** The page that holds {@code row}. */
  int[] page(int row) {
    return pages[row >>> PAGE_BITS];
  }

  /** Where {@code row} begins in its page. */
  int offset(int row) {
    return (row & PAGE_ROWS - 1) * stride;
  }

  long key(int row) {
    return keys[row >>> PAGE_BITS][row & PAGE_ROWS - 1];
  }

  /** Touches the slot of {@code key}, so that a look-up soon after finds it in the cache. */
  long prefetch(long key) {
    long[] segment = segments[(int) (key >>> 64 - SEGMENT_BITS)];
    return segment[slot(key, segment)];
  }

  /** Touches all of {@code row}; nothing for −1. */
  int touch(int row) {
    if (row < 0) {
      return 0;
    }
    int[] page = page(row);
    int at = offset(row);
    int sum = page[at + stride - 1];
    for (int line = 0; line < stride; line += 16) {
      sum += page[at + line];
    }
    return sum;
  }

  /** The row of {@code key}, or −1. */
  int find(long key) {
    long[] segment = segments[(int) (key >>> 64 - SEGMENT_BITS)];
    for (int at = slot(key, segment); ; at = at + 2 & segment.length - 1) {
      if (segment[at] == key) {
        return (int) segment[at + 1];
      }
      if (segment[at] == 0) {
        return -1;
      }
    }
  }

  /** The row of {@code key} ≠ 0, which is added if it is not there. */
  int findOrAdd(long key) {
    long[] segment = segments[(int) (key >>> 64 - SEGMENT_BITS)];
    for (int at = slot(key, segment); ; at = at + 2 & segment.length - 1) {
      if (segment[at] == key) {
        return (int) segment[at + 1];
      }
      if (segment[at] == 0) {
        return add(key, segment, at);
      }
    }
  }

  /** Gives {@code other}, of the same stride, the row of {@code key}, if there is one. */
  void copy(long key, ProfileTable other) {
    int from = key == 0 ? -1 : find(key);
    if (from >= 0) {
      int to = other.findOrAdd(key);
      System.arraycopy(page(from), offset(from), other.page(to), other.offset(to), stride);
    }
  }

  private int add(long key, long[] segment, int at) {
    int row = append(key);
    segment[at] = key;
    segment[at + 1] = row;
    int index = (int) (key >>> 64 - SEGMENT_BITS);
    if (++segmentSizes[index] * 3 > segment.length) { // two thirds full: a slot is two longs
      segments[index] = grown(segment);
    }
    return row;
  }

  private int append(long key) {
    int row = size++;
    int page = row >>> PAGE_BITS;
    if (page == pages.length) {
      pages = Arrays.copyOf(pages, page * 2);
      keys = Arrays.copyOf(keys, page * 2);
    }
    if (pages[page] == null) {
      pages[page] = new int[PAGE_ROWS * stride];
      keys[page] = new long[PAGE_ROWS];
    }
    keys[page][row & PAGE_ROWS - 1] = key;
    return row;
  }

  private static long[] grown(long[] old) {
    long[] segment = new long[old.length * 2];
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != 0) {
        int at = slot(old[i], segment);
        while (segment[at] != 0) {
          at = at + 2 & segment.length - 1;
        }
        segment[at] = old[i];
        segment[at + 1] = old[i + 1];
      }
    }
    return segment;
  }

  // Keys are hashes already: other bits than those that chose the segment choose the slot.
  private static int slot(long key, long[] segment) {
    return (int) (key >>> 8) * 2 & segment.length - 1;
  }

  /** Writes size, keys and rows. */
  void save(SnapshotOutput out) {
    out.writeInt(size);
    for (int row = 0; row < size; row += PAGE_ROWS) {
      int rows = Math.min(PAGE_ROWS, size - row);
      out.writeLongs(keys[row >>> PAGE_BITS], rows);
      out.writeInts(page(row), rows * stride);
    }
  }

  /** Says whether a row may hold what it holds. */
  interface RowCheck {
    boolean isPossible(int[] page, int at);
  }

  /** Reads what {@link #save} wrote into this empty table; memory grows as the bytes arrive. */
  void load(SnapshotInput in, RowCheck check) {
    int rows = in.readInt();
    if (rows < 0) {
      throw new SnapshotException("the snapshot claims " + rows + " profiles");
    }
    for (int row = 0; row < rows; row += PAGE_ROWS) {
      int count = Math.min(PAGE_ROWS, rows - row);
      long[] pageKeys = new long[PAGE_ROWS];
      in.readLongs(pageKeys, count);
      for (int i = 0; i < count; i++) {
        if (pageKeys[i] == 0 || findOrAdd(pageKeys[i]) != row + i) {
          throw new SnapshotException("the snapshot names key " + pageKeys[i] + " twice or as 0");
        }
      }
      in.readInts(page(row), count * stride);
      for (int i = 0; i < count; i++) {
        if (!check.isPossible(page(row + i), offset(row + i))) {
          throw new SnapshotException("the snapshot has an impossible profile, row " + (row + i));
        }
      }
    }
  }
}
