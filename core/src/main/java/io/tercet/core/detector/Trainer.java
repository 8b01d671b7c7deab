package io.tercet.core.detector;

/** Trains a detector of one kind from columns of numbers; its options are given at construction. */
public interface Trainer<D extends Detector> {
  /**
   * Trains on rows {@code [0, rows)}. The result depends on the arguments and options alone, not on
   * the number of threads.
   *
   * @param columns feature-major: {@code columns[f][row]}; finite values; read only
   * @param rows ≥ 2
   * @param seed of all randomness
   * @throws IllegalArgumentException if there are too few rows or no columns; says what arrived
   */
  D train(float[][] columns, int rows, long seed);
}
