package io.tercet.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.store.Samples;
import io.tercet.store.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SliceTest {
  private static final long START = Samples.START;

  @Test
  void everyRowIsInExactlyOneSliceAndSlicesAreInOrder() {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      List<Slice> slices = Slice.cut(Selection.window(START, START + 20), boundaries(random));
      for (int row = 0; row < 50; row++) {
        long time = START + random.nextInt(20);
        long key = random.nextLong();
        assertThat(slices.stream().filter(slice -> contains(slice, time, key)))
            .as("seed %d, time %d, key %d in %s", seed, time, key, slices)
            .hasSize(1);
      }
      for (int i = 1; i < slices.size(); i++) {
        assertThat(follows(slices.get(i - 1), slices.get(i))).as("seed %d", seed).isTrue();
      }
    }
  }

  @Test
  void aTimeWithManyRowsIsCutByKey() {
    assertThat(Slice.cut(Selection.window(START, START + 2), List.of(START, START, START)))
        .filteredOn(slice -> slice.fromMicros() == START)
        .hasSize(3);
  }

  private static List<Long> boundaries(Random random) {
    List<Long> boundaries = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      boundaries.add(START + random.nextInt(20));
    }
    return boundaries.stream().sorted().toList();
  }

  private static boolean contains(Slice slice, long time, long key) {
    return time >= slice.fromMicros()
        && time < slice.toMicros()
        && key >= slice.firstKey()
        && key <= slice.lastKey();
  }

  private static boolean follows(Slice before, Slice after) {
    return after.fromMicros() == before.toMicros()
        || (after.fromMicros() == before.fromMicros() && after.firstKey() == before.lastKey() + 1);
  }
}
