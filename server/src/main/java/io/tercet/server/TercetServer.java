package io.tercet.server;

import io.tercet.jobs.JobStopped;
import io.tercet.server.decision.DecisionEngine;
import io.tercet.server.decision.StoreAccess;
import io.tercet.server.http.HttpServer;
import io.tercet.server.http.Readiness;
import io.tercet.server.security.FileTokens;
import io.tercet.store.Store;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server from its start to its end. It listens at once, so that {@code /readyz} can say what is
 * waited for; it decides once the engine has recovered.
 */
public final class TercetServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TercetServer.class);

  private final Store store;
  private final ServerOptions options;
  private final Clock clock;
  private final Readiness readiness = new Readiness();
  private final HttpServer http;
  private final CountDownLatch stop = new CountDownLatch(1);
  private @Nullable DecisionEngine engine;

  /**
   * Starts to listen; nothing is decided before {@link #run}.
   *
   * @param store nobody else may use it from now on; closed by whoever opened it
   */
  public TercetServer(Store store, ServerOptions options, FileTokens tokens, Clock clock) {
    this.store = store;
    this.options = options;
    this.clock = clock;
    http =
        new HttpServer(
            options.host(),
            options.port(),
            ServerOptions.STOP_TIMEOUT.toMillis(),
            readiness,
            tokens,
            clock);
  }

  /** The port that it listens on. */
  public int port() {
    return http.port();
  }

  /**
   * Recovers, decides, and returns after {@link #stop}.
   *
   * @param notices hears what a person should know of the recovery
   * @throws RuntimeException if the engine cannot start, or fails
   */
  public void run(Consumer<String> notices) throws InterruptedException {
    DecisionEngine started;
    try {
      started =
          DecisionEngine.open(
              new StoreAccess(store),
              options.sanctions(),
              options.engine(),
              clock,
              readiness,
              notices);
    } catch (JobStopped e) {
      return;
    }
    engine = started;
    var unused = started.failure().thenAccept(_ -> stop.countDown());
    readiness.ready(started);
    LOG.info("ready with model {}", started.modelVersion());
    while (!waitForStop()) {
      long start = System.nanoTime();
      if (started.checkpoint()) {
        LOG.info("saved the profiles in {} ms", (System.nanoTime() - start) / 1_000_000);
      }
    }
    if (started.failure().isDone()) {
      throw started.failure().join();
    }
  }

  private boolean waitForStop() throws InterruptedException {
    if (options.checkpointEvery().isZero()) {
      stop.await();
      return true;
    }
    return stop.await(options.checkpointEvery().toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Makes {@link #run} return; safe to call from a signal's thread. */
  public void stop() {
    readiness.stopping();
    stop.countDown();
  }

  /** Stops to accept, ends what is under way, brings everything into the store, saves profiles. */
  @Override
  public void close() {
    readiness.stopping();
    http.close();
    DecisionEngine open = engine;
    if (open != null) {
      open.close();
    }
  }
}
