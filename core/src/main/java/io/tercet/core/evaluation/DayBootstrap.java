package io.tercet.core.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/**
 * Intervals by drawing whole days again, with replacement: what happened on one day hangs together
 * (a campaign, an outage, an account's run), and drawing single rows would promise too narrow an
 * interval. Block bootstrap (Künsch 1989) with the day as block; percentile intervals (Efron 1979).
 */
public final class DayBootstrap {
  /** With fewer days nothing is said. */
  public static final int LEAST_DAYS = 5;

  /** Resamples that share a pass over the rows: their weights of a month stay in the L1 cache. */
  private static final int BATCH = 256;

  private static final double CONFIDENCE = 0.95;

  /** How often each resample drew a day: {@code [day][resample]}. */
  private final int[][] weights;

  private final int resamples;

  private DayBootstrap(int[][] weights, int resamples) {
    this.weights = weights;
    this.resamples = resamples;
  }

  /**
   * Draws.
   *
   * @param days how many there are, ≥ 0; fewer than {@value #LEAST_DAYS} give no intervals
   * @param resamples ≥ 1
   * @param seed equal seeds give equal intervals
   */
  public static DayBootstrap draw(int days, int resamples, long seed) {
    if (resamples < 1) {
      throw new IllegalArgumentException("resamples must be ≥ 1, got " + resamples);
    }
    int[][] weights = new int[days][resamples];
    SplittableRandom random = new SplittableRandom(seed);
    for (int r = 0; r < resamples; r++) {
      for (int drawn = 0; drawn < days; drawn++) {
        weights[random.nextInt(days)][r]++;
      }
    }
    return new DayBootstrap(weights, resamples);
  }

  /** Whether there are days enough. */
  public boolean isPossible() {
    return weights.length >= LEAST_DAYS;
  }

  /**
   * Of Σ numerators / Σ denominators.
   *
   * @param numerators by day
   * @param denominators by day
   */
  public Interval ratio(double[] numerators, double[] denominators) {
    return interval(r -> sum(numerators, r) / sum(denominators, r));
  }

  /** Of the mean of a figure of each day. */
  public Interval mean(double[] values) {
    return interval(r -> sum(values, r) / weights.length);
  }

  private double sum(double[] values, int resample) {
    double sum = 0;
    for (int day = 0; day < values.length; day++) {
      sum += weights[day][resample] * values[day];
    }
    return sum;
  }

  private Interval interval(IntToDoubleFunction figure) {
    if (!isPossible()) {
      return Interval.UNKNOWN;
    }
    double[] values = new double[resamples];
    Arrays.setAll(values, figure);
    return percentiles(values);
  }

  /** Of both figures of a ranking whose days are numbered as here. */
  public RankingIntervals ranking(WeightedRanking ranking) {
    if (!isPossible()) {
      return new RankingIntervals(Interval.UNKNOWN, Interval.UNKNOWN);
    }
    RankingFigures[] figures = figures(ranking);
    return new RankingIntervals(
        percentiles(Arrays.stream(figures).mapToDouble(RankingFigures::auroc).toArray()),
        percentiles(
            Arrays.stream(figures).mapToDouble(RankingFigures::averagePrecision).toArray()));
  }

  /**
   * Intervals of both figures.
   *
   * @param auroc of the area under the ROC curve
   * @param averagePrecision of the average precision
   */
  public record RankingIntervals(Interval auroc, Interval averagePrecision) {}

  /** What each resample says of a ranking, in order. */
  RankingFigures[] figures(WeightedRanking ranking) {
    RankingFigures[] all = new RankingFigures[resamples];
    for (int from = 0; from < resamples; from += BATCH) {
      int to = Math.min(resamples, from + BATCH);
      int[][] batch = new int[weights.length][];
      for (int day = 0; day < weights.length; day++) {
        batch[day] = Arrays.copyOfRange(weights[day], from, to);
      }
      System.arraycopy(ranking.figures(batch), 0, all, from, to - from);
    }
    return all;
  }

  /** The middle 95 % of values; unknown if more than half of them are NaN. */
  static Interval percentiles(double[] values) {
    double[] known = Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
    if (known.length * 2 < values.length || known.length == 0) {
      return Interval.UNKNOWN;
    }
    double tail = (1 - CONFIDENCE) / 2;
    return new Interval(quantile(known, tail), quantile(known, 1 - tail));
  }

  /** Between the two order statistics that enclose it (Hyndman, Fan 1996, definition 7). */
  private static double quantile(double[] ascending, double share) {
    double place = share * (ascending.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, ascending.length - 1);
    return ascending[below] + (place - below) * (ascending[above] - ascending[below]);
  }
}
