package io.tercet.server.decision;

import io.tercet.core.transaction.Transaction;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Transactions that were asked about together, and their outcomes. */
final class Work {
  final List<Transaction> transactions;
  final boolean dryRun;

  /** Whether the ids are known to be new, though a key says "maybe not". */
  final boolean surelyNew;

  private final @Nullable Outcome[] outcomes;
  private final AtomicInteger missing;
  private final CompletableFuture<List<Outcome>> done = new CompletableFuture<>();

  Work(List<Transaction> transactions, boolean dryRun, boolean surelyNew) {
    this.transactions = transactions;
    this.dryRun = dryRun;
    this.surelyNew = surelyNew;
    outcomes = new @Nullable Outcome[transactions.size()];
    missing = new AtomicInteger(transactions.size());
  }

  CompletableFuture<List<Outcome>> done() {
    return done;
  }

  int size() {
    return transactions.size();
  }

  /** Sets an outcome that is told later. */
  void set(int row, Outcome outcome) {
    outcomes[row] = outcome;
  }

  /** So many outcomes that were set may be told. */
  void tell(int rows) {
    if (rows > 0 && missing.addAndGet(-rows) == 0) {
      done.complete(Arrays.stream(outcomes).map(Objects::requireNonNull).toList());
    }
  }

  void fail(RuntimeException reason) {
    done.completeExceptionally(reason);
  }
}
