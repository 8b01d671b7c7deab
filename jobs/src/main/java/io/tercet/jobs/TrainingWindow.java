package io.tercet.jobs;

import io.tercet.core.feature.Feature;
import io.tercet.core.feature.FeatureBlock;
import io.tercet.core.feature.FeatureEngine;
import io.tercet.core.feature.FeatureOptions;
import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import io.tercet.store.Selection;
import io.tercet.store.TransactionStore;
import io.tercet.store.TransactionStore.TransactionReader;
import java.util.Arrays;

/** The features of a window as columns, computed on the profiles of all that happened before. */
final class TrainingWindow {
  private static final int BLOCK = 1024;

  final float[][] columns = new float[Feature.count()][];
  int rows;
  long windowRows;
  long entities;

  private TrainingWindow() {}

  /**
   * Reads all transactions before {@code to} and keeps the features of those from {@code from} on,
   * thinned evenly to at most {@code maxRows}.
   */
  static TrainingWindow read(
      TransactionStore store,
      FeatureOptions options,
      long from,
      long to,
      int maxRows,
      Progress progress) {
    TrainingWindow window = new TrainingWindow();
    window.windowRows = store.count(Selection.window(from, to));
    long every = Math.max(1, (window.windowRows + maxRows - 1) / maxRows);
    int kept = (int) ((window.windowRows + every - 1) / every);
    Arrays.setAll(window.columns, f -> new float[kept]);
    Selection all = Selection.window(Transaction.MIN_TIMESTAMP, to);
    progress.step("Computing features", store.count(all));
    FeatureEngine engine = new FeatureEngine(options);
    TransactionBlock block = new TransactionBlock(BLOCK);
    FeatureBlock features = new FeatureBlock(BLOCK);
    long seen = 0;
    try (TransactionReader reader = store.read(all)) {
      while (reader.next(block)) {
        engine.process(block, features);
        seen = window.keep(block, features, from, every, seen);
        progress.advance(engine.seen());
        progress.checkpoint();
      }
    }
    window.entities = engine.entities();
    return window;
  }

  private long keep(
      TransactionBlock block, FeatureBlock features, long from, long every, long seenBefore) {
    long seen = seenBefore;
    for (int i = 0; i < block.size; i++) {
      if (block.timestamp[i] >= from && seen++ % every == 0) {
        for (int f = 0; f < columns.length; f++) {
          columns[f][rows] = features.columns[f][i];
        }
        rows++;
      }
    }
    return seen;
  }
}
