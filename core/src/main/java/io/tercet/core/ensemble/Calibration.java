package io.tercet.core.ensemble;

import io.tercet.core.model.ModelFormatException;
import io.tercet.core.model.Tensors;
import org.jspecify.annotations.Nullable;

/**
 * Turns a raw score into a tail probability against a sample of scores: the empirical survival
 * function with mid-ranks, continued past its end by {@link ParetoTail}, so that the extremes keep
 * an order. Computed once into a table; then a look-up a row. Immutable.
 */
public final class Calibration {
  /** −ln p never exceeds this: one in 10^12. */
  public static final float MAX_SURPRISE = 27.6f;

  private final FloatBins bins;
  private final float[] surprise;

  // Made when it is first asked for: the curve of a rolling calibration never is.
  private volatile float @Nullable [] comfort;

  /** How scores are spread, for the tail beyond the sample. */
  public enum Scale {
    /** Large scores are suspicious; the tail is fitted to the score itself. */
    HIGH,
    /** Large scores are suspicious; the tail is fitted to their logarithm. */
    HIGH_LOGARITHMIC,
    /** Small scores are suspicious; the tail is fitted to minus their logarithm. */
    LOW_LOGARITHMIC;

    double position(float score) {
      return switch (this) {
        case HIGH -> score;
        case HIGH_LOGARITHMIC -> StrictMath.log(score);
        case LOW_LOGARITHMIC -> -StrictMath.log(score);
      };
    }

    /** How far beyond the sample scores are still told apart, as a factor. */
    float reach() {
      return this == HIGH ? 8 : 1e5f;
    }
  }

  Calibration(FloatBins bins, float[] surprise) {
    this.bins = bins;
    this.surprise = surprise;
  }

  /**
   * Calibrates on {@code scores[0, rows)}, positive numbers. Without any, every p is ½; scores ≤ 0
   * count as the least positive one and infinite ones as the largest.
   */
  public static Calibration fit(float[] scores, int rows, Scale scale) {
    FloatBins bins = bins(scores, rows, scale, FloatBins.MAX_BINS);
    int[] counts = new int[bins.bins()];
    for (int i = 0; i < rows; i++) {
      counts[bins.of(scores[i])]++;
    }
    return new CurveFit(bins, scale).fit(counts);
  }

  /** Bins that cover the sample and reach beyond it on the suspicious side. */
  static FloatBins bins(float[] scores, int rows, Scale scale, int maxBins) {
    float low = rows == 0 ? 1 : Float.MAX_VALUE;
    float high = rows == 0 ? 1 : Float.MIN_NORMAL;
    for (int i = 0; i < rows; i++) {
      low = Math.min(low, scores[i]);
      high = Math.max(high, scores[i]);
    }
    float reach = scale.reach();
    return scale == Scale.LOW_LOGARITHMIC
        ? FloatBins.covering(Math.max(Float.MIN_NORMAL, low / reach), high, maxBins)
        : FloatBins.covering(low, high * reach, maxBins);
  }

  /**
   * The same as a word among others: every p divided by {@code weight} > 0, and 1 where p is over
   * {@code heardBelow} in (0, 1].
   */
  Calibration heard(double weight, double heardBelow) {
    float lnWeight = (float) StrictMath.log(weight);
    float quiet = (float) -StrictMath.log(heardBelow);
    float[] words = new float[surprise.length];
    for (int i = 0; i < words.length; i++) {
      float word = surprise[i] < quiet ? 0 : surprise[i] + lnWeight;
      words[i] = Math.max(CurveFit.MIN_SURPRISE, Math.min(MAX_SURPRISE, word));
    }
    return new Calibration(bins, words);
  }

  /**
   * Looks up {@code scores[0, rows)}.
   *
   * @param outSurprise receives −ln p, in [1e-6, {@link #MAX_SURPRISE}]
   * @param outComfort receives −ln (1 − p), > 0: near 0 for the suspicious
   */
  public void apply(float[] scores, int rows, float[] outSurprise, float[] outComfort) {
    bins.look(surprise, scores, 0, rows, outSurprise);
    bins.look(comfort(), scores, 0, rows, outComfort);
  }

  /** Looks up {@code scores[from, to)}; {@code outSurprise} receives −ln p, in the same places. */
  void apply(float[] scores, int from, int to, float[] outSurprise) {
    bins.look(surprise, scores, from, to, outSurprise);
  }

  /** Looks up {@code scores[0, rows)}; {@code outComfort} receives −ln (1 − p). */
  void applyComfort(float[] scores, int rows, float[] outComfort) {
    bins.look(comfort(), scores, 0, rows, outComfort);
  }

  private float[] comfort() {
    float[] table = comfort;
    if (table == null) {
      table = new float[surprise.length];
      for (int i = 0; i < table.length; i++) {
        table[i] = (float) -StrictMath.log1p(-StrictMath.exp(-surprise[i]));
      }
      comfort = table;
    }
    return table;
  }

  /** −ln p of one score. */
  public float surprise(float score) {
    return surprise[bins.of(score)];
  }

  /** −ln p of each bin; not a copy. */
  float[] table() {
    return surprise;
  }

  static void requireSurprise(String name, float value) throws ModelFormatException {
    if (!(value >= CurveFit.MIN_SURPRISE && value <= MAX_SURPRISE)) {
      throw new ModelFormatException("'" + name + "' has a value out of range: " + value);
    }
  }

  /** Writes the table under {@code prefix}. */
  public void writeTo(Tensors tensors, String prefix) {
    tensors.put(prefix + "bins", new int[] {bins.shift(), bins.first()});
    tensors.put(prefix + "surprise", surprise);
  }

  /** Reads what {@link #writeTo} wrote. */
  public static Calibration readFrom(Tensors tensors, String prefix) throws ModelFormatException {
    float[] surprise = tensors.floats(prefix + "surprise");
    for (float value : surprise) {
      requireSurprise(prefix + "surprise", value);
    }
    return new Calibration(FloatBins.readFrom(tensors, prefix + "bins", surprise.length), surprise);
  }
}
