package io.tercet.jobs.imports;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds bytes in an array, eight at a time in a long (Lamport 1975; Mycroft's zero-byte test):
 * every byte of a file passes here at least once, and a loop over single bytes would cost more than
 * all other work on it. About 0.2 ns a byte.
 */
final class ByteSearch {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private ByteSearch() {}

  /** The index of the first {@code wanted} in {@code [from, to)}, or {@code to}. */
  static int indexOf(byte[] bytes, int from, int to, byte wanted) {
    return indexOfEither(bytes, from, to, wanted, wanted);
  }

  /**
   * The index of the first {@code first} or {@code second} in {@code [from, to)}, or {@code to}.
   */
  static int indexOfEither(byte[] bytes, int from, int to, byte first, byte second) {
    long firsts = (first & 0xFFL) * ONES;
    long seconds = (second & 0xFFL) * ONES;
    int at = from;
    for (; at <= to - 8; at += 8) {
      long word = (long) LONGS.get(bytes, at);
      long found = zeros(word ^ firsts) | zeros(word ^ seconds);
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (at < to && bytes[at] != first && bytes[at] != second) {
      at++;
    }
    return at;
  }

  /** How often {@code wanted} occurs in {@code [from, to)}. */
  static int count(byte[] bytes, int from, int to, byte wanted) {
    int count = 0;
    for (int at = indexOf(bytes, from, to, wanted); at < to; count++) {
      at = indexOf(bytes, at + 1, to, wanted);
    }
    return count;
  }

  /** Whether all bytes in {@code [from, to)} are ASCII other than NUL. */
  static boolean isPlainAscii(byte[] bytes, int from, int to) {
    long found = 0;
    int at = from;
    for (; at <= to - 8; at += 8) {
      long word = (long) LONGS.get(bytes, at);
      // A byte with its high bit set shows as itself, a NUL through the borrow.
      found |= word | word - ONES;
    }
    if ((found & HIGHS) != 0) {
      return false;
    }
    for (; at < to; at++) {
      if (bytes[at] <= 0) {
        return false;
      }
    }
    return true;
  }

  /** The lowest marked byte is exact; higher marks may be false, which a search never reads. */
  private static long zeros(long word) {
    return word - ONES & ~word & HIGHS;
  }
}
