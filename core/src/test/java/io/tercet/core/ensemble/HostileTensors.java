package io.tercet.core.ensemble;

import io.tercet.core.model.Tensors;
import io.tercet.core.model.Tensors.Tensor;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Changes to a model that someone who knows the format could make and sign. */
final class HostileTensors {
  private static final float[] FLOATS = {
    0, -0f, 1, -1, 0.5f, 1e-38f, 1e-45f, 1e38f, -1e38f, 27.6f, 28, Float.NaN, 1 / 0f, -1 / 0f
  };
  private static final long[] INTEGERS = {
    0, 1, -1, 2, 9, 10, 23, 30, 31, 255, 2047, 2048, 8193, 1L << 31, Long.MAX_VALUE, Long.MIN_VALUE
  };
  private static final String[] TEXTS = {
    "",
    " ",
    "NaN",
    "-1",
    "0",
    "1e999",
    "Infinity",
    "2147483648",
    "1.5",
    "a b c",
    ";",
    "1 1 1",
    "100",
    "101",
    "ANY",
    "SUM",
    "amount high 1.0 1.0 NaN",
    "1e-320 1e-320 1e-320",
    "%s %d"
  };

  private HostileTensors() {}

  /** One to three changes. */
  static Tensors of(Tensors good, SplittableRandom random) {
    Tensors bad = good;
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      bad = changed(bad, random);
    }
    return bad;
  }

  /** All but one tensor or text. */
  static Tensors without(Tensors good, String name) {
    Tensors rest = new Tensors();
    good.metadata()
        .forEach((key, value) -> {
          if (!key.equals(name)) {
            rest.metadata(key, value);
          }
        });
    good.all()
        .forEach((key, tensor) -> {
          if (!key.equals(name)) {
            put(rest, key, tensor.array(), tensor.shape());
          }
        });
    return rest;
  }

  private static Tensors changed(Tensors good, SplittableRandom random) {
    return random.nextInt(3) == 0 ? withText(good, random) : withTensor(good, random);
  }

  private static Tensors withText(Tensors good, SplittableRandom random) {
    List<String> keys = new ArrayList<>(good.metadata().keySet());
    String key = keys.get(random.nextInt(keys.size()));
    String old = good.metadata().get(key);
    String text =
        switch (random.nextInt(4)) {
          case 0 -> TEXTS[random.nextInt(TEXTS.length)];
          case 1 -> old.replaceFirst("[0-9.]+", TEXTS[random.nextInt(TEXTS.length - 1)]);
          case 2 -> old.substring(0, random.nextInt(old.length() + 1));
          default -> old + TEXTS[random.nextInt(TEXTS.length)];
        };
    return without(good, "").metadata(key, text);
  }

  private static Tensors withTensor(Tensors good, SplittableRandom random) {
    List<String> names = new ArrayList<>(good.all().keySet());
    String name = names.get(random.nextInt(names.size()));
    Tensor tensor = good.all().get(name);
    Tensors bad = without(good, name);
    boolean resized = random.nextInt(4) == 0;
    Object array = resized ? resized(tensor.array(), random) : poked(tensor.array(), random);
    put(bad, name, array, resized ? new int[0] : tensor.shape());
    return bad;
  }

  private static Object poked(Object array, SplittableRandom random) {
    int changes = 1 + random.nextInt(4);
    if (array instanceof float[] floats) {
      float[] poked = floats.clone();
      for (int i = 0; i < changes && poked.length > 0; i++) {
        poked[random.nextInt(poked.length)] = FLOATS[random.nextInt(FLOATS.length)];
      }
      return poked;
    }
    if (array instanceof int[] ints) {
      int[] poked = ints.clone();
      for (int i = 0; i < changes && poked.length > 0; i++) {
        poked[random.nextInt(poked.length)] = (int) INTEGERS[random.nextInt(INTEGERS.length)];
      }
      return poked;
    }
    return pokedWide(array, random);
  }

  private static Object pokedWide(Object array, SplittableRandom random) {
    long value = INTEGERS[random.nextInt(INTEGERS.length)];
    if (array instanceof long[] longs) {
      long[] poked = longs.clone();
      poked[random.nextInt(poked.length)] = value;
      return poked;
    }
    if (array instanceof double[] doubles) {
      double[] poked = doubles.clone();
      poked[random.nextInt(poked.length)] = FLOATS[random.nextInt(FLOATS.length)];
      return poked;
    }
    byte[] poked = ((byte[]) array).clone();
    poked[random.nextInt(poked.length)] = (byte) value;
    return poked;
  }

  private static Object resized(Object array, SplittableRandom random) {
    int length = Array.getLength(array);
    int other = random.nextInt(4) == 0 ? 0 : random.nextInt(length + 3);
    Object resized = Array.newInstance(array.getClass().getComponentType(), other);
    System.arraycopy(array, 0, resized, 0, Math.min(length, other));
    return resized;
  }

  private static void put(Tensors tensors, String name, Object array, int[] shape) {
    if (array instanceof float[] floats) {
      tensors.put(name, floats, shape);
    } else if (array instanceof int[] ints) {
      tensors.put(name, ints, shape);
    } else if (array instanceof long[] longs) {
      tensors.put(name, longs, shape);
    } else if (array instanceof double[] doubles) {
      tensors.put(name, doubles, shape);
    } else {
      tensors.put(name, (byte[]) array, shape);
    }
  }
}
