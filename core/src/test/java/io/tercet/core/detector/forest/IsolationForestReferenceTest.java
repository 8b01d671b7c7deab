package io.tercet.core.detector.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tercet.core.evaluation.RankingMetrics;
import io.tercet.core.model.ModelFormatException;
import io.tercet.core.model.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IsolationForestReferenceTest {
  private static final int INPUTS = 5;
  private static final int ROWS = 4000;

  private final float[][] columns = withOutliers();

  @Test
  void scoresFollowFromTheWrittenTreesByThePapersFormulas() throws ModelFormatException {
    IsolationForest forest =
        new IsolationForestTrainer(ForestOptions.defaults()).train(columns, ROWS, 3);
    Tensors tensors = new Tensors();
    forest.writeTo(tensors, "forest.");
    float[] scores = new float[ROWS];
    forest.scorer().score(columns, ROWS, scores);
    for (int i = 0; i < ROWS; i++) {
      assertThat(scores[i]).isCloseTo((float) score(tensors, i), within(1e-6f));
    }
  }

  /** What a reader in another language would do. */
  private double score(Tensors tensors, int row) throws ModelFormatException {
    int[] size = tensors.ints("forest.size");
    int[] feature = tensors.ints("forest.feature");
    float[] threshold = tensors.floats("forest.threshold");
    int[] right = tensors.ints("forest.right");
    float[] centre = tensors.floats("forest.centre");
    double edges = 0;
    int root = 0;
    for (int nodes : size) {
      int node = root;
      while (feature[node] >= 0) {
        // A float's difference from a float, as the model defines it.
        float offset = columns[feature[node]][row] - centre[feature[node]];
        node = offset >= threshold[node] ? right[node] : node + 1;
      }
      edges += (tensors.bytes("forest.path")[node] & 0xFF) / tensors.doubles("forest.scale")[0];
      root += nodes;
    }
    return Math.pow(2, -edges / size.length / PaperForest.c(256));
  }

  @Test
  void scoresAgreeWithAForestGrownWordForWordFromThePaper() {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      double[] row = new double[INPUTS];
      for (int f = 0; f < INPUTS; f++) {
        row[f] = columns[f][i];
      }
      rows.add(row);
    }
    PaperForest paper = new PaperForest(rows, 400, 256, new Random(1));
    float[] scores = new float[ROWS];
    ForestOptions options = ForestOptions.defaults().withTrees(400);
    new IsolationForestTrainer(options)
        .train(columns, ROWS, 1)
        .scorer()
        .score(columns, ROWS, scores);

    double[] expected = rows.stream().mapToDouble(paper::score).toArray();
    double bias = 0;
    double square = 0;
    for (int i = 0; i < ROWS; i++) {
      bias += (scores[i] - expected[i]) / ROWS;
      square += (scores[i] - expected[i]) * (scores[i] - expected[i]) / ROWS;
    }
    // Two forests of the same kind and size differ as much: about 0.01 a row.
    assertThat(bias).isCloseTo(0, within(0.005));
    assertThat(Math.sqrt(square)).isLessThan(0.015);
    assertThat(RankingMetrics.auroc(scores, outliers()))
        .isCloseTo(RankingMetrics.auroc(expected, outliers()), within(0.01));
  }

  @Test
  void roundingHarmsNoRanking() {
    ForestGrower grower = new ForestGrower(columns, ROWS, 256);
    grower.grow(100, 3);
    double[] exact = exactScores(grower);
    IsolationForest forest =
        new IsolationForestTrainer(ForestOptions.defaults()).train(columns, ROWS, 3);
    float[] scores = new float[ROWS];
    forest.scorer().score(columns, ROWS, scores);
    assertThat(RankingMetrics.auroc(scores, outliers()))
        .isCloseTo(RankingMetrics.auroc(exact, outliers()), within(0.001));
    assertThat(RankingMetrics.averagePrecision(scores, outliers()))
        .isCloseTo(RankingMetrics.averagePrecision(exact, outliers()), within(0.01));
    // A byte's rounding is at most half a unit a tree; merging adds a little.
    double largest = 0;
    for (int i = 0; i < ROWS; i++) {
      largest = Math.max(largest, Math.abs(scores[i] - exact[i]));
    }
    assertThat(largest).isLessThan(0.01);
  }

  /** Scores of the trees as grown: no merged thresholds, no rounded path lengths. */
  private double[] exactScores(ForestGrower grower) {
    NodeBuffer nodes = grower.nodes();
    double[] scores = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      double sum = 0;
      for (int root : grower.roots()) {
        int node = root;
        while (nodes.feature[node] != NodeBuffer.LEAF) {
          int f = nodes.feature[node];
          float offset = columns[f][i] - grower.centre()[f];
          node = offset >= OrderedKey.lowerBound(nodes.key[node]) ? nodes.right[node] : node + 1;
        }
        sum += nodes.path[node];
      }
      scores[i] = Math.pow(2, -sum / grower.roots().length / PaperForest.c(256));
    }
    return scores;
  }

  /**
   * One row in fifty is twice as wide in every column, so that ranking is neither easy nor vain.
   */
  private static float[][] withOutliers() {
    float[][] columns = Samples.gaussian(INPUTS, ROWS, new SplittableRandom(12));
    for (float[] column : columns) {
      for (int i = 0; i < ROWS; i += 50) {
        column[i] *= 2;
      }
    }
    return columns;
  }

  private static boolean[] outliers() {
    boolean[] outliers = new boolean[ROWS];
    for (int i = 0; i < ROWS; i += 50) {
      outliers[i] = true;
    }
    return outliers;
  }
}
