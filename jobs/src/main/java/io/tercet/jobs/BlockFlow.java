package io.tercet.jobs;

import io.tercet.core.ensemble.EnsembleScorer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Blocks of transactions with their features, in order. One thread reads, one computes features,
 * which must be in order, several do what depends on a block alone; whoever calls {@link #next}
 * gets the blocks in the order in which they were read. So the bits do not depend on the number of
 * threads, and at most {@link #DEPTH} blocks are under way, whoever is slowest.
 */
final class BlockFlow implements AutoCloseable {
  /** Rows of a block. */
  static final int ROWS = EnsembleScorer.BLOCK;

  /** Enough that no thread waits for another's moment of delay; 12 MB. */
  private static final int DEPTH = 32;

  private final BlockSource source;
  private final Consumer<FlowBlock> kernel;
  private final ExecutorService reading = executor("read", 1);
  private final ExecutorService computing = executor("features", 1);
  private final ExecutorService scoring;
  private final Queue<CompletableFuture<FlowBlock>> underWay = new ArrayDeque<>(DEPTH);
  private FlowBlock handedOut = new FlowBlock(ROWS);
  private volatile boolean closed;

  /**
   * Begins to work.
   *
   * @param source will be closed; used by threads of the flow until then
   * @param kernel of a block, called by several threads at once
   * @param threads that run the kernel, ≥ 1
   */
  BlockFlow(BlockSource source, Consumer<FlowBlock> kernel, int threads) {
    this.source = source;
    this.kernel = kernel;
    scoring = executor("score", threads);
    for (int i = 1; i < DEPTH; i++) {
      start(new FlowBlock(ROWS));
    }
  }

  private static ExecutorService executor(String name, int threads) {
    return Executors.newFixedThreadPool(
        threads, Thread.ofPlatform().daemon().name(name + "-", 0).factory());
  }

  /**
   * The next block, valid until the next call; empty after the last.
   *
   * <p>Throws what reading or a kernel threw.
   */
  Optional<FlowBlock> next() {
    start(handedOut);
    try {
      handedOut = underWay.remove().join();
    } catch (CompletionException failure) {
      switch (failure.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(failure);
      }
    }
    return handedOut.size() > 0 ? Optional.of(handedOut) : Optional.empty();
  }

  /** Each stage is begun by the end of the one before, so a single thread keeps the order. */
  private void start(FlowBlock block) {
    underWay.add(
        CompletableFuture.supplyAsync(() -> read(block), reading)
            .thenApplyAsync(this::computeFeatures, computing)
            .thenApplyAsync(this::score, scoring));
  }

  private FlowBlock read(FlowBlock block) {
    block.transactions.size = 0;
    if (!closed) {
      source.read(block);
    }
    return block;
  }

  private FlowBlock computeFeatures(FlowBlock block) {
    if (!closed && block.size() > 0) {
      source.complete(block);
    }
    return block;
  }

  private FlowBlock score(FlowBlock block) {
    if (!closed && block.size() > 0) {
      kernel.accept(block);
    }
    return block;
  }

  /** Ends what is under way; the source is used no more. */
  @Override
  public void close() {
    closed = true;
    for (CompletableFuture<FlowBlock> block : underWay) {
      block.exceptionally(failure -> new FlowBlock(1)).join();
    }
    reading.shutdown();
    computing.shutdown();
    scoring.shutdown();
    source.close();
  }
}
