package io.tercet.store.duckdb;

import io.tercet.store.StoreException;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Writes one batch of an import while the next is filled. At most one batch is under way, so that
 * memory is bounded by two.
 */
final class ImportWriter implements AutoCloseable {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("tercet-import-", 0).factory());
  private final String name;
  private @Nullable Future<?> pending;

  ImportWriter(String name) {
    this.name = name;
  }

  /** What writes. */
  @FunctionalInterface
  interface Task {
    void run() throws SQLException;
  }

  /** Starts {@code task} when the one before it is done. */
  void start(Task task) {
    await();
    pending =
        thread.submit(() -> {
          task.run();
          return null;
        });
  }

  /** Waits until nothing is under way. */
  void await() {
    Future<?> last = pending;
    pending = null;
    if (last == null) {
      return;
    }
    try {
      last.get();
    } catch (ExecutionException e) {
      throw DuckDbErrors.translate(name, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      pending = last;
      Thread.currentThread().interrupt();
      throw new StoreException("the import into store " + name + " was interrupted", e);
    }
  }

  /** Waits for what is under way, whatever comes of it, and ends the thread. */
  @Override
  public void close() {
    thread.close();
  }
}
