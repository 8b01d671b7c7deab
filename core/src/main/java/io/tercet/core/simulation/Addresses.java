package io.tercet.core.simulation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Address texts of the right shape for each chain, derived from 64-bit keys. Their checksums are
 * wrong on purpose: nobody can be paid by accident, and nobody's address is accused.
 */
final class Addresses {
  private static final byte[] HEXADECIMAL = "0123456789abcdef".getBytes(ISO_8859_1);
  private static final byte[] BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l".getBytes(ISO_8859_1);
  private static final byte[] BASE58 =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".getBytes(ISO_8859_1);

  private static final int COMPARED = 4;

  private Addresses() {}

  /** The address of the wallet {@code key} on {@code chain}. */
  static String of(Chain chain, long key) {
    long seed = SimulationRandom.mix(key, chain.ordinal());
    return switch (chain) {
      case EVM -> text("0x", HEXADECIMAL, 42, seed);
      case BITCOIN -> bitcoin(seed);
      case TRON -> text("T", BASE58, 34, seed);
      case SOLANA -> text("", BASE58, 44, seed);
      case RIPPLE -> text("r", BASE58, 34, seed);
      case DOGECOIN -> text("D", BASE58, 34, seed);
      case LITECOIN -> text("L", BASE58, 34, seed);
    };
  }

  /**
   * An address that a hurried person takes for {@code original}: equal prefix, equal first four
   * characters after it, equal last four, otherwise those of {@code other}.
   */
  static String lookAlike(String original, String other) {
    int head = prefixLength(original) + COMPARED;
    int tail = original.length() - COMPARED;
    String middle = other.length() == original.length() ? other : original;
    return original.substring(0, head)
        + new StringBuilder(middle.substring(head, tail)).reverse()
        + original.substring(tail);
  }

  /** {@code count} hexadecimal digits of {@code value}, the highest first. */
  static String hexadecimal(String prefix, long value, int count) {
    byte[] out = new byte[prefix.length() + count];
    int at = copy(prefix, out);
    for (int shift = 4 * (count - 1); shift >= 0; shift -= 4) {
      out[at++] = HEXADECIMAL[(int) (value >>> shift) & 15];
    }
    return new String(out, ISO_8859_1);
  }

  private static int prefixLength(String address) {
    return address.startsWith("0x") ? 2 : address.startsWith("bc1") ? 4 : 1;
  }

  private static String bitcoin(long seed) {
    int kind = (int) (seed >>> 60);
    return kind < 10
        ? text("bc1q", BECH32, 42, seed)
        : text(kind < 13 ? "1" : "3", BASE58, 34, seed);
  }

  private static String text(String prefix, byte[] alphabet, int length, long seed) {
    byte[] out = new byte[length];
    int letters = alphabet.length;
    long bits = 0;
    int left = 0;
    long word = seed;
    for (int at = copy(prefix, out); at < length; at++) {
      if (left == 0) {
        bits = SimulationRandom.mix(++word);
        left = 10;
      }
      out[at] = alphabet[(int) (((bits & 63) * letters) >>> 6)];
      bits >>>= 6;
      left--;
    }
    return new String(out, ISO_8859_1);
  }

  private static int copy(String prefix, byte[] out) {
    for (int i = 0; i < prefix.length(); i++) {
      out[i] = (byte) prefix.charAt(i);
    }
    return prefix.length();
  }
}
