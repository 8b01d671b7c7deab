package io.tercet.server.http;

import io.javalin.http.Context;
import io.tercet.core.transaction.Transaction;
import io.tercet.server.decision.Conflict;
import io.tercet.server.decision.Decision;
import io.tercet.server.decision.DecisionEngine;
import io.tercet.server.decision.EngineStopped;
import io.tercet.server.decision.Outcome;
import io.tercet.server.decision.Overloaded;
import io.tercet.server.http.Problem.Kind;
import io.tercet.server.http.Problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Decisions: one, or a stream of them. */
final class DecisionRoutes {
  /** Bytes of a transaction at most. */
  static final int MAX_BODY = 1 << 16;

  /** Streams at once at most. */
  private static final int MAX_STREAMS = 16;

  private static final String NDJSON = "application/x-ndjson";

  private final Readiness readiness;
  private final Meters meters;
  private final IdempotencyKeys keys = new IdempotencyKeys();
  private final Semaphore streams = new Semaphore(MAX_STREAMS);

  DecisionRoutes(Readiness readiness, Meters meters) {
    this.readiness = readiness;
    this.meters = meters;
  }

  void decide(Context context) throws IOException, InterruptedException {
    boolean dryRun = new Parameters(context, "dry_run").flag("dry_run");
    DecisionEngine engine = readiness.require();
    String type = String.valueOf(context.contentType());
    switch (type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT)) {
      case "application/json" -> decideOne(context, engine, dryRun);
      case NDJSON -> decideAll(context, engine, dryRun);
      default ->
          throw new ProblemException(
              Kind.UNSUPPORTED_MEDIA_TYPE,
              "the body must be application/json or %s, got %s".formatted(NDJSON, type));
    }
  }

  private void decideOne(Context context, DecisionEngine engine, boolean dryRun)
      throws IOException {
    long start = System.nanoTime();
    byte[] body = body(context);
    Transaction transaction = new TransactionJson().read(body, 0, body.length);
    String key = context.header("Idempotency-Key");
    if (key != null && !dryRun) {
      keys.require(key, transaction);
    }
    Outcome outcome = join(engine, List.of(transaction), dryRun).getFirst();
    switch (outcome) {
      case Decision decision -> {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        Answers.write(decision, out);
        context.contentType("application/json").result(out.toByteArray());
      }
      case Conflict conflict -> throw new ProblemException(conflict(conflict));
    }
    meters.decided(System.nanoTime() - start);
  }

  static Problem conflict(Conflict conflict) {
    return Problem.of(
        Kind.TRANSACTION_CONFLICT,
        "transaction '%s' was decided on with other content".formatted(conflict.transactionId()));
  }

  private static byte[] body(Context context) throws IOException {
    try (InputStream in = context.req().getInputStream()) {
      byte[] body = in.readNBytes(MAX_BODY + 1);
      if (body.length > MAX_BODY) {
        throw new ProblemException(
            Kind.TOO_LARGE, "a transaction has at most %d bytes".formatted(MAX_BODY));
      }
      return body;
    }
  }

  private List<Outcome> join(DecisionEngine engine, List<Transaction> some, boolean dryRun) {
    try {
      return engine.decide(some, dryRun).join();
    } catch (Overloaded e) {
      meters.refused();
      throw new ProblemException(new Problem(Kind.OVERLOADED, String.valueOf(e.getMessage()), 1));
    } catch (CompletionException e) {
      throw stopped(e.getCause());
    }
  }

  static RuntimeException stopped(@Nullable Throwable cause) {
    return cause instanceof EngineStopped
        ? new ProblemException(new Problem(Kind.NOT_READY, String.valueOf(cause.getMessage()), 2))
        : new IllegalStateException(cause);
  }

  private void decideAll(Context context, DecisionEngine engine, boolean dryRun)
      throws IOException, InterruptedException {
    if (!streams.tryAcquire()) {
      meters.refused();
      throw new ProblemException(
          new Problem(Kind.OVERLOADED, MAX_STREAMS + " streams are under way", 1));
    }
    try (InputStream in = context.req().getInputStream()) {
      context.contentType(NDJSON);
      new DecisionStream(engine, dryRun, in, context.res().getOutputStream()).run();
    } finally {
      streams.release();
    }
  }
}
