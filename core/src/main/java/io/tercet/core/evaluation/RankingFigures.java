package io.tercet.core.evaluation;

/**
 * How good a ranking is.
 *
 * @param auroc area under the ROC curve, in [0, 1]; NaN if a class is absent
 * @param averagePrecision in [0, 1]; NaN without positives
 */
public record RankingFigures(double auroc, double averagePrecision) {

  /**
   * Measures a ranking, as {@link RankingMetrics} does from scores.
   *
   * @param positive by row
   */
  public static RankingFigures of(Ranking ranking, boolean[] positive) {
    long positives = 0;
    long entering = 0;
    long negativesBefore = 0;
    double losses = 0;
    double precision = 0;
    for (int place = 0; place < ranking.size(); place++) {
      entering += positive[ranking.row(place)] ? 1 : 0;
      if (ranking.endsGroup(place)) {
        positives += entering;
        long negatives = place + 1 - positives;
        // Against negatives above a positive loses, against those of equal score it loses half.
        losses += entering * 0.5 * (negatives + negativesBefore);
        precision += entering * ((double) positives / (place + 1));
        negativesBefore = negatives;
        entering = 0;
      }
    }
    double pairs = (double) positives * negativesBefore;
    return new RankingFigures(1 - losses / pairs, precision / positives);
  }
}
