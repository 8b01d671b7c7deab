package io.tercet.core.detector.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.core.model.ModelFormatException;
import io.tercet.core.model.Tensors;
import io.tercet.core.model.Tensors.Tensor;
import java.lang.reflect.Array;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForestFormatTest {
  private static final String[] NAMES = {
    "centre",
    "size",
    "feature",
    "threshold",
    "right",
    "path",
    "sample_size",
    "scale",
    "suggested_threshold"
  };

  private final float[][] columns = Samples.mixed(7, 1000, new SplittableRandom(1));
  private final IsolationForest forest =
      new IsolationForestTrainer(new ForestOptions(9, 100, 0.02)).train(columns, 1000, 1);

  @Test
  void aForestReadBackIsTheForestWritten() throws ModelFormatException {
    IsolationForest read = IsolationForest.readFrom(written(), "forest.");
    float[] expected = new float[1000];
    float[] actual = new float[1000];
    forest.scorer().score(columns, 1000, expected);
    read.scorer().score(columns, 1000, actual);
    assertThat(actual).isEqualTo(expected);
    assertThat(read.threshold()).isEqualTo(forest.threshold());
    assertThat(read.sampleSize()).isEqualTo(100);
    assertThat(read.treeCount()).isEqualTo(9);
    assertThat(read.inputs()).isEqualTo(7);
  }

  @Test
  void eachTensorIsNeededWithItsTypeAndLength() {
    for (String name : NAMES) {
      requireRejected(name, array -> new byte[0][0]);
      requireRejected(name, array -> array instanceof byte[] ? new int[1] : new byte[1]);
      requireRejected(name, ForestFormatTest::empty);
    }
  }

  @Test
  void lengthsMustAgree() {
    for (String name : NAMES) {
      // One more centre is one more column, which no tree asks for.
      if (!name.equals("centre")) {
        requireRejected(name, ForestFormatTest::longer);
      }
    }
  }

  @Test
  void valuesOutOfRangeAreRejected() {
    requireRejected("centre", array -> with(array, 0, Float.NaN));
    requireRejected("centre", array -> with(array, 6, Float.NEGATIVE_INFINITY));
    requireRejected("centre", array -> new float[2000]);
    for (int size : new int[] {1, -5, 0, 4097, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      requireRejected("sample_size", array -> with(array, 0, size));
    }
    for (double scale : new double[] {0, -1, Double.NaN, 1e300, 1e-300, 8.9}) {
      requireRejected("scale", array -> new double[] {scale});
    }
    for (float threshold : new float[] {0, 1, Float.NaN, -1}) {
      requireRejected("suggested_threshold", array -> with(array, 0, threshold));
    }
    for (int size : new int[] {0, -1, 1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      requireRejected("size", array -> with(array, 0, size));
    }
  }

  @Test
  void treesThatAreNoTreesAreRejected() {
    assertThat(forest.trees().isLeaf(0)).isFalse();
    for (int value : new int[] {-2, 7, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      requireRejected("feature", array -> with(array, 0, value));
    }
    for (int value : new int[] {0, 1, -1, 1 << 30, Integer.MIN_VALUE}) {
      requireRejected("right", array -> with(array, 0, value));
    }
    requireRejected("threshold", array -> with(array, 0, Float.POSITIVE_INFINITY));
    requireRejected("threshold", array -> with(array, 0, 0.1f));
    int leaf = 0;
    while (!forest.trees().isLeaf(leaf)) {
      leaf++;
    }
    int first = leaf;
    requireRejected("path", array -> with(array, first, (byte) 0));
    requireRejected("path", array -> with(array, 0, (byte) 1));
    requireRejected("right", array -> with(array, first, first));
    requireRejected("feature", array -> with(array, first, 0));
  }

  @Test
  void aTreeDeeperThanItsSampleAllowsIsRejected() {
    requireRejected("sample_size", array -> new int[] {4});
  }

  @Test
  void moreThresholdsThanAByteTellsApartAreRejected() {
    float[][] wide = Samples.gaussian(1, 5000, new SplittableRandom(2));
    ForestOptions options = ForestOptions.defaults();
    IsolationForest one = new IsolationForestTrainer(options).train(wide, 5000, 1);
    Tensors tensors = new Tensors();
    one.writeTo(tensors, "forest.");
    assertThatThrownBy(() ->
            IsolationForest.readFrom(
                changed(tensors, "threshold", ForestFormatTest::ramp), "forest."))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("thresholds");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void anyChangedNumberGivesAForestOrAFormatException(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int rejected = 0;
    for (int i = 0; i < 500; i++) {
      String name = NAMES[random.nextInt(NAMES.length)];
      Tensors tensors = changed(written(), name, array -> scrambled(array, random));
      try {
        requireUsable(IsolationForest.readFrom(tensors, "forest."));
      } catch (ModelFormatException e) {
        rejected++;
      }
    }
    assertThat(rejected).isGreaterThan(100);
  }

  private void requireUsable(IsolationForest read) {
    float[] quick = new float[1000];
    float[] plain = new float[1000];
    read.scorer().score(columns, 1000, quick);
    read.referenceScorer().score(columns, 1000, plain);
    assertThat(quick).isEqualTo(plain);
    for (float score : quick) {
      assertThat(score).isStrictlyBetween(0f, 1f);
    }
  }

  private void requireRejected(String name, UnaryOperator<Object> change) {
    assertThatThrownBy(() -> IsolationForest.readFrom(changed(written(), name, change), "forest."))
        .as(name)
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("forest.");
  }

  private Tensors written() {
    Tensors tensors = new Tensors();
    forest.writeTo(tensors, "forest.");
    return tensors;
  }

  /** A copy in which one tensor holds other values; an array of no tensor's type removes it. */
  private static Tensors changed(Tensors from, String name, UnaryOperator<Object> change) {
    Tensors copy = new Tensors();
    for (var entry : from.all().entrySet()) {
      Tensor tensor = entry.getValue();
      Object array = copy(tensor.array());
      put(copy, entry.getKey(), entry.getKey().endsWith("." + name) ? change.apply(array) : array);
    }
    return copy;
  }

  private static void put(Tensors to, String name, Object array) {
    if (array instanceof byte[] bytes) {
      to.put(name, bytes);
    } else if (array instanceof int[] ints) {
      to.put(name, ints);
    } else if (array instanceof float[] floats) {
      to.put(name, floats);
    } else if (array instanceof double[] doubles) {
      to.put(name, doubles);
    }
  }

  private static Object copy(Object array) {
    return resized(array, Array.getLength(array));
  }

  private static Object longer(Object array) {
    return resized(array, Array.getLength(array) + 1);
  }

  private static Object empty(Object array) {
    return resized(array, 0);
  }

  private static Object resized(Object array, int length) {
    Object resized = Array.newInstance(array.getClass().getComponentType(), length);
    int kept = Math.min(length, Array.getLength(array));
    System.arraycopy(array, 0, resized, 0, kept);
    return resized;
  }

  private static Object with(Object array, int index, Object value) {
    Array.set(array, index, value);
    return array;
  }

  /** A different threshold for each split. */
  private static Object ramp(Object array) {
    float[] thresholds = (float[]) array;
    for (int i = 0; i < thresholds.length; i++) {
      thresholds[i] = thresholds[i] == 0 ? 0 : OrderedKey.lowerBound(i);
    }
    return thresholds;
  }

  private static Object scrambled(Object array, SplittableRandom random) {
    int index = random.nextInt(Array.getLength(array));
    int bits = random.nextBoolean() ? random.nextInt() : random.nextInt(-4, 300);
    if (array instanceof byte[]) {
      return with(array, index, (byte) bits);
    } else if (array instanceof int[]) {
      return with(array, index, bits);
    } else if (array instanceof float[]) {
      return with(array, index, Float.intBitsToFloat(bits << random.nextInt(2) * 16));
    }
    return with(
        array,
        index,
        random.nextBoolean() ? (double) bits : Double.longBitsToDouble(random.nextLong()));
  }
}
