package io.tercet.core.detector.autoencoder;

import java.util.Arrays;

/**
 * The gradient of the loss of a batch: mean squared error over rows and inputs, plus l2/2 · Σ w².
 * Holds scratch memory for one thread.
 */
final class Backpropagation {
  private final Network network;
  private final double l2;
  private final ForwardPass forward;

  /** {@code deltas[layer][unit][row]}: derivative by what enters a unit of layer ≥ 1. */
  private final float[][][] deltas;

  /** What {@link #run} leaves: derivatives by the weights and biases. */
  final Network gradient;

  Backpropagation(Network network, int batchSize, double l2) {
    this.network = network;
    this.l2 = l2;
    forward = new ForwardPass(network, batchSize);
    deltas = new ForwardPass(network, batchSize).units;
    gradient = new Network(network.sizes);
  }

  /** Where the batch of scaled rows goes before {@link #run}. */
  float[][] batch() {
    return forward.inputs();
  }

  /** Computes {@link #gradient} for the first {@code rows} ≥ 1 rows of the batch. */
  void run(int rows) {
    forward.run(rows);
    int last = network.layers();
    float factor = 2f / ((float) rows * network.inputs());
    for (int f = 0; f < network.inputs(); f++) {
      float[] output = forward.outputs()[f];
      Elementwise.error(deltas[last][f], output, forward.inputs()[f], factor, rows);
    }
    for (int layer = last - 1; layer >= 0; layer--) {
      byParameters(layer, rows);
      if (layer > 0) {
        byUnits(layer, rows);
      }
    }
  }

  private void byParameters(int layer, int rows) {
    OuterProduct.into(gradient.weights[layer], deltas[layer + 1], forward.units[layer], rows);
    for (int to = 0; to < deltas[layer + 1].length; to++) {
      gradient.biases[layer][to] = OuterProduct.sum(deltas[layer + 1][to], rows);
      decay(gradient.weights[layer][to], network.weights[layer][to]);
    }
  }

  private void decay(float[] slopes, float[] weights) {
    float factor = (float) l2;
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = Math.fma(factor, weights[i], slopes[i]);
    }
  }

  private void byUnits(int layer, int rows) {
    for (float[] delta : deltas[layer]) {
      Arrays.fill(delta, 0, rows, 0);
    }
    MatrixProduct.addTo(deltas[layer], network.transposed[layer], deltas[layer + 1], rows);
    for (int unit = 0; unit < deltas[layer].length; unit++) {
      Elementwise.squashGradient(deltas[layer][unit], forward.units[layer][unit], rows);
    }
  }
}
