package io.tercet.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankingMetricsPropertyTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void metricsEqualTheirDefinitions(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int size = 2 + random.nextInt(200);
    int levels = 1 + random.nextInt(size);
    double[] scores = random.ints(size, 0, levels).asDoubleStream().toArray();
    boolean[] positive = new boolean[size];
    for (int i = 2; i < size; i++) {
      positive[i] = random.nextInt(4) == 0;
    }
    positive[1] = true;

    assertThat(RankingMetrics.auroc(scores, positive))
        .isCloseTo(pairwiseAuroc(scores, positive), within(1e-12));
    assertThat(RankingMetrics.averagePrecision(scores, positive))
        .isCloseTo(averagePrecisionByThreshold(scores, positive), within(1e-12));
  }

  private static double pairwiseAuroc(double[] scores, boolean[] positive) {
    double wins = 0;
    double pairs = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        if (positive[i] && !positive[j]) {
          wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
          pairs++;
        }
      }
    }
    return wins / pairs;
  }

  /** Each positive contributes the precision among the rows that score no less than it. */
  private static double averagePrecisionByThreshold(double[] scores, boolean[] positive) {
    double sum = 0;
    double positives = 0;
    for (int i = 0; i < scores.length; i++) {
      if (positive[i]) {
        double hits = 0;
        double seen = 0;
        for (int j = 0; j < scores.length; j++) {
          if (scores[j] >= scores[i]) {
            seen++;
            hits += positive[j] ? 1 : 0;
          }
        }
        sum += hits / seen;
        positives++;
      }
    }
    return sum / positives;
  }
}
