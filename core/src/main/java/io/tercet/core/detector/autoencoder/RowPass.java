package io.tercet.core.detector.autoencoder;

/**
 * The same arithmetic for one row: the row's values take the place of the weights and the
 * transposed weights that of the columns, so that loops run over units instead of rows. The order
 * of operations, hence every bit, is that of {@link ForwardPass}.
 */
final class RowPass {
  private final Network network;

  /** {@code units[layer][0][unit]}. */
  private final float[][][] units;

  RowPass(Network network) {
    this.network = network;
    units = new float[network.sizes.length][1][];
    for (int layer = 0; layer < units.length; layer++) {
      units[layer][0] = new float[network.sizes[layer]];
    }
  }

  /** The sum of squared errors of row {@code row}. */
  float squaredError(float[][] columns, int row, RobustScaling scaling) {
    float[] input = units[0][0];
    for (int f = 0; f < input.length; f++) {
      input[f] = scaling.scaled(f, columns[f][row]);
    }
    run();
    float[] output = units[network.layers()][0];
    float sum = 0;
    for (int f = 0; f < input.length; f++) {
      float error = output[f] - input[f];
      sum = Math.fma(error, error, sum);
    }
    return sum;
  }

  private void run() {
    for (int layer = 0; layer < network.layers(); layer++) {
      float[] next = units[layer + 1][0];
      System.arraycopy(network.biases[layer], 0, next, 0, next.length);
      MatrixProduct.addTo(units[layer + 1], units[layer], network.transposed[layer], next.length);
      if (layer + 1 < network.layers()) {
        Elementwise.squash(next, next.length);
      }
    }
  }
}
