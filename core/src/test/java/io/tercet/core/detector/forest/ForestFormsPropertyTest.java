package io.tercet.core.detector.forest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks of bytes, single rows and float walks give equal bits. */
class ForestFormsPropertyTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void formsAgreeOnRandomShapes(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int inputs = 1 + random.nextInt(60);
    int trees = 1 + random.nextInt(120);
    int sampleSize = 2 + random.nextInt(500);
    requireEqualForms(inputs, trees, sampleSize, 2 + random.nextInt(3000), seed);
  }

  @ParameterizedTest(name = "{0} inputs, {1} trees, ψ {2}, {3} training rows")
  @CsvSource({
    "1, 1, 2, 2",
    "1, 100, 256, 2",
    "1, 1000, 1024, 3000",
    "2, 257, 64, 500",
    "3, 258, 1024, 5000",
    "200, 100, 256, 1000",
    "45, 514, 16, 300",
    "5, 3, 4096, 4096"
  })
  void formsAgreeAtTheEdges(int inputs, int trees, int sampleSize, int rows) {
    requireEqualForms(inputs, trees, sampleSize, rows, 1);
  }

  private static void requireEqualForms(
      int inputs, int trees, int sampleSize, int trainingRows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] training = Samples.mixed(inputs, trainingRows, random);
    ForestOptions options = new ForestOptions(trees, sampleSize, 0.01);
    IsolationForest forest =
        new IsolationForestTrainer(options).train(training, trainingRows, seed);
    int anyRows = random.nextInt(5000);
    for (int rows : new int[] {0, 1, 7, 47, 48, 49, 2097, anyRows}) {
      requireEqualForms(forest, Samples.mixed(inputs, rows, random), rows);
    }
    requireEqualForms(forest, training, Math.min(trainingRows, 500));
  }

  private static void requireEqualForms(IsolationForest forest, float[][] columns, int rows) {
    float[] expected = new float[rows];
    float[] actual = new float[rows];
    forest.referenceScorer().score(columns, rows, expected);
    ForestScorer scorer = forest.scorer();
    scorer.score(columns, rows, actual);
    assertThat(actual).isEqualTo(expected);
    float[] row = new float[forest.inputs()];
    for (int i = 0; i < rows; i += 3) {
      for (int f = 0; f < row.length; f++) {
        row[f] = columns[f][i];
      }
      assertThat(scorer.score(row)).isEqualTo(expected[i]);
      assertThat(expected[i]).isStrictlyBetween(0f, 1f);
    }
  }
}
