package io.tercet.core.detector.forest;

/**
 * The upper 16 bits of a float, in an order that integers understand: bfloat16 rounded down. For
 * any threshold t that is some key's lower bound, {@code v ≥ t} if and only if {@code of(v) ≥
 * of(t)}; so a table of 65,536 entries bins a feature without loss.
 */
final class OrderedKey {
  /** How many keys there are. */
  static final int COUNT = 1 << 16;

  private OrderedKey() {}

  /** The key of {@code value}, in [−32768, 32767]; −0 is 0. */
  static int of(float value) {
    return order(bits(value)) >> 16;
  }

  /** The least float whose key is {@code key}. */
  static float lowerBound(int key) {
    return Float.intBitsToFloat(order(key << 16));
  }

  /** Whether {@code value} is a finite {@link #lowerBound}. */
  static boolean isLowerBound(float value) {
    return Float.isFinite(value) && (order(Float.floatToRawIntBits(value)) & 0xFFFF) == 0;
  }

  /** Position of {@code value} in a table by raw bits, in [0, {@link #COUNT}). */
  static int index(float value) {
    return bits(value) >>> 16;
  }

  /** {@link #index} of all values with key {@code key}. */
  static int indexOfKey(int key) {
    return order(key << 16) >>> 16;
  }

  private static int bits(float value) {
    // Adding 0 turns −0 into 0: floats hold them equal, so their keys must be.
    return Float.floatToRawIntBits(value + 0f);
  }

  /** Its own inverse: flips all but the sign of negative numbers. */
  private static int order(int bits) {
    return bits ^ (bits >> 31 & 0x7FFF_FFFF);
  }
}
