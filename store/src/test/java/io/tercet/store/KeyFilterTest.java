package io.tercet.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KeyFilterTest {
  @Test
  void aKeyThatWasAddedIsNeverNew() {
    KeyFilter filter = new KeyFilter(0);
    SplittableRandom first = new SplittableRandom(1);
    for (int i = 0; i < 200_000; i++) {
      filter.add(first.nextLong());
    }
    SplittableRandom again = new SplittableRandom(1);
    for (int i = 0; i < 200_000; i++) {
      assertThat(filter.add(again.nextLong())).isFalse();
    }
  }

  @Test
  void aNewKeyIsSeldomTakenForAnOldOneWhenTheFilterIsFull() {
    KeyFilter filter = new KeyFilter(0);
    SplittableRandom random = new SplittableRandom(2);
    int wrong = 0;
    int keys = 0;
    for (; !filter.isFull(); keys++) {
      wrong += filter.add(random.nextLong()) ? 0 : 1;
    }
    assertThat(keys).isGreaterThan(4_000_000);
    assertThat(wrong).isLessThan(keys / 1_000);
  }
}
