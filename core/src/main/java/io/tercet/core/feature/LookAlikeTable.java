package io.tercet.core.feature;

/**
 * Which address of a given shape an entity knows: a bounded table from (entity, shape of a
 * counterparty's address) to that counterparty. When it is full it starts anew, keeping what is met
 * again: two generations, as in {@link PairTable}.
 */
final class LookAlikeTable {
  private static final int INITIAL_SLOTS = 1 << 10;

  private final int maxSlots;
  private long[] young;
  private long[] old = new long[2 * INITIAL_SLOTS];
  private int size;

  /**
   * Creates an empty table.
   *
   * @param maxSlots of a generation, of which two thirds fill; a power of two ≥ 1024
   */
  LookAlikeTable(int maxSlots) {
    this.maxSlots = maxSlots;
    this.young = new long[2 * INITIAL_SLOTS];
  }

  /** Touches the slots of a look-up, so that one soon after finds them in the cache. */
  long prefetch(long entity, int shape) {
    long key = PairTable.mix(entity, shape);
    return young[slot(key, young)] + old[slot(key, old)];
  }

  /**
   * Whether {@code entity} knows another counterparty of this shape.
   *
   * @param shape 0 if the address has none
   */
  boolean resembles(long entity, int shape, long counterparty) {
    if (shape == 0) {
      return false;
    }
    long key = PairTable.mix(entity, shape);
    long known = get(young, key);
    if (known == 0) {
      known = get(old, key);
    }
    return known != 0 && known != counterparty;
  }

  /** Remembers {@code counterparty}, unless one of this shape is known already. */
  void learn(long entity, int shape, long counterparty) {
    if (shape == 0) {
      return;
    }
    long key = PairTable.mix(entity, shape);
    if (get(young, key) != 0) {
      return;
    }
    long known = get(old, key);
    makeRoom();
    put(young, key, known == 0 ? counterparty : known);
    size++;
  }

  private void makeRoom() {
    int slots = young.length / 2;
    if (size * 3 < slots * 2) {
      return;
    }
    if (slots < maxSlots) {
      young = grown(young);
    } else {
      old = young;
      young = new long[young.length];
      size = 0;
    }
  }

  private static long[] grown(long[] from) {
    long[] larger = new long[from.length * 2];
    for (int i = 0; i < from.length; i += 2) {
      if (from[i] != 0) {
        put(larger, from[i], from[i + 1]);
      }
    }
    return larger;
  }

  private static void put(long[] table, long key, long value) {
    int at = slot(key, table);
    while (table[at] != 0) {
      at = at + 2 & table.length - 1;
    }
    table[at] = key;
    table[at + 1] = value;
  }

  private static long get(long[] table, long key) {
    for (int at = slot(key, table); table[at] != 0; at = at + 2 & table.length - 1) {
      if (table[at] == key) {
        return table[at + 1];
      }
    }
    return 0;
  }

  private static int slot(long key, long[] table) {
    return (int) key * 2 & table.length - 1;
  }

  void save(SnapshotOutput out) {
    out.writeInt(young.length / 2);
    out.writeLongs(young, young.length);
    out.writeInt(old.length / 2);
    out.writeLongs(old, old.length);
  }

  void load(SnapshotInput in) {
    young = loadGeneration(in);
    old = loadGeneration(in);
    size = occupied(young);
  }

  private long[] loadGeneration(SnapshotInput in) {
    int slots = in.readInt();
    if (Integer.bitCount(slots) != 1 || slots < INITIAL_SLOTS || slots > maxSlots) {
      throw new SnapshotException(
          "the snapshot has %d look-alike slots, expected at most %d".formatted(slots, maxSlots));
    }
    long[] table = in.readLongs(2 * slots);
    if (occupied(table) * 3L > slots * 2L + 3) { // a look-up ends at an empty slot
      throw new SnapshotException("the snapshot has an overfull table of look-alikes");
    }
    return table;
  }

  private static int occupied(long[] table) {
    int occupied = 0;
    for (int i = 0; i < table.length; i += 2) {
      occupied += table[i] == 0 ? 0 : 1;
    }
    return occupied;
  }
}
