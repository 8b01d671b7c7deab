package io.tercet.core.detector.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NeighboursPropertyTest {
  private static final int CASES = 40;

  @Test
  void blocksGiveTheBitsOfThePlainFormHoweverTheyAreCut() {
    for (long seed = 1; seed <= CASES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int inputs = 1 + random.nextInt(9);
      int rows = 2 + random.nextInt(700);
      float[][] columns = Clouds.of(inputs, rows, seed);
      int references = 2 + random.nextInt(60);
      int k = 1 + random.nextInt(Math.min(references, 17));
      NeighboursOptions options = new NeighboursOptions(1 + random.nextInt(3), references, k);
      Neighbours model = new NeighboursTrainer(options).train(columns, rows, seed);

      float[] plain = Clouds.scores(model.referenceScorer(), columns, rows);
      assertThat(Clouds.scores(model.scorer(), columns, rows)).as("seed %d", seed).isEqualTo(plain);
      int from = random.nextInt(rows);
      float[][] later = new float[inputs][];
      Arrays.setAll(later, f -> Arrays.copyOfRange(columns[f], from, rows));
      assertThat(Clouds.scores(model.scorer(), later, rows - from))
          .as("seed %d, from row %d", seed, from)
          .isEqualTo(Arrays.copyOfRange(plain, from, rows));
    }
  }
}
