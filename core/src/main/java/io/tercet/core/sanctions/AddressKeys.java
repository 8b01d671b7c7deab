package io.tercet.core.sanctions;

import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import java.util.Collection;

/**
 * A set of addresses as their keys: a table of open addressing, at most half full, 16 to 32 bytes
 * an address. Immutable. An address that is not on a list of a million has the key of one that is
 * once in 18 million million.
 */
public final class AddressKeys {
  private static final int MAX_ADDRESSES = 1 << 26;

  private final long[] slots;
  private final int size;

  private AddressKeys(long[] slots, int size) {
    this.slots = slots;
    this.size = size;
  }

  /** The set of these addresses in whatever spelling; at most 2^26. */
  public static AddressKeys of(Collection<String> addresses) {
    if (addresses.size() > MAX_ADDRESSES) {
      throw new IllegalArgumentException(
          "a list has at most %,d addresses, got %,d".formatted(MAX_ADDRESSES, addresses.size()));
    }
    return ofKeys(
        addresses.stream()
            .mapToLong(address -> TransactionBlock.key(Transaction.normaliseAddress(address)))
            .toArray());
  }

  static AddressKeys ofKeys(long... keys) {
    long[] slots = new long[Integer.highestOneBit(Math.max(4, keys.length)) << 2];
    int size = 0;
    for (long key : keys) {
      size += put(slots, key);
    }
    return new AddressKeys(slots, size);
  }

  private static int put(long[] slots, long key) {
    int at = slot(key, slots);
    while (slots[at] != 0 && slots[at] != key) {
      at = at + 1 & slots.length - 1;
    }
    int added = slots[at] == 0 ? 1 : 0;
    slots[at] = key;
    return added;
  }

  /** Whether an address of this key is in the set; false for 0, an absent address. */
  public boolean contains(long key) {
    if (key == 0) {
      return false;
    }
    int at = slot(key, slots);
    while (slots[at] != 0) {
      if (slots[at] == key) {
        return true;
      }
      at = at + 1 & slots.length - 1;
    }
    return false;
  }

  /** How many different addresses there are. */
  public int size() {
    return size;
  }

  // The key is a hash: its low bits are as good as any.
  private static int slot(long key, long[] slots) {
    return (int) key & slots.length - 1;
  }
}
