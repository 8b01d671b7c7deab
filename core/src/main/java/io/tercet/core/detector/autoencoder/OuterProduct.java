package io.tercet.core.detector.autoencoder;

/**
 * {@code gradient[o][i] = Σ_r delta[o][r] · columns[i][r]}. Hot: most of the time of training. A
 * float sum has a fixed order, so C2 cannot vectorise it; two deltas by four columns give eight
 * chains that keep two scalar multiply-add units busy with six loads.
 */
final class OuterProduct {
  private OuterProduct() {}

  static void into(float[][] gradient, float[][] delta, float[][] columns, int rows) {
    int o = 0;
    for (; o + 2 <= delta.length; o += 2) {
      intoTwo(gradient, delta, columns, o, rows);
    }
    for (; o < delta.length; o++) {
      intoOne(gradient[o], delta[o], columns, 0, rows);
    }
  }

  private static void intoTwo(
      float[][] gradient, float[][] delta, float[][] columns, int o, int rows) {
    int i = 0;
    for (; i + 4 <= columns.length; i += 4) {
      twoByFour(gradient[o], gradient[o + 1], delta[o], delta[o + 1], columns, i, rows);
    }
    intoOne(gradient[o], delta[o], columns, i, rows);
    intoOne(gradient[o + 1], delta[o + 1], columns, i, rows);
  }

  private static void intoOne(
      float[] gradient, float[] delta, float[][] columns, int from, int rows) {
    for (int i = from; i < columns.length; i++) {
      gradient[i] = dot(delta, columns[i], rows);
    }
  }

  private static void twoByFour(
      float[] gradient0,
      float[] gradient1,
      float[] delta0,
      float[] delta1,
      float[][] columns,
      int i,
      int rows) {
    float[] x0 = columns[i];
    float[] x1 = columns[i + 1];
    float[] x2 = columns[i + 2];
    float[] x3 = columns[i + 3];
    float a0 = 0, a1 = 0, a2 = 0, a3 = 0;
    float b0 = 0, b1 = 0, b2 = 0, b3 = 0;
    for (int r = 0; r < rows; r++) {
      float a = delta0[r], b = delta1[r];
      float y0 = x0[r], y1 = x1[r], y2 = x2[r], y3 = x3[r];
      a0 = Math.fma(a, y0, a0);
      a1 = Math.fma(a, y1, a1);
      a2 = Math.fma(a, y2, a2);
      a3 = Math.fma(a, y3, a3);
      b0 = Math.fma(b, y0, b0);
      b1 = Math.fma(b, y1, b1);
      b2 = Math.fma(b, y2, b2);
      b3 = Math.fma(b, y3, b3);
    }
    store(gradient0, i, a0, a1, a2, a3);
    store(gradient1, i, b0, b1, b2, b3);
  }

  private static void store(float[] target, int i, float v0, float v1, float v2, float v3) {
    target[i] = v0;
    target[i + 1] = v1;
    target[i + 2] = v2;
    target[i + 3] = v3;
  }

  /** Four chains, because one would wait for its own latency. */
  private static float dot(float[] a, float[] b, int rows) {
    float s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    int r = 0;
    for (; r + 4 <= rows; r += 4) {
      s0 = Math.fma(a[r], b[r], s0);
      s1 = Math.fma(a[r + 1], b[r + 1], s1);
      s2 = Math.fma(a[r + 2], b[r + 2], s2);
      s3 = Math.fma(a[r + 3], b[r + 3], s3);
    }
    for (; r < rows; r++) {
      s0 = Math.fma(a[r], b[r], s0);
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** {@code Σ_r values[r]}, in the order of {@link #dot}. */
  static float sum(float[] values, int rows) {
    float s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    int r = 0;
    for (; r + 4 <= rows; r += 4) {
      s0 += values[r];
      s1 += values[r + 1];
      s2 += values[r + 2];
      s3 += values[r + 3];
    }
    for (; r < rows; r++) {
      s0 += values[r];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
