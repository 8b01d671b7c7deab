package io.tercet.core.detector.autoencoder;

/**
 * Scaled copies of the rows that training reads: a fixed validation part, and the rows of an epoch.
 * All rows stand in one random order; an epoch takes the next of them, cyclically.
 */
final class TrainingSample {
  /** All rows, scaled, in the random order: gathered once, because random reads are slow. */
  private final float[][] ordered;

  /** {@code validation[f][row]}, every row of it valid. */
  final float[][] validation;

  /** {@code epoch[f][row]}, every row of it valid. */
  final float[][] epoch;

  private final int rows;

  /** Rows of {@link #ordered} before this one are kept for validation. */
  private final int first;

  private int next;

  TrainingSample(
      float[][] columns,
      int rows,
      RobustScaling scaling,
      AutoencoderOptions options,
      SplitMix64 random) {
    this.rows = rows;
    ordered = gather(columns, shuffled(rows, random), scaling);
    first = (int) (rows * options.validationShare());
    next = first;
    int kept = first == 0 ? rows : first;
    int mostKept = (int) (options.maxRowsPerEpoch() * Math.max(options.validationShare(), 0.01));
    validation = new float[columns.length][Math.min(kept, Math.max(1, mostKept))];
    epoch = new float[columns.length][Math.min(rows - first, options.maxRowsPerEpoch())];
    copy(validation, 0);
    copy(epoch, first);
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
    if (epochRows() == rows - first) {
      return;
    }
    next += epochRows();
    if (next >= rows) {
      next -= rows - first;
    }
    copy(epoch, next);
  }

  /** Copies the rows from {@code from} on, and goes on with {@link #first} after the last. */
  private void copy(float[][] target, int from) {
    for (int f = 0; f < target.length; f++) {
      int wanted = target[f].length;
      int head = Math.min(wanted, rows - from);
      System.arraycopy(ordered[f], from, target[f], 0, head);
      System.arraycopy(ordered[f], first, target[f], head, wanted - head);
    }
  }

  private static float[][] gather(float[][] columns, int[] order, RobustScaling scaling) {
    float[][] gathered = new float[columns.length][order.length];
    for (int f = 0; f < columns.length; f++) {
      for (int k = 0; k < order.length; k++) {
        gathered[f][k] = requireFinite(columns, f, order[k]);
      }
      scaling.apply(f, gathered[f], order.length);
    }
    return gathered;
  }

  private static float requireFinite(float[][] columns, int f, int row) {
    float value = columns[f][row];
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException(
          "column %d must be finite, got %s in row %d".formatted(f, value, row));
    }
    return value;
  }
}
