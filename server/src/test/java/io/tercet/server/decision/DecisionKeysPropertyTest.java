package io.tercet.server.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.store.Store;
import io.tercet.store.duckdb.DuckDbStore;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionKeysPropertyTest {
  private static final long SEED = Long.getLong("tercet.seed", 4711);

  @TempDir Path folder;

  @Test
  void undrainedKeysAreThoseOfAMapAndStoredOnesAreNeverMissed() {
    DecisionKeys keys;
    try (Store store = DuckDbStore.open(folder.resolve("empty.duckdb"))) {
      keys = DecisionKeys.of(store.transactions());
    }
    Random random = new Random(SEED);
    Map<Long, Long> expected = new HashMap<>();
    Map<Long, Long> drained = new HashMap<>();
    for (long step = 1; step <= 300_000; step++) {
      // Few distinct upper bits: long runs of neighbours, removed from their middle.
      long key = (random.nextLong(20_000) << 16) * 2_654_435_761L | 1;
      if (random.nextInt(3) > 0) {
        keys.add(key, step);
        expected.put(key, step);
      } else if (expected.containsKey(key)) {
        keys.drained(key, expected.get(key));
        drained.put(key, expected.remove(key));
      }
      assertThat(keys.undrained(key))
          .as("seed %d, step %d", SEED, step)
          .isEqualTo(expected.getOrDefault(key, 0L));
    }
    expected.forEach((key, sequence) -> assertThat(keys.undrained(key)).isEqualTo(sequence));
    drained.keySet().forEach(key -> assertThat(keys.maybeStored(key)).isTrue());
    long false100k = random.longs(100_000).filter(keys::maybeStored).count();
    assertThat(false100k).isLessThan(100);
  }
}
