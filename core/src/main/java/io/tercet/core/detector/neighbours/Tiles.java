package io.tercet.core.detector.neighbours;

/**
 * The loops over a tile of rows. Hot: all time of scoring is spent here, six parts of ten in the
 * squared differences, four in keeping the nearest. Every array is indexed by r alone and nothing
 * but intrinsics is called, which is what C2 turns into vector instructions; larger blocks of
 * columns are not vectorised. Differences are squared as they are: the scalar product would cost a
 * third less and lose the distances of rows far from the centre. Each distance is one chain of
 * fused multiply-adds, so a row's bits do not depend on the rows beside it. About 1.1 µs a row for
 * 45 columns and 256 references on one core with 512-bit vectors.
 */
final class Tiles {
  private Tiles() {}

  static void scale(float[] x, int from, float median, float inverse, int rows, float[] out) {
    if (from != 0) {
      // C2 does not vectorise a loop that reads one float array at an offset and writes another.
      System.arraycopy(x, from, out, 0, rows);
      scale(out, 0, median, inverse, rows, out);
      return;
    }
    for (int r = 0; r < rows; r++) {
      float scaled = (x[r] - median) * inverse;
      out[r] = Math.max(-Scaling.CLIP, Math.min(Scaling.CLIP, scaled));
    }
  }

  /** Adds the squared differences to two references in two columns. */
  static void addSquares(
      float[] x,
      float[] y,
      float ax,
      float ay,
      float bx,
      float by,
      int rows,
      float[] a,
      float[] b) {
    for (int r = 0; r < rows; r++) {
      float dax = x[r] - ax;
      float day = y[r] - ay;
      float dbx = x[r] - bx;
      float dby = y[r] - by;
      a[r] = Math.fma(day, day, Math.fma(dax, dax, a[r]));
      b[r] = Math.fma(dby, dby, Math.fma(dbx, dbx, b[r]));
    }
  }

  /** Adds the squared difference to one reference in one column. */
  static void addSquares(float[] x, float ax, int rows, float[] a) {
    for (int r = 0; r < rows; r++) {
      float dax = x[r] - ax;
      a[r] = Math.fma(dax, dax, a[r]);
    }
  }

  /** Inserts a value into five in ascending order; what falls out is left in {@code value}. */
  static void insert(
      float[] value, float[] a, float[] b, float[] c, float[] d, float[] e, int rows) {
    for (int r = 0; r < rows; r++) {
      float v = value[r];
      float va = a[r];
      float vb = b[r];
      float vc = c[r];
      float vd = d[r];
      float ve = e[r];
      a[r] = Math.min(va, v);
      b[r] = Math.min(vb, Math.max(va, v));
      c[r] = Math.min(vc, Math.max(vb, v));
      d[r] = Math.min(vd, Math.max(vc, v));
      e[r] = Math.min(ve, Math.max(vd, v));
      value[r] = Math.max(ve, v);
    }
  }

  /** Keeps the smaller of two values; the larger is left in {@code value}. */
  static void insert(float[] value, float[] a, int rows) {
    for (int r = 0; r < rows; r++) {
      float v = value[r];
      float va = a[r];
      a[r] = Math.min(va, v);
      value[r] = Math.max(va, v);
    }
  }

  /** {@code out[at + r] += √squares · factor}. */
  static void addDistance(float[] squares, float factor, int rows, float[] out, int at) {
    for (int r = 0; r < rows; r++) {
      out[at + r] += (float) Math.sqrt(squares[r]) * factor;
    }
  }
}
