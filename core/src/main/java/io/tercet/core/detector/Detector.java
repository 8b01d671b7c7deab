package io.tercet.core.detector;

/**
 * A trained, immutable detector: one raw score a row, higher is more anomalous. Safe for use by
 * several threads, each with its own {@link Scorer}.
 */
public interface Detector {
  /** How many input columns a row has, ≥ 1. */
  int inputs();

  /** A scorer with scratch memory of its own, for one thread. */
  Scorer scorer();

  /**
   * Scores blocks of rows; reused, allocates nothing per call, not safe for two threads at once.
   */
  interface Scorer {
    /**
     * Scores rows {@code [0, rows)}.
     *
     * @param columns feature-major: {@code columns[f][row]}, {@link #inputs()} columns; read only
     * @param rows ≥ 0; every column and {@code scores} are at least so long
     * @param scores receives one raw score a row; finite, higher is more anomalous
     */
    void score(float[][] columns, int rows, float[] scores);
  }
}
