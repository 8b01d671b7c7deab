package io.tercet.core.feature;

import java.util.Arrays;

/**
 * Profiles of entities in primitive memory: a key finds a row, a row is {@code stride} longs in a
 * page, the key itself first. Rows are numbered in the order of their insertion and never move to
 * another page. No step of growing copies more than a page or a segment of the index.
 *
 * <p>Pages are large, so that the few words that say how long each is stay in the cache. An index
 * slot is one long, half of the key and the row, so that the index of many entities stays in the
 * cache, too; the row tells whether the other half is right.
 */
final class ProfileTable {
  private static final int PAGE_BITS = 13;
  private static final int PAGE_ROWS = 1 << PAGE_BITS;
  private static final int FIRST_ROWS = 16;
  private static final int SEGMENT_BITS = 8;
  private static final int INITIAL_SLOTS = 8;
  private static final int MARK_SHIFT = 24;

  private final int stride;
  private final long[][] segments = new long[1 << SEGMENT_BITS][INITIAL_SLOTS];
  private final int[] segmentSizes = new int[1 << SEGMENT_BITS];
  private long[][] pages = new long[16][];
  private int size;

  /** Creates an empty table whose rows are {@code stride} longs, all 0 at first but for the key. */
  ProfileTable(int stride) {
    this.stride = stride;
    pages[0] = new long[FIRST_ROWS * stride];
  }

  int size() {
    return size;
  }

  /** The page that holds {@code row}. */
  long[] page(int row) {
    return pages[row >>> PAGE_BITS];
  }

  /** Where {@code row} begins in its page. */
  int offset(int row) {
    return (row & PAGE_ROWS - 1) * stride;
  }

  long key(int row) {
    return page(row)[offset(row)];
  }

  /** Bytes of the arrays: of all, whatever part of them is in use. */
  long bytes() {
    long longs = 0;
    for (long[] segment : segments) {
      longs += segment.length;
    }
    for (int p = 0; p < pages.length && pages[p] != null; p++) {
      longs += pages[p].length;
    }
    return 8 * longs;
  }

  /** Touches the slot of {@code key}, so that a look-up soon after finds it in the cache. */
  long prefetch(long key) {
    long[] segment = segments[segment(key)];
    return segment[mark(key) & segment.length - 1];
  }

  /** Touches the first {@code longs} of {@code row}; nothing for −1. */
  long touch(int row, int longs) {
    if (row < 0) {
      return 0;
    }
    long[] page = page(row);
    int at = offset(row);
    long sum = page[at + longs - 1];
    for (int line = 0; line < longs; line += 8) {
      sum += page[at + line];
    }
    return sum;
  }

  /** The row of {@code key}, or −1. */
  int find(long key) {
    long[] segment = segments[segment(key)];
    for (int at = mark(key) & segment.length - 1; ; at = at + 1 & segment.length - 1) {
      long slot = segment[at];
      if (slot == 0) {
        return -1;
      }
      if (Words.high(slot) == mark(key) && key(Words.low(slot) - 1) == key) {
        return Words.low(slot) - 1;
      }
    }
  }

  /** The row of {@code key} ≠ 0, which is added if it is not there. */
  int findOrAdd(long key) {
    int row = find(key);
    return row >= 0 ? row : add(key);
  }

  /** Gives {@code other}, of the same stride, the row of {@code key}, if there is one. */
  void copy(long key, ProfileTable other) {
    int from = key == 0 ? -1 : find(key);
    if (from >= 0) {
      int to = other.findOrAdd(key);
      System.arraycopy(page(from), offset(from), other.page(to), other.offset(to), stride);
    }
  }

  private int add(long key) {
    int index = segment(key);
    if (++segmentSizes[index] * 3 > segments[index].length * 2) {
      segments[index] = grown(segments[index]);
    }
    int row = append(key);
    put(Words.of(row + 1, mark(key)), segments[index]);
    return row;
  }

  private int append(long key) {
    int row = size++;
    int page = row >>> PAGE_BITS;
    if (page == pages.length) {
      pages = Arrays.copyOf(pages, page * 2);
    }
    if (pages[page] == null) {
      pages[page] = new long[PAGE_ROWS * stride];
    } else if (offset(row) == pages[page].length) { // the first page begins small
      pages[page] = Arrays.copyOf(pages[page], pages[page].length * 2);
    }
    pages[page][offset(row)] = key;
    return row;
  }

  private static long[] grown(long[] old) {
    long[] segment = new long[old.length * 2];
    for (long slot : old) {
      if (slot != 0) {
        put(slot, segment);
      }
    }
    return segment;
  }

  private static void put(long slot, long[] segment) {
    int at = Words.high(slot) & segment.length - 1;
    while (segment[at] != 0) {
      at = at + 1 & segment.length - 1;
    }
    segment[at] = slot;
  }

  // Keys are hashes already: other bits than those that chose the segment choose the slot.
  private static int segment(long key) {
    return (int) (key >>> 64 - SEGMENT_BITS);
  }

  private static int mark(long key) {
    return (int) (key >>> MARK_SHIFT);
  }

  /** Writes size and rows. */
  void save(SnapshotOutput out) {
    out.writeInt(size);
    for (int row = 0; row < size; row += PAGE_ROWS) {
      out.writeLongs(page(row), Math.min(PAGE_ROWS, size - row) * stride);
    }
  }

  /** Says whether a row may hold what it holds. */
  interface RowCheck {
    boolean isPossible(long[] page, int at);
  }

  /** Reads what {@link #save} wrote into this empty table; memory grows as the bytes arrive. */
  void load(SnapshotInput in, RowCheck check) {
    int rows = in.readInt();
    if (rows < 0) {
      throw new SnapshotException("the snapshot claims " + rows + " profiles");
    }
    long[] profile = new long[stride];
    for (int row = 0; row < rows; row++) {
      in.readLongs(profile, stride);
      if (profile[0] == 0 || findOrAdd(profile[0]) != row) {
        throw new SnapshotException("the snapshot names key " + profile[0] + " twice or as 0");
      }
      if (!check.isPossible(profile, 0)) {
        throw new SnapshotException("the snapshot has an impossible profile, row " + row);
      }
      System.arraycopy(profile, 0, page(row), offset(row), stride);
    }
  }
}
