package io.tercet.core.model;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/** Tensors for tests: random ones, and what makes two equal. */
final class SampleTensors {
  private static final String[] TEXTS = {
    "", "a", "ä€𝄞", "line\nbreak\ttab", "\"quoted\\\"", "\u0000\u001f\u007f", "/", "{\"a\":[1]}"
  };

  private SampleTensors() {}

  static Tensors random(SplittableRandom random) {
    Tensors tensors = new Tensors();
    int count = random.nextInt(8);
    for (int i = 0; i < count; i++) {
      put(tensors, TEXTS[random.nextInt(TEXTS.length)] + i, random);
    }
    count = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      tensors.metadata(
          TEXTS[random.nextInt(TEXTS.length)] + i, TEXTS[random.nextInt(TEXTS.length)]);
    }
    return tensors;
  }

  private static void put(Tensors tensors, String name, SplittableRandom random) {
    int[] shape = random.ints(1 + random.nextInt(3), 0, 5).toArray();
    int length = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    switch (random.nextInt(5)) {
      case 0 -> {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        tensors.put(name, bytes, shape);
      }
      case 1 -> tensors.put(name, random.ints(length).toArray(), shape);
      case 2 -> tensors.put(name, random.longs(length).toArray(), shape);
      case 3 -> {
        float[] floats = new float[length];
        for (int i = 0; i < length; i++) {
          floats[i] = Float.intBitsToFloat(random.nextInt());
        }
        tensors.put(name, floats, shape);
      }
      default ->
          tensors.put(
              name, random.longs(length).mapToDouble(Double::longBitsToDouble).toArray(), shape);
    }
  }

  /** Names, types, shapes, numbers and texts agree; the order of tensors does not matter. */
  static boolean same(Tensors a, Tensors b) {
    return a.metadata().equals(b.metadata())
        && a.all().keySet().equals(b.all().keySet())
        && a.all().entrySet().stream().allMatch(e -> same(e, b.all()));
  }

  private static boolean same(
      Map.Entry<String, Tensors.Tensor> entry, Map<String, Tensors.Tensor> others) {
    Tensors.Tensor a = entry.getValue();
    Tensors.Tensor b = others.get(entry.getKey());
    return b != null
        && a.type() == b.type()
        && Arrays.equals(a.shape(), b.shape())
        && Arrays.deepEquals(new Object[] {a.array()}, new Object[] {b.array()});
  }
}
