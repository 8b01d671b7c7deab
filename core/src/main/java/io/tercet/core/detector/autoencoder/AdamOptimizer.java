package io.tercet.core.detector.autoencoder;

/** Kingma, Ba 2015, algorithm 1, with the bias corrections folded into the step size. */
final class AdamOptimizer {
  private final AutoencoderOptions.Adam options;
  private final Network mean;
  private final Network square;
  private double meanDecay = 1;
  private double squareDecay = 1;

  AdamOptimizer(int[] sizes, AutoencoderOptions.Adam options) {
    this.options = options;
    mean = new Network(sizes);
    square = new Network(sizes);
  }

  /** Moves {@code network} one step against {@code gradient}. */
  void step(Network network, Network gradient) {
    meanDecay *= options.beta1();
    squareDecay *= options.beta2();
    float rate = (float) (options.learningRate() * Math.sqrt(1 - squareDecay) / (1 - meanDecay));
    for (int layer = 0; layer < network.layers(); layer++) {
      float[] biases = network.biases[layer];
      step(biases, gradient.biases[layer], mean.biases[layer], square.biases[layer], rate);
      for (int to = 0; to < biases.length; to++) {
        step(
            network.weights[layer][to],
            gradient.weights[layer][to],
            mean.weights[layer][to],
            square.weights[layer][to],
            rate);
      }
    }
    network.transpose();
  }

  private void step(float[] weights, float[] slopes, float[] means, float[] squares, float rate) {
    float beta1 = (float) options.beta1();
    float beta2 = (float) options.beta2();
    float epsilon = (float) options.epsilon();
    for (int i = 0; i < weights.length; i++) {
      float slope = slopes[i];
      means[i] = beta1 * means[i] + (1 - beta1) * slope;
      squares[i] = beta2 * squares[i] + (1 - beta2) * slope * slope;
      weights[i] -= rate * means[i] / ((float) Math.sqrt(squares[i]) + epsilon);
    }
  }
}
