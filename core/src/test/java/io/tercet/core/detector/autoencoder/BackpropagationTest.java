package io.tercet.core.detector.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against finite differences of the loss, written down in double precision. */
class BackpropagationTest {
  private static final int[] SIZES = {7, 5, 3, 6, 7};
  private static final double L2 = 0.05;
  private static final double STEP = 1e-3;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 33})
  void theGradientIsTheSlopeOfTheLoss(int rows) {
    Network network = Network.random(SIZES, new SplitMix64(4));
    network.biases[1][1] = 0.3f;
    Backpropagation backpropagation = new Backpropagation(network, 33, L2);
    SplittableRandom random = new SplittableRandom(rows);
    for (float[] column : backpropagation.batch()) {
      for (int r = 0; r < rows; r++) {
        column[r] = (float) random.nextGaussian();
      }
    }
    backpropagation.run(rows);

    for (int layer = 0; layer < network.layers(); layer++) {
      Network gradient = backpropagation.gradient;
      requireSlopes(
          network, network.biases[layer], gradient.biases[layer], backpropagation.batch(), rows);
      for (int to = 0; to < SIZES[layer + 1]; to++) {
        requireSlopes(
            network,
            network.weights[layer][to],
            gradient.weights[layer][to],
            backpropagation.batch(),
            rows);
      }
    }
  }

  private static void requireSlopes(
      Network network, float[] weights, float[] slopes, float[][] batch, int rows) {
    for (int i = 0; i < weights.length; i++) {
      float weight = weights[i];
      weights[i] = (float) (weight + STEP);
      double above = loss(network, batch, rows);
      double width = weights[i];
      weights[i] = (float) (weight - STEP);
      width -= weights[i];
      double slope = (above - loss(network, batch, rows)) / width;
      weights[i] = weight;
      assertThat((double) slopes[i]).isCloseTo(slope, within(1e-5 + 1e-4 * Math.abs(slope)));
    }
  }

  private static double loss(Network network, float[][] batch, int rows) {
    double squares = 0;
    for (int r = 0; r < rows; r++) {
      double[] output = output(network, batch, r);
      for (int f = 0; f < output.length; f++) {
        squares += (output[f] - batch[f][r]) * (output[f] - batch[f][r]);
      }
    }
    double decay = 0;
    for (float[][] layer : network.weights) {
      for (float[] row : layer) {
        for (float weight : row) {
          decay += (double) weight * weight;
        }
      }
    }
    return squares / rows / network.inputs() + L2 / 2 * decay;
  }

  private static double[] output(Network network, float[][] batch, int row) {
    double[] units = new double[network.inputs()];
    for (int f = 0; f < units.length; f++) {
      units[f] = batch[f][row];
    }
    for (int layer = 0; layer < network.layers(); layer++) {
      double[] next = new double[SIZES[layer + 1]];
      for (int to = 0; to < next.length; to++) {
        next[to] = network.biases[layer][to];
        for (int from = 0; from < units.length; from++) {
          next[to] += network.weights[layer][to][from] * units[from];
        }
        next[to] = layer == network.layers() - 1 ? next[to] : activation(next[to]);
      }
      units = next;
    }
    return units;
  }

  private static double activation(double x) {
    return Math.signum(x) * (1 - 1 / (1 + Math.abs(x) + x * x));
  }

  @Test
  void theActivationIsOddBoundedAndRising() {
    float last = -1;
    for (float x = -100; x <= 100; x += 0.01f) {
      float y = Elementwise.squash(x);
      assertThat(y).isBetween(-1f, 1f).isGreaterThanOrEqualTo(last - 2e-7f);
      assertThat(Elementwise.squash(-x)).isEqualTo(-y);
      assertThat((double) y).isCloseTo(activation(x), within(2e-7));
      last = y;
    }
  }
}
