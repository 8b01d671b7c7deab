package io.tercet.jobs;

import io.tercet.core.ensemble.EnsembleModel;
import io.tercet.core.explanation.Explainer;
import io.tercet.core.explanation.Explanation;
import io.tercet.core.sanctions.Sanctions;
import io.tercet.store.DetectionStore.DetectionRun;
import io.tercet.store.DetectionStore.Reason;
import io.tercet.store.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Explains and commits chunks on a thread of its own, one after the other, while the next one is
 * filled: two chunks take turns, so no more than one waits. Nobody else may use the store
 * meanwhile.
 */
final class ChunkCommitter implements AutoCloseable {
  private final Store store;
  private final EnsembleModel model;
  private final Sanctions sanctions;
  private final Map<Long, String> currencies = new HashMap<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("commit-", 0).factory());
  private VerdictChunk filling;
  private VerdictChunk committing;
  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
  private @Nullable Explainer explainer;

  /**
   * Creates it with empty chunks.
   *
   * @param chunkRows rows of a chunk; a block more must fit
   */
  ChunkCommitter(Store store, EnsembleModel model, Sanctions sanctions, int chunkRows) {
    this.store = store;
    this.model = model;
    this.sanctions = sanctions;
    filling = new VerdictChunk(chunkRows + BlockFlow.ROWS);
    committing = new VerdictChunk(chunkRows + BlockFlow.ROWS);
  }

  /** The chunk to fill. */
  VerdictChunk chunk() {
    return filling;
  }

  /**
   * Begins to commit what is filled, once the chunk before is committed; {@link #chunk} is another
   * one then, and empty.
   *
   * <p>Throws what the commit before threw.
   *
   * @param progress the run, this chunk included
   */
  void commit(DetectionRun progress) {
    await();
    VerdictChunk full = filling;
    filling = committing;
    committing = full;
    last = CompletableFuture.runAsync(() -> write(progress, full), thread);
  }

  /** Waits until everything is committed. */
  void await() {
    try {
      last.join();
    } catch (CompletionException failure) {
      switch (failure.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(failure);
      }
    }
  }

  private void write(DetectionRun progress, VerdictChunk chunk) {
    List<Reason> reasons =
        chunk.hasAlerts()
            ? chunk.reasons(explainer(), this::currency, this::sanctioned)
            : List.of();
    store.detections().commit(progress, chunk.verdicts, reasons);
    chunk.clear();
  }

  /** Names the listed party of an overridden verdict, whose keys alone are at hand. */
  private Explanation sanctioned(Explanation behaviour, long sequence) {
    return SanctionedParties.explain(
        behaviour, sanctions, store.transactions().bySequence(sequence).getFirst().transaction());
  }

  private Explainer explainer() {
    Explainer known = explainer == null ? new Explainer(model) : explainer;
    explainer = known;
    return known;
  }

  private String currency(long key) {
    return currencies.computeIfAbsent(
        key,
        unknown ->
            store
                .transactions()
                .currency(unknown)
                .orElseThrow(() ->
                    new JobException(
                        "the currency of a transaction that was read is not there any more")));
  }

  /** Waits for a commit under way; whether it succeeded does not matter any more. */
  @Override
  public void close() {
    last.exceptionally(failure -> null).join();
    thread.shutdown();
  }
}
