package io.tercet.core.detector.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.core.model.ModelFormatException;
import io.tercet.core.model.Safetensors;
import io.tercet.core.model.Tensors;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeighboursFormatTest {
  private static final float[][] COLUMNS = Clouds.of(3, 500, 1);
  private static final Neighbours MODEL =
      new NeighboursTrainer(new NeighboursOptions(2, 10, 3)).train(COLUMNS, 500, 1);

  @Test
  void aModelReadBackScoresTheSameBits() throws ModelFormatException {
    Tensors file = Safetensors.decode(Safetensors.encode(written()));
    assertThat(Clouds.scores(Neighbours.readFrom(file, "n.").scorer(), COLUMNS, 500))
        .isEqualTo(Clouds.scores(MODEL.scorer(), COLUMNS, 500));
  }

  @ParameterizedTest
  @ValueSource(strings = {"neighbours", "median", "inverse", "factor", "references"})
  void aMissingTensorIsNamed(String name) {
    requireRefused(name, (target, key) -> {}, "n." + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"median", "inverse", "factor"})
  void anotherLengthOrTypeIsRefused(String name) {
    requireRefused(name, (target, key) -> target.put(key, new float[] {1}), "got 1");
    requireRefused(name, (target, key) -> target.put(key, new double[] {1}), "must be F32");
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    requireRefused("median", (t, key) -> t.put(key, new float[] {1, Float.NaN, 1}), "got NaN");
    requireRefused("inverse", (t, key) -> t.put(key, new float[] {1, 0, 1}), "got 0");
    requireRefused("factor", (t, key) -> t.put(key, new float[] {1, -1}), "got -1");
    requireRefused("neighbours", (t, key) -> t.put(key, new int[] {11}), "[1, 10]");
    requireRefused("neighbours", (t, key) -> t.put(key, new int[] {0}), "[1, 10]");
    requireRefused("references", (t, key) -> t.put(key, filled(60, 21), 2, 10, 3), "got 21");
  }

  @Test
  void shapesThatMakeNoReferencesAreRefused() {
    requireRefused("references", (t, key) -> t.put(key, new float[60], 20, 3), "shape");
    requireRefused("references", (t, key) -> t.put(key, new float[6], 2, 1, 3), "shape");
    requireRefused("references", (t, key) -> t.put(key, new float[0], 2, 10, 0), "shape");
    requireRefused("references", (t, key) -> t.put(key, new float[80], 2, 10, 4), "median");
  }

  private static float[] filled(int length, float value) {
    float[] values = new float[length];
    values[length - 1] = value;
    return values;
  }

  private static Tensors written() {
    Tensors tensors = new Tensors();
    MODEL.writeTo(tensors, "n.");
    return tensors;
  }

  private static void requireRefused(
      String name, BiConsumer<Tensors, String> replacement, String message) {
    Tensors copy = new Tensors();
    written()
        .all()
        .forEach((key, tensor) -> {
          if (key.equals("n." + name)) {
            replacement.accept(copy, key);
          } else if (tensor.array() instanceof float[] values) {
            copy.put(key, values, tensor.shape());
          } else {
            copy.put(key, (int[]) tensor.array(), tensor.shape());
          }
        });
    assertThatThrownBy(() -> Neighbours.readFrom(copy, "n."))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(message);
  }
}
