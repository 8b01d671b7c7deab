package io.tercet.core.transaction;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Tells of bytes whether {@link Transaction} would keep the text in them as it is, so that most ids
 * and addresses need not become texts at all. Eight bytes at a time, because three or four texts of
 * every row pass here.
 */
public final class NormalText {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x80 * ONES;
  private static final byte[][] UPPER_CASE_BECH32 = {
    {'B', 'C', '1'}, {'L', 'T', 'C', '1'}, {'A', 'D', 'D', 'R', '1'}
  };

  private NormalText() {}

  /**
   * Whether {@code [from, to)} is surely a valid id or address in its normal form: 1 to 256
   * printable ASCII characters, no blanks around them, nothing that would become lower case. False
   * says only that {@link Transaction} must look closer.
   */
  public static boolean isNormal(byte[] bytes, int from, int to) {
    return to > from
        && to - from <= Transaction.MAX_ID_LENGTH
        && bytes[from] != ' '
        && bytes[to - 1] != ' '
        && isPrintable(bytes, from, to)
        && (isHexadecimal(bytes, from, to)
            ? !hasUpperCase(bytes, from, to)
            : !isUpperCaseBech32(bytes, from, to));
  }

  private static boolean isPrintable(byte[] bytes, int from, int to) {
    long odd = 0;
    int at = from;
    for (; at <= to - 8; at += 8) {
      long word = (long) LONGS.get(bytes, at);
      // High bits: not ASCII, a borrow from below ' ', or the carry of DEL.
      odd |= word | word - ' ' * ONES | word + ONES;
    }
    for (; at < to; at++) {
      odd |= bytes[at] < ' ' || bytes[at] == 0x7F ? HIGHS : 0;
    }
    return (odd & HIGHS) == 0;
  }

  private static boolean isHexadecimal(byte[] bytes, int from, int to) {
    return to - from > 1 && bytes[from] == '0' && (bytes[from + 1] | 0x20) == 'x';
  }

  private static boolean hasUpperCase(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] >= 'A' && bytes[at] <= 'Z') {
        return true;
      }
    }
    return false;
  }

  private static boolean isUpperCaseBech32(byte[] bytes, int from, int to) {
    for (byte[] prefix : UPPER_CASE_BECH32) {
      if (startsWith(bytes, from, to, prefix)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWith(byte[] bytes, int from, int to, byte[] prefix) {
    if (bytes[from] != prefix[0] || to - from < prefix.length) {
      return false;
    }
    for (int i = 1; i < prefix.length; i++) {
      if (bytes[from + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }
}
