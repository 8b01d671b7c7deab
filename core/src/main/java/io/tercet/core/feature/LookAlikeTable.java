package io.tercet.core.feature;

/**
 * Which address of a given shape an entity knows: a bounded table from (entity, shape of a
 * counterparty's address) to that counterparty. What was not met for the longest is forgotten.
 */
final class LookAlikeTable {
  private static final int ENTRY = 2;

  private final GenerationTable table;

  /**
   * Creates an empty table.
   *
   * @param maxSlots of a generation, of which two thirds fill; a power of two ≥ 1024
   */
  LookAlikeTable(int maxSlots) {
    table = new GenerationTable(ENTRY, maxSlots);
  }

  /** The key of what {@code entity} knows of addresses of this shape; never 0. */
  static long key(long entity, int shape) {
    return PairTable.mix(entity, shape);
  }

  /** Touches the slots of a look-up, so that one soon after finds them in the cache. */
  long prefetch(long key) {
    return table.prefetch(key);
  }

  /**
   * Whether another counterparty of this shape is known; if none is, {@code counterparty} is from
   * now on.
   */
  boolean meet(long key, long counterparty) {
    int at = table.findOrAdd(key);
    long[] entries = table.entries();
    long known = entries[at + 1];
    if (known == 0) {
      entries[at + 1] = counterparty;
      return false;
    }
    return known != counterparty;
  }

  /** Gives {@code other} what is known under {@code key}. */
  void copy(long key, LookAlikeTable other) {
    table.copy(key, other.table);
  }

  void save(SnapshotOutput out) {
    table.save(out);
  }

  void load(SnapshotInput in) {
    table.load(in);
  }
}
