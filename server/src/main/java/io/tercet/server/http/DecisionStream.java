package io.tercet.server.http;

import io.tercet.core.transaction.Transaction;
import io.tercet.server.decision.Conflict;
import io.tercet.server.decision.Decision;
import io.tercet.server.decision.DecisionEngine;
import io.tercet.server.decision.Outcome;
import io.tercet.server.http.Problem.Kind;
import io.tercet.server.http.Problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Lines of transactions in, lines of decisions out, one a line and in order, in constant memory: a
 * few chunks are under way, and no more is read until the oldest is written. So a client must read
 * answers while it still sends.
 */
final class DecisionStream {
  private static final int CHUNK = 512;
  private static final int UNDER_WAY = 6;

  private final DecisionEngine engine;
  private final boolean dryRun;
  private final LineReader lines;
  private final OutputStream out;
  private final TransactionJson parser = new TransactionJson();
  private final Queue<Chunk> underWay = new ArrayDeque<>();
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(1 << 18);
  private long line;

  /** Lines that are decided together: a transaction each, or what is wrong with it. */
  private static final class Chunk {
    final List<Transaction> transactions = new ArrayList<>(CHUNK);
    final List<@Nullable Problem> problems = new ArrayList<>(CHUNK);
    CompletableFuture<List<Outcome>> outcomes = CompletableFuture.completedFuture(List.of());
    long firstLine;
  }

  DecisionStream(DecisionEngine engine, boolean dryRun, InputStream in, OutputStream out) {
    this.engine = engine;
    this.dryRun = dryRun;
    this.out = out;
    lines = new LineReader(in, DecisionRoutes.MAX_BODY);
  }

  /** Answers every line up to the end, or up to one that is too long. */
  void run() throws IOException, InterruptedException {
    boolean more = true;
    while (more) {
      Chunk chunk = new Chunk();
      chunk.firstLine = line + 1;
      more = read(chunk);
      submit(chunk);
      boolean idle = more && !lines.isReady();
      while (underWay.size() > (more && !idle ? UNDER_WAY : 0)) {
        write(underWay.remove());
      }
      flush(idle);
    }
    flush(true);
  }

  /** Reads until the chunk is full or the sender pauses; false at the end. */
  private boolean read(Chunk chunk) throws IOException {
    do {
      int length = lines.next();
      if (length == LineReader.END) {
        return false;
      }
      line++;
      if (length == LineReader.TOO_LONG) {
        chunk.problems.add(
            Problem.of(
                Kind.TOO_LARGE,
                "a line has at most %d bytes; nothing after it was read"
                    .formatted(DecisionRoutes.MAX_BODY)));
        return false;
      }
      parse(chunk, length);
    } while (chunk.problems.size() < CHUNK && lines.isReady());
    return true;
  }

  private void parse(Chunk chunk, int length) {
    try {
      chunk.transactions.add(parser.read(lines.bytes(), lines.begin(), length));
      chunk.problems.add(null);
    } catch (ProblemException e) {
      chunk.problems.add(e.problem());
    }
  }

  private void submit(Chunk chunk) throws InterruptedException {
    if (!chunk.transactions.isEmpty()) {
      chunk.outcomes = engine.decideWhenPossible(chunk.transactions, dryRun);
    }
    if (!chunk.problems.isEmpty()) {
      underWay.add(chunk);
    }
  }

  private void write(Chunk chunk) throws IOException {
    int next = 0;
    List<Outcome> outcomes;
    try {
      outcomes = chunk.outcomes.join();
    } catch (CompletionException e) {
      // The status is sent already: the stream breaks off, and the client asks again.
      throw new IOException("decisions stopped", e);
    }
    for (int i = 0; i < chunk.problems.size(); i++) {
      Problem problem = chunk.problems.get(i);
      long number = chunk.firstLine + i;
      if (problem == null) {
        switch (outcomes.get(next++)) {
          case Decision decision -> Answers.write(decision, buffer);
          case Conflict conflict -> write(number, DecisionRoutes.conflict(conflict));
        }
      } else {
        write(number, problem);
      }
      buffer.write('\n');
    }
  }

  private void write(long number, Problem problem) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("line", number);
    json.put("problem", Answers.problem(problem));
    buffer.writeBytes(Answers.json(json));
  }

  private void flush(boolean whole) throws IOException {
    buffer.writeTo(out);
    buffer.reset();
    if (whole) {
      out.flush();
    }
  }
}
