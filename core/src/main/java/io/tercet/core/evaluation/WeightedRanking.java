package io.tercet.core.evaluation;

/**
 * A ranking whose rows count as often as their day does, for many weightings of the days at once:
 * what a bootstrap over days asks for. One pass over the rows serves all weightings; it adds a
 * day's weights to the running counts, array to array without an offset, so that the compiler makes
 * vector instructions of it: about 0.1 ns a row and weighting. Sorting again for each would take a
 * thousand times as long.
 */
public final class WeightedRanking {
  private static final int DAY_SHIFT = 2;
  private static final int POSITIVE = 2;
  private static final int ENDS_GROUP = 1;

  /** Day, class and end of group of each place, highest score first. */
  private final int[] codes;

  private WeightedRanking(int[] codes) {
    this.codes = codes;
  }

  /**
   * Prepares a ranking.
   *
   * @param positive by row
   * @param day by row, in [firstDay, firstDay + 2^29)
   * @param firstDay which becomes day 0 of the weights
   */
  public static WeightedRanking of(Ranking ranking, boolean[] positive, int[] day, int firstDay) {
    int[] codes = new int[ranking.size()];
    for (int place = 0; place < codes.length; place++) {
      int row = ranking.row(place);
      codes[place] =
          (day[row] - firstDay) << DAY_SHIFT
              | (positive[row] ? POSITIVE : 0)
              | (ranking.endsGroup(place) ? ENDS_GROUP : 0);
    }
    return new WeightedRanking(codes);
  }

  /**
   * Measures the ranking under each weighting.
   *
   * @param weights {@code [day][weighting]}, each ≥ 0: how often the rows of the day count
   * @return one a weighting; NaN where its days lack a class
   */
  public RankingFigures[] figures(int[][] weights) {
    int count = weights.length == 0 ? 0 : weights[0].length;
    Sums sums = new Sums(count);
    boolean begins = true;
    for (int code : codes) {
      boolean ends = (code & ENDS_GROUP) != 0;
      boolean positive = (code & POSITIVE) != 0;
      // A negative alone, which most groups are, needs no group.
      if (begins && (positive || !ends)) {
        sums.beginGroup();
      }
      add(positive ? sums.groupPositives : sums.negatives, weights[code >>> DAY_SHIFT]);
      sums.groupHasPositives |= positive;
      if (ends && sums.groupHasPositives) {
        sums.endGroup();
      }
      begins = ends;
    }
    return sums.figures();
  }

  private static void add(int[] counts, int[] weight) {
    for (int w = 0; w < counts.length; w++) {
      counts[w] += weight[w];
    }
  }

  /** Running counts of each weighting. */
  private static final class Sums {
    private final int[] negatives;
    private final int[] negativesBefore;
    private final int[] positives;
    private final int[] groupPositives;
    private final double[] losses;
    private final double[] precision;
    private boolean groupHasPositives;

    Sums(int count) {
      negatives = new int[count];
      negativesBefore = new int[count];
      positives = new int[count];
      groupPositives = new int[count];
      losses = new double[count];
      precision = new double[count];
    }

    void beginGroup() {
      System.arraycopy(negatives, 0, negativesBefore, 0, negatives.length);
    }

    void endGroup() {
      for (int w = 0; w < negatives.length; w++) {
        endGroup(w);
      }
      groupHasPositives = false;
    }

    private void endGroup(int w) {
      int entering = groupPositives[w];
      if (entering > 0) {
        positives[w] += entering;
        // Against negatives above a positive loses, against those of equal score it loses half.
        losses[w] += entering * 0.5 * ((double) negatives[w] + negativesBefore[w]);
        precision[w] += entering * ((double) positives[w] / ((double) positives[w] + negatives[w]));
        groupPositives[w] = 0;
      }
    }

    RankingFigures[] figures() {
      RankingFigures[] figures = new RankingFigures[negatives.length];
      for (int w = 0; w < figures.length; w++) {
        double pairs = (double) positives[w] * negatives[w];
        figures[w] = new RankingFigures(1 - losses[w] / pairs, precision[w] / positives[w]);
      }
      return figures;
    }
  }
}
