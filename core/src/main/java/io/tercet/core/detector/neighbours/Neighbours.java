package io.tercet.core.detector.neighbours;

import io.tercet.core.detector.Detector;
import io.tercet.core.model.ModelFormatException;
import io.tercet.core.model.Tensors;
import java.util.Arrays;

/**
 * A nearest-neighbour detector: how far the k-th nearest of some ordinary rows is (Ramaswamy,
 * Rastogi, Shim 2000, "Efficient algorithms for mining outliers from large data sets"), as the mean
 * over several small samples of them (Wu, Jermaine 2006, "Outlier detection by sampling with
 * accuracy guarantees"), each relative to its mean over the training rows. A score is about 1 for
 * an ordinary row and at least 0; a row with a NaN gets {@link Float#MAX_VALUE}.
 *
 * <p>A row's score is the same, bit for bit, alone or among others, and on every machine.
 */
public final class Neighbours implements Detector {
  /** Most inputs a detector may have. */
  static final int MAX_INPUTS = 4096;

  private final Scaling scaling;
  private final float[][][] references;
  private final float[] factors;
  private final int neighbours;

  /**
   * A detector.
   *
   * @param references {@code [member][row][f]}, scaled
   * @param factors what the distance of a member is multiplied by
   * @param neighbours k, at most the rows of a member
   */
  Neighbours(Scaling scaling, float[][][] references, float[] factors, int neighbours) {
    this.scaling = scaling;
    this.references = references;
    this.factors = factors;
    this.neighbours = neighbours;
  }

  @Override
  public int inputs() {
    return scaling.inputs();
  }

  @Override
  public Scorer scorer() {
    return new NeighboursScorer(this);
  }

  /** A scorer that computes and sorts all distances of a row. Slow; gives the same bits. */
  public Scorer referenceScorer() {
    return (columns, rows, scores) -> {
      for (int r = 0; r < rows; r++) {
        scores[r] = reference(columns, r);
      }
    };
  }

  private float reference(float[][] columns, int row) {
    float sum = 0;
    for (int m = 0; m < references.length; m++) {
      float[] squares = new float[references[m].length];
      for (int j = 0; j < squares.length; j++) {
        for (int f = 0; f < inputs(); f++) {
          float difference = scaling.scaled(f, columns[f][row]) - references[m][j][f];
          squares[j] = Math.fma(difference, difference, squares[j]);
        }
      }
      Arrays.sort(squares);
      sum += (float) Math.sqrt(squares[neighbours - 1]) * factors[m];
    }
    return finite(sum);
  }

  /** What is not finite, of inputs that were no numbers, becomes the most. */
  static float finite(float score) {
    return score <= Float.MAX_VALUE ? score : Float.MAX_VALUE;
  }

  Scaling scaling() {
    return scaling;
  }

  float[][][] references() {
    return references;
  }

  float[] factors() {
    return factors;
  }

  int members() {
    return references.length;
  }

  int neighbours() {
    return neighbours;
  }

  /**
   * Puts the model's tensors: {@code median} and {@code inverse} of the inputs, {@code references}
   * of shape (members, rows, inputs), {@code factor} of the members, and {@code neighbours}.
   *
   * @param prefix of their names
   */
  public void writeTo(Tensors tensors, String prefix) {
    NeighboursFormat.write(this, tensors, prefix);
  }

  /**
   * Reads what {@link #writeTo} put; the model scores the same bits.
   *
   * @throws ModelFormatException if a tensor is missing, of another shape, or out of range
   */
  public static Neighbours readFrom(Tensors tensors, String prefix) throws ModelFormatException {
    return NeighboursFormat.read(tensors, prefix);
  }
}
