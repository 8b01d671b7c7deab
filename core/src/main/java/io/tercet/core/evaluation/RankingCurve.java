package io.tercet.core.evaluation;

import java.util.ArrayList;
import java.util.List;

/** The points of a ranking's ROC and precision-recall curves. */
public final class RankingCurve {
  private RankingCurve() {}

  /**
   * What a threshold would give.
   *
   * @param falsePositiveRate share of negatives at or above it, in [0, 1]
   * @param recall share of positives at or above it, in [0, 1]
   * @param precision share of positives among all at or above it, in [0, 1]
   */
  public record Point(double falsePositiveRate, double recall, double precision) {}

  /**
   * Points in order of falling threshold, the last one at (1, 1). A step is left out as long as
   * neither rate has moved by {@code 1 / most}, so that there are at most about {@code 2 · most}.
   *
   * @param positive by row
   * @return empty if a class is absent
   */
  public static List<Point> of(Ranking ranking, boolean[] positive, int most) {
    long positives = 0;
    for (int place = 0; place < ranking.size(); place++) {
      positives += positive[ranking.row(place)] ? 1 : 0;
    }
    long negatives = ranking.size() - positives;
    List<Point> points = new ArrayList<>();
    if (positives == 0 || negatives == 0) {
      return points;
    }
    Point last = new Point(0, 0, 0);
    long hits = 0;
    for (int place = 0; place < ranking.size(); place++) {
      hits += positive[ranking.row(place)] ? 1 : 0;
      long misses = place + 1 - hits;
      double rate = (double) misses / negatives;
      double recall = (double) hits / positives;
      boolean moved =
          rate - last.falsePositiveRate >= 1.0 / most
              || recall - last.recall >= 1.0 / most
              || place == ranking.size() - 1;
      if (moved && ranking.endsGroup(place)) {
        last = new Point(rate, recall, (double) hits / (place + 1));
        points.add(last);
      }
    }
    return points;
  }
}
