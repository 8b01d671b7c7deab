package io.tercet.core.detector.autoencoder;

/**
 * Weights of fully connected layers; {@link Elementwise#squash(float)} after every layer but the
 * last. Arrays may be changed in place while training; after that {@link #transpose()} must run.
 */
final class Network {
  /** Largest absolute weight or bias. */
  static final float MAX_WEIGHT = 1e6f;

  /** Units a layer, inputs first. */
  final int[] sizes;

  /** {@code weights[layer][to][from]}. */
  final float[][][] weights;

  /** {@code transposed[layer][from][to]}. */
  final float[][][] transposed;

  /** {@code biases[layer][to]}. */
  final float[][] biases;

  /** A network of zeros. */
  Network(int[] sizes) {
    this.sizes = sizes;
    int layers = sizes.length - 1;
    weights = new float[layers][][];
    transposed = new float[layers][][];
    biases = new float[layers][];
    for (int layer = 0; layer < layers; layer++) {
      weights[layer] = new float[sizes[layer + 1]][sizes[layer]];
      transposed[layer] = new float[sizes[layer]][sizes[layer + 1]];
      biases[layer] = new float[sizes[layer + 1]];
    }
  }

  /** Glorot, Bengio 2010, eq. 16: uniform in ±√(6 / (from + to)); biases zero. */
  static Network random(int[] sizes, SplitMix64 random) {
    Network network = new Network(sizes);
    for (int layer = 0; layer < network.layers(); layer++) {
      double limit = Math.sqrt(6.0 / (sizes[layer] + sizes[layer + 1]));
      for (float[] row : network.weights[layer]) {
        for (int i = 0; i < row.length; i++) {
          row[i] = (float) ((2 * random.nextDouble() - 1) * limit);
        }
      }
    }
    network.transpose();
    return network;
  }

  int layers() {
    return weights.length;
  }

  int inputs() {
    return sizes[0];
  }

  void transpose() {
    for (int layer = 0; layer < layers(); layer++) {
      for (int to = 0; to < weights[layer].length; to++) {
        for (int from = 0; from < weights[layer][to].length; from++) {
          transposed[layer][from][to] = weights[layer][to][from];
        }
      }
    }
  }

  /** Whether every weight is finite and so small that no score can overflow. */
  boolean isBounded() {
    for (int layer = 0; layer < layers(); layer++) {
      if (!isBounded(biases[layer])) {
        return false;
      }
      for (float[] row : weights[layer]) {
        if (!isBounded(row)) {
          return false;
        }
      }
    }
    return true;
  }

  static boolean isBounded(float[] values) {
    for (float value : values) {
      if (!(Math.abs(value) <= MAX_WEIGHT)) {
        return false;
      }
    }
    return true;
  }

  /** Takes over all numbers of {@code other}, which has the same sizes. */
  void copyFrom(Network other) {
    for (int layer = 0; layer < layers(); layer++) {
      System.arraycopy(other.biases[layer], 0, biases[layer], 0, biases[layer].length);
      for (int to = 0; to < weights[layer].length; to++) {
        System.arraycopy(
            other.weights[layer][to], 0, weights[layer][to], 0, weights[layer][to].length);
      }
    }
    transpose();
  }
}
