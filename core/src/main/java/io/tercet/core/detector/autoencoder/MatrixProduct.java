package io.tercet.core.detector.autoencoder;

/**
 * {@code sum[o][r] += Σ_i weights[o][i] · columns[i][r]}, the i in order. Hot: nearly all time of
 * scoring is spent here. Two sums by two columns share the loads of the columns; larger blocks save
 * a tenth on Java 25 but are not vectorised at all on Java 17. Every array is indexed by r alone,
 * because C2 does not vectorise a loop that reads one float array at an offset while it writes
 * another. Each element is one chain of fused multiply-adds whatever the blocking, so a row's bits
 * do not depend on the rows beside it. About 76 ns a row for 45-16-8-16-45 on one core with 512-bit
 * vectors.
 */
final class MatrixProduct {
  private MatrixProduct() {}

  static void addTo(float[][] sum, float[][] weights, float[][] columns, int rows) {
    int o = 0;
    for (; o + 2 <= sum.length; o += 2) {
      addToTwo(sum[o], sum[o + 1], weights[o], weights[o + 1], columns, rows);
    }
    if (o < sum.length) {
      addToOne(sum[o], weights[o], columns, rows);
    }
  }

  private static void addToTwo(
      float[] a, float[] b, float[] wa, float[] wb, float[][] columns, int rows) {
    int i = 0;
    for (; i + 2 <= columns.length; i += 2) {
      float[] x = columns[i];
      twoByTwo(a, b, x, columns[i + 1], wa[i], wa[i + 1], wb[i], wb[i + 1], rows);
    }
    if (i < columns.length) {
      oneByOne(a, columns[i], wa[i], rows);
      oneByOne(b, columns[i], wb[i], rows);
    }
  }

  private static void addToOne(float[] sum, float[] w, float[][] columns, int rows) {
    int i = 0;
    for (; i + 4 <= columns.length; i += 4) {
      float[] x0 = columns[i];
      float[] x1 = columns[i + 1];
      float[] x2 = columns[i + 2];
      float[] x3 = columns[i + 3];
      oneByFour(sum, x0, x1, x2, x3, w[i], w[i + 1], w[i + 2], w[i + 3], rows);
    }
    for (; i < columns.length; i++) {
      oneByOne(sum, columns[i], w[i], rows);
    }
  }

  private static void twoByTwo(
      float[] a,
      float[] b,
      float[] x0,
      float[] x1,
      float a0,
      float a1,
      float b0,
      float b1,
      int rows) {
    for (int r = 0; r < rows; r++) {
      float y0 = x0[r];
      float y1 = x1[r];
      a[r] = Math.fma(a1, y1, Math.fma(a0, y0, a[r]));
      b[r] = Math.fma(b1, y1, Math.fma(b0, y0, b[r]));
    }
  }

  private static void oneByFour(
      float[] sum,
      float[] x0,
      float[] x1,
      float[] x2,
      float[] x3,
      float w0,
      float w1,
      float w2,
      float w3,
      int rows) {
    for (int r = 0; r < rows; r++) {
      float sum2 = Math.fma(w1, x1[r], Math.fma(w0, x0[r], sum[r]));
      sum[r] = Math.fma(w3, x3[r], Math.fma(w2, x2[r], sum2));
    }
  }

  private static void oneByOne(float[] sum, float[] x, float w, int rows) {
    for (int r = 0; r < rows; r++) {
      sum[r] = Math.fma(w, x[r], sum[r]);
    }
  }
}
