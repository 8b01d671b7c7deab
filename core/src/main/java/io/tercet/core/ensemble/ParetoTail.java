package io.tercet.core.ensemble;

/**
 * A generalised Pareto tail beyond a high threshold (peaks over threshold; Siffer, Fouque, Termier,
 * Largouët 2017), fitted by the method of moments (Hosking, Wallis 1987), with a bounded shape.
 *
 * @param threshold where the tail begins; infinite if there are too few values, or too few
 *     different ones, for a tail
 * @param share of values beyond the threshold
 * @param scale σ > 0
 * @param shape ξ in [−0.4, 0.4]
 */
record ParetoTail(double threshold, double share, double scale, double shape) {
  private static final double TAIL_SHARE = 0.02;
  private static final int MIN_EXCESSES = 50;
  private static final int FEWEST_EXCESSES = 25;
  private static final double MAX_SHAPE = 0.4;
  // A negative shape ends somewhere; shortly before, the order goes on like an exponential's.
  private static final double NEAR_END = 0.05;
  private static final ParetoTail NONE = new ParetoTail(Double.POSITIVE_INFINITY, 0, 1, 0);

  /**
   * Fits the tail to a histogram.
   *
   * @param position of each bin's middle, ascending towards the suspicious end
   * @param counts of each bin
   * @param rows sum of the counts
   */
  static ParetoTail fit(double[] position, int[] counts, long rows) {
    if (rows < 4 * MIN_EXCESSES) {
      return NONE;
    }
    long wanted = Math.max(MIN_EXCESSES, (long) (TAIL_SHARE * rows));
    int first = counts.length;
    long excesses = 0;
    while (excesses < wanted) {
      excesses += counts[--first];
    }
    // A heavy bin is the body of the scores, or an atom: no tail begins below it.
    if (excesses > 2 * wanted) {
      excesses -= counts[first++];
    }
    while (first < counts.length && counts[first] == 0) {
      first++;
    }
    return excesses < FEWEST_EXCESSES ? NONE : fit(position, counts, rows, first, excesses);
  }

  private static ParetoTail fit(
      double[] position, int[] counts, long rows, int first, long excesses) {
    double threshold = first == 0 ? position[0] : (position[first] + position[first - 1]) / 2;
    double sum = 0;
    double squares = 0;
    for (int k = first; k < counts.length; k++) {
      double excess = position[k] - threshold;
      sum += counts[k] * excess;
      squares += counts[k] * excess * excess;
    }
    double mean = sum / excesses;
    return moments(threshold, (double) excesses / rows, mean, squares / excesses - mean * mean);
  }

  /** ξ = ½ (1 − m² / s²); σ then keeps the mean: m = σ / (1 − ξ). */
  private static ParetoTail moments(double threshold, double share, double mean, double variance) {
    if (!(mean > 1e-9) || !(variance > 1e-18)) {
      return new ParetoTail(threshold, share, Math.max(mean, 1e-3), 0);
    }
    double shape = 0.5 * (1 - mean * mean / variance);
    // A tail that ends early alerts on everything beyond; half of it is believed.
    double cautious = shape < 0 ? shape / 2 : shape;
    double bounded = Math.max(-MAX_SHAPE, Math.min(MAX_SHAPE, cautious));
    return new ParetoTail(threshold, share, mean * (1 - bounded), bounded);
  }

  /** Whether {@code x} lies in the tail. */
  boolean covers(double x) {
    return x > threshold;
  }

  /** −ln of the probability of a value beyond {@code x}, which lies in the tail. */
  double surprise(double x) {
    double z = (x - threshold) / scale;
    double base = 1 + shape * z;
    double excess;
    if (Math.abs(shape) < 1e-6) {
      excess = z;
    } else if (base > NEAR_END) {
      excess = StrictMath.log(base) / shape;
    } else {
      excess = StrictMath.log(NEAR_END) / shape + z - (NEAR_END - 1) / shape;
    }
    return excess - StrictMath.log(share);
  }
}
