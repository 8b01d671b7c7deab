package io.tercet.core.detector.autoencoder;

import java.util.List;

/**
 * How an autoencoder is built and trained.
 *
 * @param hidden units of each hidden layer, from the input on: 1 to 8 layers of 1 to 1024 units
 * @param epochs passes over the training rows at most, in [1, 10,000]
 * @param batchSize rows a step of the optimiser, in [1, 65,536]
 * @param adam the optimiser
 * @param validationShare of the rows kept aside to stop early, in [0, 0.5]; if it comes to no row,
 *     the loss is watched on the training rows
 * @param patience epochs without a better validation loss before training stops, ≥ 1
 * @param maxRowsPerEpoch rows that an epoch sees at most, in [1, 16,777,216]; the next epoch goes
 *     on where it ended
 * @param l2 weight decay: adds l2/2 · Σ w² to the loss; biases are free; in [0, 1]
 */
public record AutoencoderOptions(
    List<Integer> hidden,
    int epochs,
    int batchSize,
    Adam adam,
    double validationShare,
    int patience,
    int maxRowsPerEpoch,
    double l2) {

  /** Most units a hidden layer may have. */
  static final int MAX_UNITS = 1024;

  /** Most hidden layers. */
  static final int MAX_HIDDEN = 8;

  private static final AutoencoderOptions DEFAULTS =
      new AutoencoderOptions(
          List.of(16, 8, 16), 8, 256, new Adam(2e-3, 0.9, 0.999, 1e-8), 0.1, 4, 1 << 16, 1e-6);

  /** Checks every range. */
  public AutoencoderOptions {
    hidden = List.copyOf(hidden);
    requireRange("hidden layers", hidden.size(), 1, MAX_HIDDEN);
    hidden.forEach(units -> requireRange("units of a hidden layer", units, 1, MAX_UNITS));
    requireRange("epochs", epochs, 1, 10_000);
    requireRange("batchSize", batchSize, 1, 1 << 16);
    requireRange("validationShare", validationShare, 0, 0.5);
    requireRange("patience", patience, 1, Integer.MAX_VALUE);
    requireRange("maxRowsPerEpoch", maxRowsPerEpoch, 1, 1 << 24);
    requireRange("l2", l2, 0, 1);
  }

  /**
   * 16-8-16, up to 8 epochs of at most 65,536 rows: half a million rows however long the window is.
   * Twice as many epochs, or epochs of 262,144 rows, change no figure of the risk.
   */
  public static AutoencoderOptions defaults() {
    return DEFAULTS;
  }

  /** The same with other hidden layers. */
  public AutoencoderOptions withHidden(Integer... units) {
    return new AutoencoderOptions(
        List.of(units), epochs, batchSize, adam, validationShare, patience, maxRowsPerEpoch, l2);
  }

  /** The same with another number of epochs. */
  public AutoencoderOptions withEpochs(int number) {
    return new AutoencoderOptions(
        hidden, number, batchSize, adam, validationShare, patience, maxRowsPerEpoch, l2);
  }

  /** The same with another batch size. */
  public AutoencoderOptions withBatchSize(int rows) {
    return new AutoencoderOptions(
        hidden, epochs, rows, adam, validationShare, patience, maxRowsPerEpoch, l2);
  }

  /** The same with another optimiser. */
  public AutoencoderOptions withAdam(Adam optimiser) {
    return new AutoencoderOptions(
        hidden, epochs, batchSize, optimiser, validationShare, patience, maxRowsPerEpoch, l2);
  }

  /** The same with another share of rows that decide when to stop, and another patience. */
  public AutoencoderOptions withEarlyStopping(double share, int epochsOfPatience) {
    return new AutoencoderOptions(
        hidden, epochs, batchSize, adam, share, epochsOfPatience, maxRowsPerEpoch, l2);
  }

  /** The same with another bound on the rows of an epoch. */
  public AutoencoderOptions withMaxRowsPerEpoch(int rows) {
    return new AutoencoderOptions(
        hidden, epochs, batchSize, adam, validationShare, patience, rows, l2);
  }

  /** The same with another weight decay. */
  public AutoencoderOptions withL2(double decay) {
    return new AutoencoderOptions(
        hidden, epochs, batchSize, adam, validationShare, patience, maxRowsPerEpoch, decay);
  }

  private static void requireRange(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s must be in [%s, %s], got %s".formatted(name, text(least), text(most), text(value)));
    }
  }

  private static String text(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  /**
   * Kingma, Ba 2015, "Adam: a method for stochastic optimization".
   *
   * @param learningRate in (0, 1]
   * @param beta1 decay of the gradient's mean, in [0, 0.9999]
   * @param beta2 decay of the gradient's mean square, in [0, 0.999999]
   * @param epsilon keeps the step finite, in [1e-12, 1]
   */
  public record Adam(double learningRate, double beta1, double beta2, double epsilon) {
    /** Checks every range. */
    public Adam {
      requireRange("learningRate", learningRate, Double.MIN_NORMAL, 1);
      requireRange("beta1", beta1, 0, 0.9999);
      requireRange("beta2", beta2, 0, 0.999999);
      requireRange("epsilon", epsilon, 1e-12, 1);
    }
  }
}
