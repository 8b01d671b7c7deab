package io.tercet.core.evaluation;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Whether one ranking of the same rows is better than another. Both are measured on the same drawn
 * days, so that what is hard for both does not count.
 *
 * @param first the figure of the first ranking
 * @param second the figure of the second
 * @param difference interval of first − second; unknown with too few days
 * @param p how often the difference would be so far from 0 if there were none, in (0, 1], two-sided
 *     by the bootstrap distribution (Davison, Hinkley 1997, 4.4); NaN with too few days
 */
public record PairedTest(double first, double second, Interval difference, double p) {

  /**
   * Tests one figure.
   *
   * @param figure {@link RankingFigures#auroc} or {@link RankingFigures#averagePrecision}
   */
  public static PairedTest of(
      Measured first, Measured second, ToDoubleFunction<RankingFigures> figure) {
    double one = figure.applyAsDouble(first.figures);
    double other = figure.applyAsDouble(second.figures);
    if (first.resampled.length == 0) {
      return new PairedTest(one, other, Interval.UNKNOWN, Double.NaN);
    }
    double[] differences = new double[first.resampled.length];
    Arrays.setAll(
        differences,
        r -> figure.applyAsDouble(first.resampled[r]) - figure.applyAsDouble(second.resampled[r]));
    return new PairedTest(one, other, DayBootstrap.percentiles(differences), twoSided(differences));
  }

  private static double twoSided(double[] differences) {
    long known = Arrays.stream(differences).filter(d -> !Double.isNaN(d)).count();
    long below = Arrays.stream(differences).filter(d -> d <= 0).count();
    long above = Arrays.stream(differences).filter(d -> d >= 0).count();
    // One more, as if the figures themselves had been drawn: a p of 0 cannot be known.
    return known == 0 ? Double.NaN : Math.min(1, 2.0 * (Math.min(below, above) + 1) / (known + 1));
  }

  /** A ranking's figures, and those of each resample. */
  public static final class Measured {
    private final RankingFigures figures;
    private final RankingFigures[] resampled;

    private Measured(RankingFigures figures, RankingFigures[] resampled) {
      this.figures = figures;
      this.resampled = resampled;
    }

    /**
     * Measures.
     *
     * @param figures of the ranking as it is
     */
    public static Measured of(
        RankingFigures figures, WeightedRanking ranking, DayBootstrap bootstrap) {
      return new Measured(
          figures, bootstrap.isPossible() ? bootstrap.figures(ranking) : new RankingFigures[0]);
    }
  }
}
