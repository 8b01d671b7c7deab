package io.tercet.core.feature;

/**
 * What is remembered of two parties that paid each other: how often and when last, each way.
 * Bounded: the pairs that were not met for the longest are forgotten.
 *
 * <p>A pair is found by the unordered mix of its parties' keys. An entry is three longs: the mix,
 * then for each way when the payer's and when the receiver's windows counted the last payment (22
 * bits each, in the windows' finest buckets; they differ where a payment came late) and the number
 * of payments (20 bits). "Forward" is from the party with the smaller key.
 */
final class PairTable {
  private static final int ENTRY = 3;
  private static final int SECONDS_PER_TICK = 600;
  private static final int TIME_BITS = 22;
  private static final int COUNT_BITS = 20;
  static final int MAX_COUNT = (1 << COUNT_BITS) - 1;

  private final GenerationTable table;

  /**
   * Creates an empty table.
   *
   * @param maxEntries slots of a generation, of which two thirds fill; a power of two ≥ 1024
   */
  PairTable(int maxEntries) {
    table = new GenerationTable(ENTRY, maxEntries);
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
    return table.prefetch(mix);
  }

  /** Where the entry of {@code mix} begins in {@link #entries}, added if it is not there. */
  int findOrAdd(long mix) {
    return table.findOrAdd(mix);
  }

  /** The array that the last {@link #findOrAdd} speaks of, until its next call. */
  long[] entries() {
    return table.entries();
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

  /** Gives {@code other} what is known under {@code key}. */
  void copy(long key, PairTable other) {
    table.copy(key, other.table);
  }

  void save(SnapshotOutput out) {
    table.save(out);
  }

  void load(SnapshotInput in) {
    table.load(in);
  }
}
