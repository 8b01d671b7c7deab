package io.tercet.jobs;

import io.tercet.core.ensemble.EnsembleModel;
import io.tercet.core.ensemble.LayerScorer;
import io.tercet.core.feature.FeatureEngine;
import io.tercet.store.DetectionStore.DetectionRun;
import io.tercet.store.DetectionStore.Mode;
import io.tercet.store.Selection;
import io.tercet.store.TransactionStore;
import io.tercet.store.TransactionStore.TransactionReader;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * Work on selections of transactions, block by block in order, with progress. The thread that
 * called does what must be in order, and alone hears of progress and stops.
 *
 * @param threads that do what need not be in order, ≥ 1
 */
record BlockWork(TransactionStore store, Progress progress, int threads) {
  /** Does nothing with a block. */
  static final Consumer<FlowBlock> NOTHING = block -> {};

  /** As many threads as the machine has processors, at most eight: storage cannot feed more. */
  static int usualThreads() {
    return Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8);
  }

  /**
   * Computes features of all that is selected.
   *
   * @param step its name for people
   * @param kernel of a block, called by several threads at once
   * @param use of a block, in order, after its kernel
   */
  void forEach(
      String step,
      Selection selection,
      FeatureEngine engine,
      Consumer<FlowBlock> kernel,
      Consumer<FlowBlock> use) {
    forEach(step, selection, store.read(selection), engine, kernel, use);
  }

  /** The same with all that a run scored, in the order in which it did. */
  void forEach(
      String step,
      DetectionRun run,
      FeatureEngine engine,
      Consumer<FlowBlock> kernel,
      Consumer<FlowBlock> use) {
    Selection selection = run.selection();
    TransactionReader reader =
        run.mode() == Mode.ARRIVAL ? new ArrivalReader(store, selection) : store.read(selection);
    forEach(step, selection, reader, engine, kernel, use);
  }

  private void forEach(
      String step,
      Selection selection,
      TransactionReader reader,
      FeatureEngine engine,
      Consumer<FlowBlock> kernel,
      Consumer<FlowBlock> use) {
    forEach(step, store.count(selection), new StoredBlocks(reader, engine), kernel, use);
  }

  /**
   * The same for blocks from anywhere.
   *
   * @param rows that the source has, for people
   * @param source will be closed
   */
  void forEach(
      String step,
      long rows,
      BlockSource source,
      Consumer<FlowBlock> kernel,
      Consumer<FlowBlock> use) {
    progress.step(step, rows);
    long done = 0;
    try (BlockFlow flow = new BlockFlow(source, kernel, threads)) {
      for (Optional<FlowBlock> next = flow.next(); next.isPresent(); next = flow.next()) {
        use.accept(next.get());
        done += next.get().size();
        progress.advance(done);
        progress.checkpoint();
      }
    }
  }

  /** The kernel that scores the layers of a block; each thread takes a scorer that is idle. */
  Consumer<FlowBlock> layers(EnsembleModel model) {
    BlockingQueue<LayerScorer> idle = new ArrayBlockingQueue<>(threads);
    for (int i = 0; i < threads; i++) {
      idle.add(model.layerScorer());
    }
    return block -> {
      LayerScorer scorer = idle.remove();
      try {
        scorer.score(block.features, block.verdicts, block.fused);
      } finally {
        idle.add(scorer);
      }
    };
  }
}
