package io.tercet.core.detector.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.core.model.ModelFormatException;
import io.tercet.core.model.Safetensors;
import io.tercet.core.model.Tensors;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutoencoderFormatTest {
  private static final float[][] COLUMNS = Manifold.on(5, 300, 1);
  private static final Autoencoder MODEL =
      new AutoencoderTrainer(AutoencoderOptions.defaults().withHidden(4, 2).withEpochs(3))
          .train(COLUMNS, 300, 1);

  @Test
  void aModelReadBackScoresTheSameBits() throws ModelFormatException {
    Tensors file = Safetensors.decode(Safetensors.encode(written()));
    Autoencoder read = Autoencoder.readFrom(file, "ae.");

    assertThat(Manifold.scores(read, COLUMNS, 300)).isEqualTo(Manifold.scores(MODEL, COLUMNS, 300));
    assertThat(Manifold.scores(read, COLUMNS, 3)).isEqualTo(Manifold.scores(MODEL, COLUMNS, 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sizes", "median", "inverse_scale", "weight.0", "bias.0", "weight.2", "bias.2"})
  void aMissingTensorIsNamed(String name) {
    Tensors tensors = copy(written(), "ae." + name, (target, key) -> {});

    assertThatThrownBy(() -> Autoencoder.readFrom(tensors, "ae."))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("ae." + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"median", "inverse_scale", "weight.0", "bias.2"})
  void anotherShapeIsRefused(String name) {
    requireRefused(name, (target, key) -> target.put(key, new float[] {1}), "shape");
    requireRefused(name, (target, key) -> target.put(key, new double[] {1}), "must be F32");
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    float[] bad = {1, 1, Float.NaN, 1, 1};
    requireRefused("median", (target, key) -> target.put(key, bad), "finite");
    requireRefused("bias.2", (target, key) -> target.put(key, bad), "finite");
    requireRefused(
        "bias.2", (target, key) -> target.put(key, new float[] {1, 1, 1, 1, 2e6f}), "±1000000");
    requireRefused(
        "inverse_scale", (target, key) -> target.put(key, new float[] {1, 1, 0, 1, 1}), "positive");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "5,5",
        "5,0,5",
        "5,-1,5",
        "5,4,6",
        "0,4,0",
        "5,2000,5",
        "5000,4,5000",
        "5,1,1,1,1,1,1,1,1,1,5"
      })
  void sizesThatMakeNoNetworkAreRefused(String text) {
    int[] sizes =
        text.isEmpty()
            ? new int[0]
            : Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray();

    requireRefused("sizes", (target, key) -> target.put(key, sizes), "must hold the units");
  }

  private static Tensors written() {
    Tensors tensors = new Tensors();
    MODEL.writeTo(tensors, "ae.");
    return tensors;
  }

  private static void requireRefused(
      String name, BiConsumer<Tensors, String> replacement, String message) {
    Tensors tensors = copy(written(), "ae." + name, replacement);
    assertThatThrownBy(() -> Autoencoder.readFrom(tensors, "ae."))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(message);
  }

  private static Tensors copy(
      Tensors tensors, String replaced, BiConsumer<Tensors, String> replacement) {
    Tensors copy = new Tensors();
    tensors
        .all()
        .forEach((name, tensor) -> {
          if (name.equals(replaced)) {
            replacement.accept(copy, name);
          } else if (tensor.array() instanceof float[] values) {
            copy.put(name, values, tensor.shape());
          } else {
            copy.put(name, (int[]) tensor.array(), tensor.shape());
          }
        });
    return copy;
  }
}
