package io.tercet.server.http;

import io.tercet.jobs.Progress;
import io.tercet.server.decision.DecisionEngine;
import io.tercet.server.http.Problem.Kind;
import io.tercet.server.http.Problem.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether decisions can be given, and what is waited for if not. */
public final class Readiness implements Progress {
  private static final int RETRY_SECONDS = 2;

  private volatile @Nullable DecisionEngine engine;
  private volatile String waitingFor = "Opening the store";
  private volatile long total = -1;
  private volatile long done;
  private volatile boolean stopping;

  @Override
  public void step(String name, long rows) {
    done = 0;
    total = rows;
    waitingFor = name;
  }

  @Override
  public void advance(long rows) {
    done = rows;
  }

  @Override
  public boolean stopRequested() {
    return stopping;
  }

  /** The engine has started. */
  public void ready(DecisionEngine started) {
    engine = started;
  }

  /** The engine is about to stop. */
  public void stopping() {
    stopping = true;
    waitingFor = "Stopping";
    total = -1;
  }

  /** The engine, if it decides. */
  Optional<DecisionEngine> engine() {
    DecisionEngine started = engine;
    return stopping || started == null || started.failure().isDone()
        ? Optional.empty()
        : Optional.of(started);
  }

  /** The engine; a problem if it does not decide. */
  DecisionEngine require() {
    return engine()
        .orElseThrow(
            () -> new ProblemException(new Problem(Kind.NOT_READY, waitingFor(), RETRY_SECONDS)));
  }

  /** Whether the engine has failed and the process will end. */
  boolean hasFailed() {
    DecisionEngine started = engine;
    return started != null && started.failure().isDone();
  }

  /** What is waited for, for people. */
  String waitingFor() {
    DecisionEngine started = engine;
    if (started != null && started.failure().isDone()) {
      return String.valueOf(started.failure().join().getMessage());
    }
    return total > 0
        ? "%s: %d of %d".formatted(waitingFor, Math.min(done, total), total)
        : waitingFor;
  }
}
