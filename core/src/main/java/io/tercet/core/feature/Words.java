package io.tercet.core.feature;

/** Two numbers of 32 bits in a long of a profile: ints, or floats as their bits. */
final class Words {
  private static final long LOW = 0xFFFF_FFFFL;

  private Words() {}

  static int low(long word) {
    return (int) word;
  }

  static int high(long word) {
    return (int) (word >>> 32);
  }

  static float lowFloat(long word) {
    return Float.intBitsToFloat(low(word));
  }

  static float highFloat(long word) {
    return Float.intBitsToFloat(high(word));
  }

  static long of(int low, int high) {
    return low & LOW | (long) high << 32;
  }

  static long of(float low, float high) {
    return of(Float.floatToRawIntBits(low), Float.floatToRawIntBits(high));
  }

  static long of(int low, float high) {
    return of(low, Float.floatToRawIntBits(high));
  }

  static long withLow(long word, int low) {
    return word & ~LOW | low & LOW;
  }

  static long withLow(long word, float low) {
    return withLow(word, Float.floatToRawIntBits(low));
  }

  static long withHigh(long word, int high) {
    return word & LOW | (long) high << 32;
  }

  static long withHigh(long word, float high) {
    return withHigh(word, Float.floatToRawIntBits(high));
  }
}
