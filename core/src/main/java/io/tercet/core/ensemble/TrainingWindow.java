package io.tercet.core.ensemble;

import io.tercet.core.feature.Feature;
import io.tercet.core.feature.FeatureBlock;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The features of a window in time order: rows {@code [0, fitted)} are trained on, the later ones,
 * up to {@code rows}, calibrate.
 *
 * @param columns {@code columns[feature][row]}
 */
@SuppressWarnings("ArrayRecordComponent") // identity is never asked of a window
record TrainingWindow(float[][] columns, int fitted, int rows) {
  /** Rows that one thread takes at once. */
  private static final int STRETCH = 32 * EnsembleScorer.BLOCK;

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
   * Hands rows {@code [from, to)} over in blocks, each with the number of its first, on as many
   * threads as the machine has processors, in no order.
   *
   * @param worker makes what a thread does with its blocks
   */
  void forBlocks(int from, int to, Supplier<ObjIntConsumer<FeatureBlock>> worker) {
    IntStream.range(0, (to - from + STRETCH - 1) / STRETCH)
        .parallel()
        .forEach(part -> {
          int begin = from + part * STRETCH;
          forBlocks(begin, Math.min(to, begin + STRETCH), worker.get());
        });
  }

  private void forBlocks(int from, int to, ObjIntConsumer<FeatureBlock> use) {
    FeatureBlock block = new FeatureBlock(EnsembleScorer.BLOCK);
    for (int at = from; at < to; at += block.size) {
      block.size = Math.min(EnsembleScorer.BLOCK, to - at);
      for (int f = 0; f < columns.length; f++) {
        System.arraycopy(columns[f], at, block.columns[f], 0, block.size);
      }
      use.accept(block, at);
    }
  }

  /** Fills {@code block} with the features of the rows {@code chosen[at, …)}, as many as fit. */
  void gather(int[] chosen, int at, FeatureBlock block) {
    block.size = Math.min(block.capacity, chosen.length - at);
    for (int f = 0; f < columns.length; f++) {
      gather(columns[f], chosen, at, block.columns[f], block.size);
    }
  }

  private static void gather(float[] column, int[] chosen, int at, float[] out, int rows) {
    for (int i = 0; i < rows; i++) {
      out[i] = column[chosen[at + i]];
    }
  }
}
