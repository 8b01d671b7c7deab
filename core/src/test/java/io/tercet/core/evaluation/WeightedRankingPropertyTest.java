package io.tercet.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightedRankingPropertyTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aWeightIsThatManyCopiesOfTheDaysRows(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int size = 3 + random.nextInt(150);
    int days = 1 + random.nextInt(6);
    int levels = 1 + random.nextInt(size);
    float[] scores = new float[size];
    boolean[] positive = new boolean[size];
    int[] day = new int[size];
    for (int i = 0; i < size; i++) {
      scores[i] = random.nextInt(levels) - levels / 2f;
      positive[i] = random.nextInt(4) == 0;
      day[i] = random.nextInt(days);
    }
    int[][] weights = new int[days][7];
    for (int[] weight : weights) {
      for (int w = 0; w < weight.length; w++) {
        weight[w] = w == 0 ? 1 : random.nextInt(4);
      }
    }

    RankingFigures[] figures =
        WeightedRanking.of(Ranking.of(scores, 0, size), positive, day, 0).figures(weights);

    for (int w = 0; w < 7; w++) {
      RankingFigures expected = expanded(scores, positive, day, weights, w);
      assertThat(figures[w].auroc()).isCloseTo(expected.auroc(), within(1e-12));
      assertThat(figures[w].averagePrecision())
          .isCloseTo(expected.averagePrecision(), within(1e-12));
    }
    assertThat(RankingFigures.of(Ranking.of(scores, 0, size), positive)).isEqualTo(figures[0]);
  }

  private static RankingFigures expanded(
      float[] scores, boolean[] positive, int[] day, int[][] weights, int w) {
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      for (int copy = 0; copy < weights[day[i]][w]; copy++) {
        rows.add(i);
      }
    }
    double[] copies = rows.stream().mapToDouble(i -> scores[i]).toArray();
    boolean[] labels = new boolean[copies.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = positive[rows.get(i)];
    }
    return new RankingFigures(
        RankingMetrics.auroc(copies, labels), RankingMetrics.averagePrecision(copies, labels));
  }
}
