package io.tercet.core.feature;

/**
 * What is remembered of the payments from one party to another: how many and when last. Bounded:
 * what was not met for the longest is forgotten.
 *
 * <p>A key is the mix of the parties' keys, whose lowest bit says which of them pays, so that both
 * ways of a pair lie in one set. A value is when the payer's and when the receiver's windows
 * counted the last payment (22 bits each, in the windows' finest buckets; they differ where a
 * payment came late) and the number of payments (20 bits).
 */
final class PairTable {
  private static final int SECONDS_PER_TICK = 600;
  private static final int TIME_BITS = 22;
  private static final int COUNT_BITS = 20;
  static final int MAX_COUNT = (1 << COUNT_BITS) - 1;

  private final AssociativeTable table;

  /**
   * Creates an empty table.
   *
   * @param maxEntries a power of two ≥ 1024
   */
  PairTable(int maxEntries) {
    table = new AssociativeTable(maxEntries);
  }

  /** A hash of {@code a} and {@code b}, the same in either order; even, never 0. */
  static long mix(long a, long b) {
    long low = Math.min(a, b);
    long high = Math.max(a, b);
    long z = low * 0x9E3779B97F4A7C15L + Long.rotateLeft(high, 32);
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return (z ^ z >>> 31) & ~1L | 2;
  }

  /** The key of payments from {@code payer} to {@code receiver}, whose {@link #mix} is given. */
  static long way(long mix, long payer, long receiver) {
    return payer <= receiver ? mix : mix | 1;
  }

  /** Touches where a pair would be, so that a look-up soon after finds it in the cache. */
  long prefetch(long mix) {
    return table.prefetch(mix);
  }

  /** Where in {@link #entries} the payments of this {@link #way} are, 0 if there were none. */
  int meet(long way) {
    return table.meet(way);
  }

  /** The payments of this {@link #way}, or 0. */
  long find(long way) {
    return table.find(way);
  }

  /** The array that the last {@link #meet} speaks of, until its next call. */
  long[] entries() {
    return table.entries();
  }

  long bytes() {
    return table.bytes();
  }

  /** How many payments; at most {@link #MAX_COUNT}. */
  static int count(long payments) {
    return (int) payments & MAX_COUNT;
  }

  /** When the payer's windows counted the last payment, in buckets of ten minutes. */
  static int lastSent(long payments) {
    return (int) (payments >>> 64 - TIME_BITS);
  }

  /** When the receiver's windows counted the last payment: as {@link #lastSent}. */
  static int lastReceived(long payments) {
    return (int) (payments >>> COUNT_BITS) & (1 << TIME_BITS) - 1;
  }

  /** What to remember after one more payment than {@code count}. */
  static long payments(int sentSeconds, int receivedSeconds, int count) {
    long sent = sentSeconds / SECONDS_PER_TICK;
    long received = receivedSeconds / SECONDS_PER_TICK;
    return sent << 64 - TIME_BITS | received << COUNT_BITS | Math.min(MAX_COUNT, count + 1);
  }

  /** Gives {@code other} the payments of this {@link #way}, if there were any. */
  void copy(long way, PairTable other) {
    long payments = find(way);
    if (payments != 0) {
      int at = other.meet(way);
      other.entries()[at] = payments;
    }
  }

  void save(SnapshotOutput out) {
    table.save(out);
  }

  void load(SnapshotInput in) {
    table.load(in);
  }
}
