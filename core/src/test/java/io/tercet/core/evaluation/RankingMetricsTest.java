package io.tercet.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankingMetricsTest {
  private static final boolean T = true;
  private static final boolean F = false;

  @Test
  void aPerfectRankingHasAurocAndAveragePrecisionOne() {
    double[] scores = {0.1, 0.9, 0.2, 0.8};
    boolean[] positive = {F, T, F, T};
    assertThat(RankingMetrics.auroc(scores, positive)).isEqualTo(1);
    assertThat(RankingMetrics.averagePrecision(scores, positive)).isEqualTo(1);
  }

  @Test
  void anInvertedRankingHasAurocZero() {
    assertThat(RankingMetrics.auroc(new double[] {3, 1, 2}, new boolean[] {F, T, T})).isZero();
  }

  @Test
  void aurocCountsPairs() {
    // Of the pairs (.8 | .35 | .4 | .1) only (.35, .4) is in the wrong order: 3 of 4.
    double[] scores = {0.1, 0.4, 0.35, 0.8};
    assertThat(RankingMetrics.auroc(scores, new boolean[] {F, F, T, T})).isEqualTo(0.75);
  }

  @Test
  void equalScoresCountHalf() {
    assertThat(RankingMetrics.auroc(new double[4], new boolean[] {F, T, F, T})).isEqualTo(0.5);
    // Pairs: (2,2) ½, (2,1) 1, (1,2) 0, (1,1) ½.
    assertThat(RankingMetrics.auroc(new double[] {2, 2, 1, 1}, new boolean[] {T, F, T, F}))
        .isEqualTo(0.5);
  }

  @Test
  void averagePrecisionWeighsPrecisionByRecallGained() {
    // Ranks of positives 1 and 3: (1/1 + 2/3) / 2.
    double[] scores = {0.1, 0.4, 0.35, 0.8};
    assertThat(RankingMetrics.averagePrecision(scores, new boolean[] {F, F, T, T}))
        .isCloseTo((1 + 2 / 3.0) / 2, within(1e-15));
  }

  @Test
  void equalScoresEnterAveragePrecisionTogether() {
    // One group of 4 with 1 positive: precision ¼ at recall 1.
    assertThat(RankingMetrics.averagePrecision(new double[4], new boolean[] {T, F, F, F}))
        .isEqualTo(0.25);
    // First 1 of 1, then 2 of 4: ½ · 1 + ½ · ½.
    assertThat(
            RankingMetrics.averagePrecision(new double[] {9, 5, 5, 5}, new boolean[] {T, F, T, F}))
        .isEqualTo(0.75);
  }

  @Test
  void precisionAtKCountsTheHighest() {
    double[] scores = {5, 4, 3, 2};
    boolean[] positive = {T, F, T, F};
    assertThat(RankingMetrics.precisionAt(1, scores, positive)).isEqualTo(1);
    assertThat(RankingMetrics.precisionAt(2, scores, positive)).isEqualTo(0.5);
    assertThat(RankingMetrics.precisionAt(100, scores, positive)).isEqualTo(0.5);
  }

  @Test
  void precisionAtKAveragesOverEqualScores() {
    // The first place is sure, the second is drawn from three rows with one positive.
    double[] scores = {9, 5, 5, 5};
    assertThat(RankingMetrics.precisionAt(2, scores, new boolean[] {T, F, T, F}))
        .isCloseTo((1 + 1 / 3.0) / 2, within(1e-15));
  }

  @Test
  void floatsAndDoublesAgree() {
    float[] floats = {0.1f, 0.4f, 0.35f, 0.8f};
    boolean[] positive = {F, F, T, T};
    assertThat(RankingMetrics.auroc(floats, positive)).isEqualTo(0.75);
    assertThat(RankingMetrics.averagePrecision(floats, positive))
        .isCloseTo((1 + 2 / 3.0) / 2, within(1e-15));
    assertThat(RankingMetrics.precisionAt(2, floats, positive)).isEqualTo(0.5);
  }

  @Test
  void aMissingClassIsNaN() {
    assertThat(RankingMetrics.auroc(new double[] {1, 2}, new boolean[] {T, T})).isNaN();
    assertThat(RankingMetrics.auroc(new double[] {1, 2}, new boolean[] {F, F})).isNaN();
    assertThat(RankingMetrics.auroc(new double[0], new boolean[0])).isNaN();
    assertThat(RankingMetrics.averagePrecision(new double[] {1}, new boolean[] {F})).isNaN();
    assertThat(RankingMetrics.precisionAt(1, new double[0], new boolean[0])).isNaN();
  }

  @Test
  void infinitiesAreOrdinaryScores() {
    double[] scores = {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0};
    assertThat(RankingMetrics.auroc(scores, new boolean[] {F, T, F})).isEqualTo(1);
  }

  @Test
  void inputThatCannotBeRankedIsRejected() {
    assertThatThrownBy(() -> RankingMetrics.auroc(new double[2], new boolean[3]))
        .hasMessage("2 scores but 3 labels");
    assertThatThrownBy(() -> RankingMetrics.auroc(new double[] {0, Double.NaN}, new boolean[2]))
        .hasMessage("score 1 is NaN");
    assertThatThrownBy(() -> RankingMetrics.precisionAt(0, new double[1], new boolean[1]))
        .hasMessage("k must be ≥ 1, got 0");
  }
}
