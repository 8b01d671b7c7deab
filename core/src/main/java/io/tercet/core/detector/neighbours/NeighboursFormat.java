package io.tercet.core.detector.neighbours;

import io.tercet.core.model.ModelFormatException;
import io.tercet.core.model.Tensors;
import io.tercet.core.model.Tensors.Type;
import java.util.Arrays;

/** A nearest-neighbour detector as tensors. */
final class NeighboursFormat {
  private final Tensors tensors;
  private final String prefix;

  private NeighboursFormat(Tensors tensors, String prefix) {
    this.tensors = tensors;
    this.prefix = prefix;
  }

  static void write(Neighbours model, Tensors tensors, String prefix) {
    int members = model.members();
    int rows = model.references()[0].length;
    int inputs = model.inputs();
    float[] flat = new float[members * rows * inputs];
    for (int i = 0; i < members * rows; i++) {
      System.arraycopy(model.references()[i / rows][i % rows], 0, flat, i * inputs, inputs);
    }
    tensors.put(prefix + "neighbours", new int[] {model.neighbours()});
    tensors.put(prefix + "median", model.scaling().median().clone());
    tensors.put(prefix + "inverse", model.scaling().inverse().clone());
    tensors.put(prefix + "factor", model.factors().clone());
    tensors.put(prefix + "references", flat, members, rows, inputs);
  }

  static Neighbours read(Tensors tensors, String prefix) throws ModelFormatException {
    return new NeighboursFormat(tensors, prefix).read();
  }

  private Neighbours read() throws ModelFormatException {
    int[] shape = shape();
    float[] median = floats("median", shape[2], -Float.MAX_VALUE, Float.MAX_VALUE);
    float[] inverse = floats("inverse", shape[2], Float.MIN_VALUE, Float.MAX_VALUE);
    float[] factors = floats("factor", shape[0], Float.MIN_VALUE, Float.MAX_VALUE);
    int size = shape[0] * shape[1] * shape[2];
    float[] flat = floats("references", size, -Scaling.CLIP, Scaling.CLIP);
    float[][][] references = new float[shape[0]][shape[1]][];
    for (int i = 0; i < shape[0] * shape[1]; i++) {
      references[i / shape[1]][i % shape[1]] =
          Arrays.copyOfRange(flat, i * shape[2], (i + 1) * shape[2]);
    }
    Scaling scaling = new Scaling(median, inverse);
    return new Neighbours(scaling, references, factors, neighbours(shape[1]));
  }

  private int[] shape() throws ModelFormatException {
    int[] shape = tensors.require(prefix + "references", Type.F32).shape();
    boolean valid =
        shape.length == 3
            && isIn(shape[0], 1, NeighboursOptions.MAX_MEMBERS)
            && isIn(shape[1], 2, NeighboursOptions.MAX_REFERENCES)
            && isIn(shape[2], 1, Neighbours.MAX_INPUTS)
            && (long) shape[0] * shape[1] * shape[2] <= Integer.MAX_VALUE;
    if (!valid) {
      throw new ModelFormatException(
          "tensor '%sreferences' must have a shape of 1 to %d members, 2 to %d rows and 1 to %d inputs, got %s"
              .formatted(
                  prefix,
                  NeighboursOptions.MAX_MEMBERS,
                  NeighboursOptions.MAX_REFERENCES,
                  Neighbours.MAX_INPUTS,
                  Arrays.toString(shape)));
    }
    return shape;
  }

  private static boolean isIn(int value, int least, int most) {
    return value >= least && value <= most;
  }

  private int neighbours(int rows) throws ModelFormatException {
    int[] neighbours = tensors.ints(prefix + "neighbours");
    if (neighbours.length != 1 || !isIn(neighbours[0], 1, rows)) {
      throw new ModelFormatException(
          "tensor '%sneighbours' must be one number in [1, %d]".formatted(prefix, rows));
    }
    return neighbours[0];
  }

  private float[] floats(String name, int length, float least, float most)
      throws ModelFormatException {
    float[] values = tensors.floats(prefix + name).clone();
    if (values.length != length) {
      throw new ModelFormatException(
          "tensor '%s%s' must hold %d numbers, got %d"
              .formatted(prefix, name, length, values.length));
    }
    for (float value : values) {
      if (!(value >= least && value <= most)) {
        throw new ModelFormatException(
            "tensor '%s%s' must hold numbers in [%s, %s], got %s"
                .formatted(prefix, name, least, most, value));
      }
    }
    return values;
  }
}
