package io.tercet.core.detector.autoencoder;

import java.util.Arrays;

/** Scratch memory for a block of rows on its way through a network; for one thread. */
final class ForwardPass {
  private final Network network;

  /** {@code units[layer][unit][row]}; layer 0 holds the scaled inputs, the last the outputs. */
  final float[][][] units;

  ForwardPass(Network network, int capacity) {
    this.network = network;
    units = new float[network.sizes.length][][];
    for (int layer = 0; layer < units.length; layer++) {
      units[layer] = new float[network.sizes[layer]][capacity];
    }
  }

  float[][] inputs() {
    return units[0];
  }

  float[][] outputs() {
    return units[units.length - 1];
  }

  /** Takes rows {@code [from, from + rows)} as they are. */
  void load(float[][] columns, int from, int rows) {
    for (int f = 0; f < network.inputs(); f++) {
      System.arraycopy(columns[f], from, units[0][f], 0, rows);
    }
  }

  /** Takes rows {@code [from, from + rows)} and scales them. */
  void load(float[][] columns, int from, int rows, RobustScaling scaling) {
    load(columns, from, rows);
    for (int f = 0; f < network.inputs(); f++) {
      scaling.apply(f, units[0][f], rows);
    }
  }

  /** Computes every layer for the first {@code rows} rows. */
  void run(int rows) {
    for (int layer = 0; layer < network.layers(); layer++) {
      float[][] next = units[layer + 1];
      for (int to = 0; to < next.length; to++) {
        Arrays.fill(next[to], 0, rows, network.biases[layer][to]);
      }
      MatrixProduct.addTo(next, network.weights[layer], units[layer], rows);
      if (layer + 1 < network.layers()) {
        for (float[] unit : next) {
          Elementwise.squash(unit, rows);
        }
      }
    }
  }

  /** Writes each row's sum of squared errors over the inputs. */
  void squaredErrors(float[] sums, int rows) {
    Arrays.fill(sums, 0, rows, 0);
    for (int f = 0; f < network.inputs(); f++) {
      Elementwise.addSquaredError(sums, outputs()[f], inputs()[f], rows);
    }
  }
}
