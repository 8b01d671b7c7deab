package io.tercet.core.detector.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NeighboursTest {
  private static final int ROWS = 2000;
  private static final float[][] COLUMNS = Clouds.of(6, ROWS, 1);

  @Test
  void aRowFarFromAllOthersScoresHighest() {
    float[][] columns = Arrays.stream(COLUMNS).map(float[]::clone).toArray(float[][]::new);
    columns[2][700] += 8 * spread(columns[2]);
    float[] scores = Clouds.scores(train(columns, ROWS, 1).scorer(), columns, ROWS);
    float highest = scores[700];
    scores[700] = 0;
    for (float score : scores) {
      assertThat(score).isLessThan(highest);
    }
  }

  @Test
  void aScoreOfAnOrdinaryRowIsAboutOne() {
    float[] scores = Clouds.scores(train(COLUMNS, ROWS, 1).scorer(), COLUMNS, ROWS);
    double sum = 0;
    for (float score : scores) {
      sum += score;
    }
    assertThat(sum / ROWS).isCloseTo(1, within(1e-3));
  }

  @Test
  void theDistanceIsThatToTheKthReference() {
    // Median 3, quartiles 1.5 and 4.5, deviation of the population 2: all follow from the rows.
    float[][] columns = {{0, 1, 2, 3, 4, 5, 6}};
    double robust = 1.3489795003921634 / 3;
    double inverse = Math.sqrt((robust * robust + 0.25) / 2);
    NeighboursOptions options = new NeighboursOptions(1, 7, 2);
    Neighbours model = new NeighboursTrainer(options).train(columns, 7, 1);
    float[] scores = Clouds.scores(model.scorer(), new float[][] {{10}}, 1);
    assertThat(scores[0] / model.factors()[0]).isCloseTo((float) (5 * inverse), within(1e-5f));
  }

  @Test
  void theUnitOfAnInputDoesNotMatter() {
    float[][] other = Arrays.stream(COLUMNS).map(float[]::clone).toArray(float[][]::new);
    for (int r = 0; r < ROWS; r++) {
      other[3][r] *= 1024;
    }
    assertThat(Clouds.scores(train(other, ROWS, 7).scorer(), other, ROWS))
        .isEqualTo(Clouds.scores(train(COLUMNS, ROWS, 7).scorer(), COLUMNS, ROWS));
  }

  @Test
  void anInputThatDoesNotVaryDecidesNothing() {
    float[][] wider = Arrays.copyOf(COLUMNS, 7);
    wider[6] = new float[ROWS];
    Arrays.fill(wider[6], 1e9f);
    assertThat(Clouds.scores(train(wider, ROWS, 7).scorer(), wider, ROWS))
        .isEqualTo(Clouds.scores(train(COLUMNS, ROWS, 7).scorer(), COLUMNS, ROWS));
  }

  @Test
  void rowsThatAreAllAlikeScoreNothing() {
    float[][] alike = {{2, 2, 2, 2}, {0, 0, 0, 0}};
    assertThat(Clouds.scores(train(alike, 4, 1).scorer(), alike, 4)).containsOnly(0);
  }

  @Test
  void valuesThatAreNoNumbersStillGiveAFiniteScore() {
    Neighbours model = train(COLUMNS, ROWS, 1);
    float[][] odd = new float[6][4];
    odd[0][0] = Float.NaN;
    odd[1][1] = Float.POSITIVE_INFINITY;
    odd[2][2] = Float.NEGATIVE_INFINITY;
    odd[3][3] = Float.MAX_VALUE;
    float[] scores = Clouds.scores(model.scorer(), odd, 4);
    assertThat(scores[0]).isEqualTo(Float.MAX_VALUE);
    assertThat(scores).isEqualTo(Clouds.scores(model.referenceScorer(), odd, 4));
    for (float score : Arrays.copyOfRange(scores, 1, 4)) {
      assertThat(score).isBetween(0f, 1e6f);
    }
  }

  @Test
  void theSeedDecidesTheReferences() {
    float[] first = Clouds.scores(train(COLUMNS, ROWS, 1).scorer(), COLUMNS, ROWS);
    assertThat(Clouds.scores(train(COLUMNS, ROWS, 1).scorer(), COLUMNS, ROWS)).isEqualTo(first);
    assertThat(Clouds.scores(train(COLUMNS, ROWS, 2).scorer(), COLUMNS, ROWS)).isNotEqualTo(first);
  }

  @Test
  void whatCannotBeTrainedOnIsNamed() {
    assertThatThrownBy(() -> train(COLUMNS, 1, 1)).hasMessageContaining("≥ 2, got 1");
    assertThatThrownBy(() -> train(new float[0][], 5, 1)).hasMessageContaining("got 0");
    assertThatThrownBy(() -> train(new float[1][3], 5, 1)).hasMessageContaining("3 values");
    assertThatThrownBy(() -> new NeighboursOptions(0, 64, 5)).hasMessageContaining("members");
    assertThatThrownBy(() -> new NeighboursOptions(1, 4, 5)).hasMessageContaining("[1, 4], got 5");
  }

  private static Neighbours train(float[][] columns, int rows, long seed) {
    return new NeighboursTrainer(NeighboursOptions.defaults()).train(columns, rows, seed);
  }

  private static float spread(float[] column) {
    float[] sorted = column.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length - 1] - sorted[0];
  }
}
