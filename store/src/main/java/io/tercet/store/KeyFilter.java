package io.tercet.store;

/**
 * Which keys were surely never added: a blocked Bloom filter (Putze, Sanders, Singler 2007), one
 * cache line a key, eight bits set. About one new key in two thousand is taken for an old one when
 * it is full. Memory is bounded: past the largest size it errs more often, and stays correct.
 */
public final class KeyFilter {
  private static final int WORDS_PER_BLOCK = 8;
  private static final int BITS_PER_KEY = 16;
  private static final int MIN_BLOCKS = 1 << 17;
  private static final int MAX_BLOCKS = 1 << 21;

  private final long[] words;
  private final int shift;
  private long size;

  /** Creates a filter for {@code expected} keys, as far as the largest size (128 MB) allows. */
  public KeyFilter(long expected) {
    long blocks = MIN_BLOCKS;
    while (blocks < MAX_BLOCKS && blocks * Long.SIZE * WORDS_PER_BLOCK < expected * BITS_PER_KEY) {
      blocks *= 2;
    }
    words = new long[(int) blocks * WORDS_PER_BLOCK];
    shift = Long.numberOfLeadingZeros(blocks) + 1;
  }

  /** Whether a larger filter would err less often. */
  public boolean isFull() {
    return words.length < MAX_BLOCKS * WORDS_PER_BLOCK
        && size * BITS_PER_KEY >= (long) words.length * Long.SIZE;
  }

  /**
   * Adds {@code key}, which must be a good hash.
   *
   * @return whether it is surely new
   */
  public boolean add(long key) {
    int block = (int) (key >>> shift) * WORDS_PER_BLOCK;
    long bits = key * 0x9E3779B97F4A7C15L;
    long missing = 0;
    for (int i = 0; i < WORDS_PER_BLOCK; i++) {
      long bit = 1L << (bits >>> (6 * i + 16));
      missing |= ~words[block + i] & bit;
      words[block + i] |= bit;
    }
    size++;
    return missing != 0;
  }
}
