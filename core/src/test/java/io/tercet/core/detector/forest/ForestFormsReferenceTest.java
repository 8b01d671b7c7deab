package io.tercet.core.detector.forest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The block form against float walks, on many rows. */
class ForestFormsReferenceTest {
  private static final int INPUTS = 45;
  private static final int CHUNK = 1 << 16;

  /** Half of the columns are as in use, half are of the kinds that hurt. */
  @Test
  void aMillionRowsGetTheBitsOfThePlainForm() {
    SplittableRandom random = new SplittableRandom(11);
    ForestOptions options = new ForestOptions(25, 256, 0.01);
    IsolationForest forest = new IsolationForestTrainer(options).train(columns(random), CHUNK, 11);
    ForestScorer scorer = forest.scorer();
    float[] actual = new float[CHUNK];
    float[] expected = new float[CHUNK];
    for (int from = 0; from < 1_000_000; from += CHUNK) {
      float[][] columns = columns(random);
      scorer.score(columns, CHUNK, actual);
      forest.referenceScorer().score(columns, CHUNK, expected);
      assertThat(actual).as("rows from %d", from).isEqualTo(expected);
    }
  }

  private static float[][] columns(SplittableRandom random) {
    float[][] columns = Samples.mixed(INPUTS, CHUNK, new SplittableRandom(4));
    for (int f = 0; f < INPUTS; f += 2) {
      for (int i = 0; i < CHUNK; i++) {
        columns[f][i] = (float) -Math.log(1 - random.nextDouble());
      }
    }
    for (int f = 1; f < INPUTS; f += 2) {
      rotate(columns[f], random.nextInt(CHUNK));
    }
    return columns;
  }

  /** So that rows are other combinations each time, for less than drawing them anew. */
  private static void rotate(float[] column, int by) {
    float[] copy = column.clone();
    System.arraycopy(copy, by, column, 0, CHUNK - by);
    System.arraycopy(copy, 0, column, CHUNK - by, by);
  }
}
