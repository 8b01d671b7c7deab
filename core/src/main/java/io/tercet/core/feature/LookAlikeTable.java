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

  LookAlikeTable(int maxSlots) {
    this.maxSlots = maxSlots;
    this.young = new long[2 * Math.min(maxSlots, INITIAL_SLOTS)];
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
      long[] larger = new long[young.length * 2];
      for (int i = 0; i < young.length; i += 2) {
        if (young[i] != 0) {
          put(larger, young[i], young[i + 1]);
        }
      }
      young = larger;
    } else {
      old = young;
      young = new long[young.length];
      size = 0;
    }
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
    for (long[] table : new long[][] {young, old}) {
      out.writeInt(table.length / 2);
      out.writeLongs(table, table.length);
    }
    out.writeInt(size);
  }

  void load(SnapshotInput in) {
    young = loadTable(in);
    old = loadTable(in);
    size = in.readInt();
  }

  private long[] loadTable(SnapshotInput in) {
    int slots = in.readSize(16);
    if (Integer.bitCount(slots) != 1 || slots > Math.max(maxSlots, INITIAL_SLOTS)) {
      throw new SnapshotException("the snapshot has " + slots + " look-alike slots");
    }
    long[] table = new long[2 * slots];
    in.readLongs(table, table.length);
    return table;
  }
}
