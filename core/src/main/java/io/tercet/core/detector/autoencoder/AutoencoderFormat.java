package io.tercet.core.detector.autoencoder;

import io.tercet.core.model.ModelFormatException;
import io.tercet.core.model.Tensors;
import io.tercet.core.model.Tensors.Tensor;
import io.tercet.core.model.Tensors.Type;
import java.util.Arrays;

/** An autoencoder as tensors. */
final class AutoencoderFormat {
  private AutoencoderFormat() {}

  static void write(Network network, RobustScaling scaling, Tensors tensors, String prefix) {
    tensors.put(prefix + "sizes", network.sizes.clone());
    tensors.put(prefix + "median", scaling.median().clone());
    tensors.put(prefix + "inverse_scale", scaling.inverseScale().clone());
    for (int layer = 0; layer < network.layers(); layer++) {
      int to = network.sizes[layer + 1];
      int from = network.sizes[layer];
      float[] flat = new float[to * from];
      for (int row = 0; row < to; row++) {
        System.arraycopy(network.weights[layer][row], 0, flat, row * from, from);
      }
      tensors.put(prefix + "weight." + layer, flat, to, from);
      tensors.put(prefix + "bias." + layer, network.biases[layer].clone());
    }
  }

  static Autoencoder read(Tensors tensors, String prefix) throws ModelFormatException {
    int[] sizes = sizes(tensors, prefix + "sizes");
    RobustScaling scaling =
        new RobustScaling(
            floats(tensors, prefix + "median", sizes[0]),
            positive(tensors, prefix + "inverse_scale", sizes[0]));
    float[][] weights = new float[sizes.length - 1][];
    float[][] biases = new float[sizes.length - 1][];
    for (int layer = 0; layer < weights.length; layer++) {
      int to = sizes[layer + 1];
      weights[layer] = bounded(tensors, prefix + "weight." + layer, to, sizes[layer]);
      biases[layer] = bounded(tensors, prefix + "bias." + layer, to);
    }
    return new Autoencoder(network(sizes, weights, biases), scaling);
  }

  /** Allocates only after every tensor has been found to have its shape. */
  private static Network network(int[] sizes, float[][] weights, float[][] biases) {
    Network network = new Network(sizes);
    for (int layer = 0; layer < network.layers(); layer++) {
      int from = sizes[layer];
      for (int to = 0; to < sizes[layer + 1]; to++) {
        System.arraycopy(weights[layer], to * from, network.weights[layer][to], 0, from);
      }
      System.arraycopy(biases[layer], 0, network.biases[layer], 0, biases[layer].length);
    }
    network.transpose();
    return network;
  }

  private static int[] sizes(Tensors tensors, String name) throws ModelFormatException {
    int[] sizes = tensors.ints(name).clone();
    int hidden = sizes.length - 2;
    boolean valid =
        hidden >= 1
            && hidden <= AutoencoderOptions.MAX_HIDDEN
            && sizes[0] == sizes[sizes.length - 1]
            && sizes[0] >= 1
            && sizes[0] <= Autoencoder.MAX_INPUTS;
    for (int layer = 1; valid && layer <= hidden; layer++) {
      valid = sizes[layer] >= 1 && sizes[layer] <= AutoencoderOptions.MAX_UNITS;
    }
    if (!valid) {
      throw new ModelFormatException(
          "tensor '%s' must hold the units of %d to %d layers, as many at the end as at the"
                  .formatted(name, 3, AutoencoderOptions.MAX_HIDDEN + 2)
              + " beginning, at most %d, and at most %d between; got %s"
                  .formatted(Autoencoder.MAX_INPUTS, AutoencoderOptions.MAX_UNITS, text(sizes)));
    }
    return sizes;
  }

  private static String text(int[] sizes) {
    return sizes.length <= 16 ? Arrays.toString(sizes) : sizes.length + " numbers";
  }

  private static float[] positive(Tensors tensors, String name, int length)
      throws ModelFormatException {
    float[] values = floats(tensors, name, length);
    for (float value : values) {
      if (!(value > 0)) {
        throw new ModelFormatException(
            "tensor '%s' must hold positive numbers, got %s".formatted(name, value));
      }
    }
    return values;
  }

  private static float[] bounded(Tensors tensors, String name, int... shape)
      throws ModelFormatException {
    float[] values = floats(tensors, name, shape);
    if (!Network.isBounded(values)) {
      throw new ModelFormatException(
          "tensor '%s' must hold numbers in ±%s".formatted(name, Network.MAX_WEIGHT));
    }
    return values;
  }

  private static float[] floats(Tensors tensors, String name, int... shape)
      throws ModelFormatException {
    Tensor tensor = tensors.require(name, Type.F32);
    if (!Arrays.equals(tensor.shape(), shape)) {
      throw new ModelFormatException(
          "tensor '%s' must have the shape %s, got %s"
              .formatted(name, Arrays.toString(shape), Arrays.toString(tensor.shape())));
    }
    float[] values = ((float[]) tensor.array()).clone();
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new ModelFormatException(
            "tensor '%s' must hold finite numbers, got %s".formatted(name, value));
      }
    }
    return values;
  }
}
