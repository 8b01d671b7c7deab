package io.tercet.core.detector.forest;

/**
 * The loops of the block form: {@code d = x ≥ t ? right : left} on unsigned bytes, eight to a long.
 *
 * <p>Why they look so: there is one method for each kind of operand, since C2 turns a loop over
 * longs into vector instructions only if it is this plain (one index, whole arrays, no branch).
 * Byte arithmetic is done within longs, because C2 does not vectorise comparisons of bytes. With H
 * = 0x80 in each byte and t in 1..127, the top bit of {@code (x | H) − t} says whether the lower
 * seven bits of x reach t, and no borrow leaves a byte; thresholds from 128 on need x's top bit as
 * well. {@code m − (m >>> 7) | m} widens that bit to the byte. Ten cheap operations for eight rows,
 * and no row ever takes a branch.
 */
final class BlendKernels {
  private static final long H = 0x8080_8080_8080_8080L;
  private static final long EVEN_BYTES = 0x00FF_00FF_00FF_00FFL;

  private BlendKernels() {}

  /** {@code value} in each byte. */
  static long broadcast(int value) {
    return (value & 0xFFL) * 0x0101_0101_0101_0101L;
  }

  /** Threshold in 1..127; both children computed. */
  static void lowSlots(long[] x, long t, long[] left, long[] right, long[] d, int n) {
    for (int i = 0; i < n; i++) {
      long v = x[i];
      long m = (v | ((v | H) - t)) & H;
      m = (m - (m >>> 7)) | m;
      long l = left[i];
      d[i] = l ^ ((l ^ right[i]) & m);
    }
  }

  /** Threshold in 1..127; left child a leaf. */
  static void lowLeafSlot(long[] x, long t, long l, long[] right, long[] d, int n) {
    for (int i = 0; i < n; i++) {
      long v = x[i];
      long m = (v | ((v | H) - t)) & H;
      m = (m - (m >>> 7)) | m;
      d[i] = l ^ ((l ^ right[i]) & m);
    }
  }

  /** Threshold in 1..127; right child a leaf. */
  static void lowSlotLeaf(long[] x, long t, long[] left, long r, long[] d, int n) {
    for (int i = 0; i < n; i++) {
      long v = x[i];
      long m = (v | ((v | H) - t)) & H;
      m = (m - (m >>> 7)) | m;
      long l = left[i];
      d[i] = l ^ ((l ^ r) & m);
    }
  }

  /** Threshold in 1..127; both children leaves, {@code lr} the left one's bits xor the right's. */
  static void lowLeaves(long[] x, long t, long l, long lr, long[] d, int n) {
    for (int i = 0; i < n; i++) {
      long v = x[i];
      long m = (v | ((v | H) - t)) & H;
      m = (m - (m >>> 7)) | m;
      d[i] = l ^ (lr & m);
    }
  }

  /** Threshold t + 128; both children computed. */
  static void highSlots(long[] x, long t, long[] left, long[] right, long[] d, int n) {
    for (int i = 0; i < n; i++) {
      long v = x[i];
      long m = v & ((v | H) - t) & H;
      m = (m - (m >>> 7)) | m;
      long l = left[i];
      d[i] = l ^ ((l ^ right[i]) & m);
    }
  }

  /** Threshold t + 128; left child a leaf. */
  static void highLeafSlot(long[] x, long t, long l, long[] right, long[] d, int n) {
    for (int i = 0; i < n; i++) {
      long v = x[i];
      long m = v & ((v | H) - t) & H;
      m = (m - (m >>> 7)) | m;
      d[i] = l ^ ((l ^ right[i]) & m);
    }
  }

  /** Threshold t + 128; right child a leaf. */
  static void highSlotLeaf(long[] x, long t, long[] left, long r, long[] d, int n) {
    for (int i = 0; i < n; i++) {
      long v = x[i];
      long m = v & ((v | H) - t) & H;
      m = (m - (m >>> 7)) | m;
      long l = left[i];
      d[i] = l ^ ((l ^ r) & m);
    }
  }

  /** Threshold t + 128; both children leaves, {@code lr} the left one's bits xor the right's. */
  static void highLeaves(long[] x, long t, long l, long lr, long[] d, int n) {
    for (int i = 0; i < n; i++) {
      long v = x[i];
      long m = v & ((v | H) - t) & H;
      m = (m - (m >>> 7)) | m;
      d[i] = l ^ (lr & m);
    }
  }

  /** Adds a tree's bytes to 16-bit sums; 257 trees fit. */
  static void accumulate(long[] bytes, long[] even, long[] odd, int n) {
    for (int i = 0; i < n; i++) {
      long v = bytes[i];
      even[i] += v & EVEN_BYTES;
      odd[i] += v >>> 8 & EVEN_BYTES;
    }
  }
}
