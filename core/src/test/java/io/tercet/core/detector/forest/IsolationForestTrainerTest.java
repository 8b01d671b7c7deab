package io.tercet.core.detector.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IsolationForestTrainerTest {
  private final IsolationForestTrainer trainer =
      new IsolationForestTrainer(ForestOptions.defaults());

  @Test
  void sameSeedSameForest() {
    float[][] columns = Samples.gaussian(4, 2000, new SplittableRandom(1));
    assertThat(scores(trainer.train(columns, 2000, 5), columns, 2000))
        .isEqualTo(scores(trainer.train(columns, 2000, 5), columns, 2000))
        .isNotEqualTo(scores(trainer.train(columns, 2000, 6), columns, 2000));
  }

  @Test
  void rowsThatAreAllEqualScoreOneHalf() {
    float[][] columns = new float[3][1000];
    IsolationForest forest = trainer.train(columns, 1000, 1);
    assertThat(scores(forest, columns, 1000)).containsOnly(0.5f);
    assertThat(forest.threshold()).isEqualTo(0.5f);
  }

  @Test
  void aConstantColumnIsNeverSplit() {
    float[][] columns = Samples.gaussian(3, 1000, new SplittableRandom(2));
    Arrays.fill(columns[1], 7);
    IsolationForest forest = trainer.train(columns, 1000, 1);
    assertThat(forest.trees().feature()).contains(0, 2).doesNotContain(1);
  }

  @Test
  void aLoneVaryingColumnAmongManyConstantOnesIsFound() {
    float[][] columns = new float[100][500];
    columns[63] = Samples.gaussian(1, 500, new SplittableRandom(3))[0];
    columns[63][17] = 100;
    float[] scores = scores(trainer.train(columns, 500, 1), columns, 500);
    assertThat(highest(scores)).isEqualTo(17);
  }

  @Test
  void fewerRowsThanTheSampleAreUsedWholeAndNormaliseTheScore() {
    float[][] columns = Samples.gaussian(2, 20, new SplittableRandom(4));
    IsolationForest forest = trainer.train(columns, 20, 1);
    assertThat(forest.sampleSize()).isEqualTo(20);
    // Normalised by c(256) the mean would be near 2^(−5.2 / 10.2) = .70.
    float[] scores = scores(forest, columns, 20);
    double mean = 0;
    for (float score : scores) {
      mean += score / 20.0;
    }
    assertThat(mean).isBetween(0.4, 0.6);
  }

  @Test
  void scoresDoNotDependOnHowManyRowsThereAreBeyondTheSample() {
    SplittableRandom random = new SplittableRandom(5);
    float[][] few = Samples.gaussian(3, 2_000, random);
    float[][] many = Samples.gaussian(3, 100_000, random);
    float[] ofFew = scores(trainer.train(few, 2_000, 1), few, 2_000);
    float[] ofMany = scores(trainer.train(many, 100_000, 1), few, 2_000);
    double difference = 0;
    for (int i = 0; i < ofFew.length; i++) {
      difference += (ofFew[i] - ofMany[i]) / 2_000.0;
    }
    assertThat(difference).isBetween(-0.015, 0.015);
  }

  @Test
  void theFurtherOutTheHigherTheScore() {
    float[][] columns = Samples.gaussian(5, 5000, new SplittableRandom(6));
    ForestScorer scorer = trainer.train(columns, 5000, 1).scorer();
    float last = 0;
    for (float distance : new float[] {0, 1, 2, 3, 4}) {
      float[] row = new float[5];
      Arrays.fill(row, distance);
      float score = scorer.score(row);
      assertThat(score).as("distance %s", distance).isGreaterThan(last);
      last = score;
    }
    assertThat(last).isGreaterThan(0.7f);
    assertThat(scorer.score(new float[5])).isLessThan(0.45f);
  }

  @Test
  void aColumnFarFromZeroIsResolvedAroundItsMedian() {
    // Bfloat16 knows no difference between 1,500,000,000 and 1,500,001,000.
    SplittableRandom random = new SplittableRandom(8);
    float[][] columns = Samples.gaussian(1, 2000, random);
    for (int i = 0; i < 2000; i++) {
      columns[0][i] = 1_500_000_000f + 128 * Math.round(4 * columns[0][i]);
    }
    columns[0][1234] = 1_500_000_000f + 128 * 40;
    float[] scores = scores(trainer.train(columns, 2000, 1), columns, 2000);
    assertThat(highest(scores)).isEqualTo(1234);
  }

  @Test
  void atMostTheContaminationLiesAboveTheThreshold() {
    float[][] columns = Samples.gaussian(4, 3000, new SplittableRandom(9));
    for (double share : new double[] {0, 0.001, 0.01, 0.1, 0.5}) {
      ForestOptions options = ForestOptions.defaults().withContamination(share);
      IsolationForest forest = new IsolationForestTrainer(options).train(columns, 3000, 1);
      float[] scores = scores(forest, columns, 3000);
      long above = 0;
      long atLeast = 0;
      for (float score : scores) {
        above += score > forest.threshold() ? 1 : 0;
        atLeast += score >= forest.threshold() ? 1 : 0;
      }
      assertThat((double) above).isLessThanOrEqualTo(share * 3000);
      assertThat((double) atLeast).isGreaterThan(share * 3000);
    }
  }

  @Test
  void contaminationChangesNoScore() {
    float[][] columns = Samples.gaussian(4, 500, new SplittableRandom(10));
    ForestOptions options = ForestOptions.defaults().withContamination(0.3);
    assertThat(scores(new IsolationForestTrainer(options).train(columns, 500, 1), columns, 500))
        .isEqualTo(scores(trainer.train(columns, 500, 1), columns, 500));
  }

  @Test
  void manyThresholdsAreMergedInto255() {
    float[][] columns = Samples.gaussian(1, 5000, new SplittableRandom(11));
    IsolationForest forest = trainer.train(columns, 5000, 1);
    assertThat(forest.trees().edges(1)[0]).hasSizeBetween(200, ThresholdMerge.MAX_THRESHOLDS);
  }

  @Test
  void inputThatCannotBeLearntFromIsRejected() {
    assertThatThrownBy(() -> trainer.train(new float[0][], 10, 1))
        .hasMessage("a forest needs 1 to 1024 columns, got 0");
    assertThatThrownBy(() -> trainer.train(new float[2][1], 1, 1))
        .hasMessage("rows must be ≥ 2, got 1. Maybe the training window is empty.");
    assertThatThrownBy(() -> trainer.train(new float[][] {{1, 2}, {1}}, 2, 1))
        .hasMessage("column 1 has 1 values, fewer than 2 rows");
    assertThatThrownBy(() -> trainer.train(new float[][] {{1, 2}, {1, Float.NaN}}, 2, 1))
        .hasMessage("values must be finite, got NaN in column 1, row 1");
  }

  private static float[] scores(IsolationForest forest, float[][] columns, int rows) {
    float[] scores = new float[rows];
    forest.scorer().score(columns, rows, scores);
    return scores;
  }

  private static int highest(float[] scores) {
    int highest = 0;
    for (int i = 0; i < scores.length; i++) {
      highest = scores[i] > scores[highest] ? i : highest;
    }
    return highest;
  }
}
