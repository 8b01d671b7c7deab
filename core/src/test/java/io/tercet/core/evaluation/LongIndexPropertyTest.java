package io.tercet.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongIndexPropertyTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void keysAreNumberedInTheOrderInWhichTheyFirstAppear(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    LongIndex index = new LongIndex(random.nextInt(100));
    Map<Long, Integer> expected = new HashMap<>();
    long range = seed % 2 == 0 ? 5_000 : Long.MAX_VALUE;
    for (int i = 0; i < 20_000; i++) {
      // Few values, neighbours and 0 among them; or many.
      long key = random.nextLong(range) - 100;
      assertThat(index.find(key)).isEqualTo(expected.getOrDefault(key, LongIndex.ABSENT));
      expected.putIfAbsent(key, expected.size());
      assertThat(index.add(key)).isEqualTo(expected.get(key));
    }
    assertThat(index.size()).isEqualTo(expected.size());
    expected.forEach((key, number) -> assertThat(index.find(key)).isEqualTo(number));
  }
}
