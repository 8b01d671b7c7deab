package io.tercet.jobs.imports;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;

/**
 * Produces tasks on one thread, runs them on several, and hands their results over in the order
 * they were produced. At most a few results wait, so memory is bounded whoever is slowest.
 */
final class OrderedPipeline<T> implements AutoCloseable {
  private static final int WAITING_PER_THREAD = 2;

  /** A read from a terminal cannot be interrupted; its thread is left behind. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final BlockingQueue<Future<Optional<T>>> results;
  private final ExecutorService workers;
  private final Thread producer;

  /** What there is to do. Used, and at last closed, by one thread of the pipeline's own. */
  interface Tasks<T> extends AutoCloseable {
    /** The next task, or an empty value after the last. */
    Optional<Callable<T>> next();

    @Override
    void close();
  }

  /** Starts producing. */
  OrderedPipeline(Tasks<T> tasks, int threads) {
    results = new ArrayBlockingQueue<>(WAITING_PER_THREAD * threads);
    ThreadFactory daemons = Thread.ofPlatform().daemon().name("import-", 0).factory();
    workers = Executors.newFixedThreadPool(threads, daemons);
    producer = daemons.newThread(() -> produce(tasks));
    producer.start();
  }

  private void produce(Tasks<T> tasks) {
    try (tasks) {
      results.put(CompletableFuture.completedFuture(submitAll(tasks)));
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error failure) {
      fail(failure);
    }
  }

  /** Submits every task; the empty value says that there are no more. */
  private Optional<T> submitAll(Tasks<T> tasks) throws InterruptedException {
    Optional<Callable<T>> task = tasks.next();
    while (task.isPresent()) {
      Callable<T> work = task.get();
      results.put(workers.submit(() -> Optional.of(work.call())));
      task = tasks.next();
    }
    return Optional.empty();
  }

  private void fail(Throwable failure) {
    try {
      results.put(CompletableFuture.failedFuture(failure));
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** The next result, or an empty value after the last; throws what its task threw. */
  Optional<T> take() throws InterruptedException {
    try {
      return results.take().get();
    } catch (ExecutionException failure) {
      switch (failure.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(failure);
      }
    }
  }

  /** Stops everything that is still under way. */
  @Override
  public void close() {
    producer.interrupt();
    workers.shutdownNow();
    try {
      producer.join(PATIENCE);
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
    }
  }
}
