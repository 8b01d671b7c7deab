package io.tercet.core.detector.autoencoder;

/**
 * Scaled copies of the rows that training reads: a fixed validation part, and the rows of an epoch.
 * All rows stand in one random order; an epoch takes the next of them, cyclically.
 */
final class TrainingSample {
  private final float[][] columns;
  private final RobustScaling scaling;
  private final int[] order;

  /** {@code validation[f][row]}, every row of it valid. */
  final float[][] validation;

  /** {@code epoch[f][row]}, every row of it valid. */
  final float[][] epoch;

  /** Rows of {@link #order} before this one are kept for validation. */
  private final int first;

  private int next;

  TrainingSample(
      float[][] columns,
      int rows,
      RobustScaling scaling,
      AutoencoderOptions options,
      SplitMix64 random) {
    this.columns = columns;
    this.scaling = scaling;
    order = shuffled(rows, random);
    first = (int) (rows * options.validationShare());
    next = first;
    int kept = first == 0 ? rows : first;
    int mostKept = (int) (options.maxRowsPerEpoch() * Math.max(options.validationShare(), 0.01));
    validation = new float[columns.length][Math.min(kept, Math.max(1, mostKept))];
    epoch = new float[columns.length][Math.min(rows - first, options.maxRowsPerEpoch())];
    gather(validation, 0);
    gather(epoch, first);
  }

  private static int[] shuffled(int rows, SplitMix64 random) {
    int[] order = new int[rows];
    for (int r = 0; r < rows; r++) {
      order[r] = r;
    }
    random.shuffle(order);
    return order;
  }

  int validationRows() {
    return validation[0].length;
  }

  int epochRows() {
    return epoch[0].length;
  }

  /** Fills {@link #epoch} with the rows that follow; they are the same ones if all fit. */
  void advance() {
    if (epochRows() == order.length - first) {
      return;
    }
    next += epochRows();
    if (next >= order.length) {
      next -= order.length - first;
    }
    gather(epoch, next);
  }

  private void gather(float[][] target, int from) {
    for (int f = 0; f < columns.length; f++) {
      for (int k = 0, at = from; k < target[f].length; k++, at++) {
        if (at == order.length) {
          at = first;
        }
        target[f][k] = requireFinite(f, order[at]);
      }
      scaling.apply(f, target[f], target[f].length);
    }
  }

  private float requireFinite(int f, int row) {
    float value = columns[f][row];
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException(
          "column %d must be finite, got %s in row %d".formatted(f, value, row));
    }
    return value;
  }
}
