package io.tercet.core.detector.autoencoder;

/** The definition, to hold the fast forms against. */
final class ReferenceScore {
  private ReferenceScore() {}

  static float of(Network network, RobustScaling scaling, float[] row) {
    float[] input = new float[row.length];
    for (int f = 0; f < row.length; f++) {
      input[f] = scaling.scaled(f, row[f]);
    }
    float[] output = reconstruct(network, input);
    float sum = 0;
    for (int f = 0; f < row.length; f++) {
      sum = Math.fma(output[f] - input[f], output[f] - input[f], sum);
    }
    float mean = sum * (1f / row.length);
    return mean <= Float.MAX_VALUE ? mean : Float.MAX_VALUE;
  }

  private static float[] reconstruct(Network network, float[] input) {
    float[] units = input;
    for (int layer = 0; layer < network.layers(); layer++) {
      float[] next = new float[network.sizes[layer + 1]];
      for (int to = 0; to < next.length; to++) {
        float sum = network.biases[layer][to];
        for (int from = 0; from < units.length; from++) {
          sum = Math.fma(network.weights[layer][to][from], units[from], sum);
        }
        boolean linear = layer == network.layers() - 1;
        next[to] = linear ? sum : Elementwise.squash(sum);
      }
      units = next;
    }
    return units;
  }
}
