package io.tercet.core.detector.autoencoder;

import io.tercet.core.detector.Detector;

/** Scores tile by tile, so that a tile's columns stay in the core's cache. */
final class BlockScorer implements Detector.Scorer {
  /** Measured best of 128, 256, 512 and 1024: fewer loop ends, still in the second-level cache. */
  private static final int TILE = 512;

  /** Up to here rows one by one cost less than loops that hardly turn. */
  private static final int FEW = 8;

  private final RobustScaling scaling;
  private final ForwardPass block;
  private final RowPass single;
  private final float factor;
  private final float[] errors = new float[TILE];

  BlockScorer(Network network, RobustScaling scaling) {
    this.scaling = scaling;
    block = new ForwardPass(network, TILE);
    single = new RowPass(network);
    factor = 1f / network.inputs();
  }

  @Override
  public void score(float[][] columns, int rows, float[] scores) {
    scaling.requireInputs(columns.length);
    for (int from = 0; from < rows; from += TILE) {
      int length = Math.min(TILE, rows - from);
      squaredErrors(columns, from, length);
      Elementwise.finish(errors, factor, length);
      System.arraycopy(errors, 0, scores, from, length);
    }
  }

  private void squaredErrors(float[][] columns, int from, int length) {
    if (length > FEW) {
      block.load(columns, from, length, scaling);
      block.run(length);
      block.squaredErrors(errors, length);
      return;
    }
    for (int r = 0; r < length; r++) {
      errors[r] = single.squaredError(columns, from + r, scaling);
    }
  }
}
