package io.tercet.core.detector.autoencoder;

import io.tercet.core.detector.Detector;
import io.tercet.core.model.ModelFormatException;
import io.tercet.core.model.Tensors;

/**
 * A trained autoencoder (Hawkins, He, Williams, Baxter 2002, "Outlier detection using replicator
 * neural networks"). A row's score is the mean squared error of its reconstruction over the scaled
 * inputs, in [0, {@link Float#MAX_VALUE}]. Inputs are scaled robustly and clipped to ±8 spreads, so
 * an infinite one counts as the clipped one; a row with a NaN gets {@link Float#MAX_VALUE}.
 *
 * <p>A row's score is the same, bit for bit, alone or among others, and on every machine: every sum
 * is a chain of fused multiply-adds in the order of units, and nothing is used whose last bit is
 * left open.
 */
public final class Autoencoder implements Detector {
  /** Most inputs an autoencoder may have. */
  static final int MAX_INPUTS = 4096;

  private final Network network;
  private final RobustScaling scaling;

  Autoencoder(Network network, RobustScaling scaling) {
    this.network = network;
    this.scaling = scaling;
  }

  @Override
  public int inputs() {
    return network.inputs();
  }

  @Override
  public Scorer scorer() {
    return new BlockScorer(network, scaling);
  }

  /**
   * What the autoencoder makes of rows {@code [0, rows)}, in the unit of each input. Allocates; for
   * the few rows that need an explanation.
   *
   * @param columns feature-major: {@code columns[f][row]}; read only
   * @param rows ≥ 0
   * @return {@code [f][row]}, finite if the row is
   */
  public float[][] reconstruct(float[][] columns, int rows) {
    ForwardPass pass = pass(columns, rows);
    for (int f = 0; f < inputs(); f++) {
      float[] output = pass.outputs()[f];
      for (int r = 0; r < rows; r++) {
        output[r] = scaling.unscaled(f, output[r]);
      }
    }
    return pass.outputs();
  }

  /**
   * Squared errors of rows {@code [0, rows)} over the scaled inputs: their mean over f is the row's
   * score up to rounding, so they say which inputs it comes from. Allocates; for the few rows that
   * need an explanation.
   *
   * @param columns feature-major: {@code columns[f][row]}; read only
   * @param rows ≥ 0
   * @return {@code [f][row]}, ≥ 0 and finite if the row is
   */
  public float[][] squaredErrors(float[][] columns, int rows) {
    ForwardPass pass = pass(columns, rows);
    float[][] errors = new float[inputs()][rows];
    for (int f = 0; f < inputs(); f++) {
      Elementwise.addSquaredError(errors[f], pass.outputs()[f], pass.inputs()[f], rows);
    }
    return errors;
  }

  private ForwardPass pass(float[][] columns, int rows) {
    scaling.requireInputs(columns.length);
    ForwardPass pass = new ForwardPass(network, rows);
    pass.load(columns, 0, rows, scaling);
    pass.run(rows);
    return pass;
  }

  /**
   * The score of one row, neuron by neuron as the definition says. Slow; {@link #scorer()} gives
   * the same bits.
   *
   * @param row one value an input
   */
  public float referenceScore(float[] row) {
    scaling.requireInputs(row.length);
    return ReferenceScore.of(network, scaling, row);
  }

  /**
   * Puts the model's tensors: {@code sizes}, {@code median}, {@code inverse_scale}, and {@code
   * weight.i} of shape (to, from) and {@code bias.i} for each layer i.
   *
   * @param prefix of their names
   */
  public void writeTo(Tensors tensors, String prefix) {
    AutoencoderFormat.write(network, scaling, tensors, prefix);
  }

  /**
   * Reads what {@link #writeTo} put; the model scores the same bits.
   *
   * @throws ModelFormatException if a tensor is missing, of another shape, not finite or too large
   */
  public static Autoencoder readFrom(Tensors tensors, String prefix) throws ModelFormatException {
    return AutoencoderFormat.read(tensors, prefix);
  }
}
