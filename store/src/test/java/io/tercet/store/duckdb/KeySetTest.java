package io.tercet.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeySetTest {
  @Test
  void knowsExactlyWhatWasAdded() {
    for (long seed = 1; seed <= 3; seed++) {
      Random random = new Random(seed);
      KeySet keys = new KeySet();
      Set<Long> reference = new HashSet<>();
      for (int i = 0; i < 300_000; i++) {
        // Few low bits, so that many keys want one place.
        long key = (random.nextLong() & ~0xFF0L) | 1;
        if (random.nextInt(3) == 0 && !reference.isEmpty()) {
          key = reference.iterator().next();
        }
        assertThat(keys.add(key)).as("seed %d, key %d", seed, i).isEqualTo(reference.add(key));
      }
      assertThat(keys.hasOverflowed()).isFalse();
    }
  }

  @Test
  void aFullSetForgetsNothingAndSaysThatItIsFull() {
    KeySet keys = new KeySet(1 << 17);
    for (long key = 1; key <= 1 << 16; key++) {
      assertThat(keys.add(key)).isTrue();
    }
    assertThat(keys.hasOverflowed()).isFalse();
    assertThat(keys.add(-5)).isTrue();
    assertThat(keys.add(-5)).isTrue();
    assertThat(keys.hasOverflowed()).isTrue();
    assertThat(keys.add(7)).isFalse();
  }
}
