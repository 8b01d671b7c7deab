package io.tercet.core.ensemble;

import io.tercet.core.feature.Feature;
import io.tercet.core.feature.FeatureBlock;
import java.util.function.ObjIntConsumer;

/**
 * The features of a window in time order: rows {@code [0, fitted)} are trained on, the later ones,
 * up to {@code rows}, calibrate.
 *
 * @param columns {@code columns[feature][row]}
 */
@SuppressWarnings("ArrayRecordComponent") // identity is never asked of a window
record TrainingWindow(float[][] columns, int fitted, int rows) {
  TrainingWindow {
    if (columns.length != Feature.count()) {
      throw new IllegalArgumentException(
          "there must be a column for each of %d features, got %d"
              .formatted(Feature.count(), columns.length));
    }
    for (Feature feature : Feature.all()) {
      int length = columns[feature.ordinal()].length;
      if (length < rows) {
        throw new IllegalArgumentException(
            "column '%s' has %d values, fewer than %d rows".formatted(feature.id(), length, rows));
      }
    }
  }

  /** How many rows calibrate. */
  int held() {
    return rows - fitted;
  }

  /**
   * Hands rows {@code [from, rows)} to {@code use} in blocks, each with the number of its first.
   */
  void forBlocks(int from, ObjIntConsumer<FeatureBlock> use) {
    FeatureBlock block = new FeatureBlock(EnsembleScorer.BLOCK);
    for (int at = from; at < rows; at += block.size) {
      block.size = Math.min(EnsembleScorer.BLOCK, rows - at);
      for (int f = 0; f < columns.length; f++) {
        System.arraycopy(columns[f], at, block.columns[f], 0, block.size);
      }
      use.accept(block, at);
    }
  }
}
