package io.tercet.jobs;

import io.tercet.core.feature.Feature;
import io.tercet.core.feature.FeatureBlock;
import io.tercet.core.feature.FeatureEngine;
import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import io.tercet.store.Selection;
import io.tercet.store.TransactionStore;
import java.util.Arrays;
import java.util.function.Consumer;

/** The features of a window as columns, computed on the profiles of all that happened before. */
final class TrainingWindow {
  final Selection selection;

  /** {@code columns[feature][0, rows)}, in time order. */
  final float[][] columns = new float[Feature.count()][];

  /** Rows of the window that are kept. */
  final int rows;

  /** Rows of the window. */
  final long windowRows;

  /** Addresses and customers that were known at its end. */
  long entities;

  private long seen;
  private int kept;

  private TrainingWindow(Selection selection, long windowRows, int maxRows) {
    this.selection = selection;
    this.windowRows = windowRows;
    rows = (int) Math.min(windowRows, maxRows);
    Arrays.setAll(columns, f -> new float[rows]);
  }

  /**
   * Reads all transactions before the end of {@code selection} and keeps the features of those
   * selected, thinned evenly to at most {@code maxRows}.
   *
   * @param each hears of every block, in order
   */
  static TrainingWindow read(
      TransactionStore store,
      FeatureEngine engine,
      Selection selection,
      int maxRows,
      Consumer<FlowBlock> each,
      Progress progress) {
    TrainingWindow window = new TrainingWindow(selection, store.count(selection), maxRows);
    Selection all =
        Selection.window(
            Math.min(Transaction.MIN_TIMESTAMP, selection.fromMicros()), selection.toMicros());
    new BlockWork(store, progress, 1)
        .forEach(
            "Computing features",
            all,
            engine,
            BlockWork.NOTHING,
            block -> {
              window.keep(block.transactions, block.features);
              each.accept(block);
            });
    window.entities = engine.entities();
    return window;
  }

  private void keep(TransactionBlock block, FeatureBlock features) {
    for (int i = 0; i < block.size; i++) {
      // Of the first n rows, n · rows / windowRows are kept.
      if (block.timestamp[i] >= selection.fromMicros() && ++seen * rows / windowRows > kept) {
        for (int f = 0; f < columns.length; f++) {
          columns[f][kept] = features.columns[f][i];
        }
        kept++;
      }
    }
  }
}
