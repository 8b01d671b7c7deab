package io.tercet.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.core.evaluation.RankingCurve.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTest {
  @Test
  void onlyTheRowsOfTheRangeAreRankedHighestFirst() {
    Ranking ranking = Ranking.of(new float[] {99, 1, -5, 7, 0, -0f, 88}, 1, 6);
    assertThat(ranking.size()).isEqualTo(5);
    assertThat(List.of(ranking.row(0), ranking.row(1), ranking.row(4))).containsExactly(3, 1, 2);
    // 0 and −0 are one group.
    assertThat(ranking.endsGroup(1)).isTrue();
    assertThat(ranking.endsGroup(2)).isFalse();
    assertThat(ranking.endsGroup(3)).isTrue();
    assertThat(ranking.endsGroup(4)).isTrue();
  }

  @Test
  void whatIsNoNumberIsRefused() {
    assertThatThrownBy(() -> Ranking.of(new float[] {1, Float.NaN}, 0, 2))
        .hasMessageContaining("score 1 is NaN");
  }

  @Test
  void withoutOneClassThereIsNoArea() {
    Ranking ranking = Ranking.of(new float[] {1, 2}, 0, 2);
    RankingFigures none = RankingFigures.of(ranking, new boolean[] {false, false});
    assertThat(none.auroc()).isNaN();
    assertThat(none.averagePrecision()).isNaN();
    assertThat(RankingFigures.of(ranking, new boolean[] {true, true}).auroc()).isNaN();
    assertThat(RankingCurve.of(ranking, new boolean[] {true, true}, 10)).isEmpty();
  }

  @Test
  void aCurveGoesThroughEveryThresholdToTheCorner() {
    Ranking ranking = Ranking.of(new float[] {4, 3, 3, 1}, 0, 4);
    assertThat(RankingCurve.of(ranking, new boolean[] {true, false, true, false}, 100))
        .containsExactly(new Point(0, 0.5, 1), new Point(0.5, 1, 2 / 3.0), new Point(1, 1, 0.5));
  }

  @Test
  void aCurveOfManyRowsHasFewPoints() {
    int size = 10_000;
    float[] scores = new float[size];
    boolean[] positive = new boolean[size];
    for (int i = 0; i < size; i++) {
      scores[i] = i;
      positive[i] = i % 7 == 0;
    }
    List<Point> points = RankingCurve.of(Ranking.of(scores, 0, size), positive, 100);
    assertThat(points).hasSizeBetween(100, 203).last().isEqualTo(new Point(1, 1, 1429 / 10_000.0));
  }
}
