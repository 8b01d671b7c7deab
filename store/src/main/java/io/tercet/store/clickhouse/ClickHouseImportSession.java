package io.tercet.store.clickhouse;

import io.tercet.core.transaction.Transaction;
import io.tercet.store.ImportBatch;
import io.tercet.store.KeyFilter;
import io.tercet.store.SingleRows;
import io.tercet.store.StoreException;
import io.tercet.store.TransactionStore.ImportCounts;
import io.tercet.store.TransactionStore.ImportSession;
import io.tercet.store.TransactionStore.SourceLine;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One import. Its rows are in the tables as they come, under a stamp that nobody counts until the
 * import's commit names it. Rows whose id may have been seen before are set apart and compared in
 * the server. While one block is sent another is filled; a third has to wait.
 */
final class ClickHouseImportSession implements ImportSession {
  private static final int BLOCK_ROWS = 131_072;
  private static final long BLOCK_BYTES = 64L << 20;
  private static final int BLOCK_REJECTS = 8_192;
  private static final long MAX_SUSPECTS = 250_000;

  private final ClickHouseServer server;
  private final Lease lease;
  private final Instant startedAt;
  private final Runnable onClose;
  private final long stamp;
  private final int number;
  private final Settlement settlement;
  private final ExecutorService sender =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("import-", 0).factory());
  private CompletableFuture<Void> sending = CompletableFuture.completedFuture(null);
  private SingleRows singles = new SingleRows();
  private Blocks filling = new Blocks();
  private Blocks spare = new Blocks();
  private KeyFilter filter;
  private long sequence;
  private long added;
  private long refused;
  private long unresolved;
  private boolean closed;

  ClickHouseImportSession(
      ClickHouseServer server, Lease lease, Instant startedAt, Runnable onClose) {
    this.server = server;
    this.lease = lease;
    this.startedAt = startedAt;
    this.onClose = onClose;
    stamp = lease.nextStamp();
    deleteLeftovers();
    number = (int) server.number("SELECT max(import) + 1 FROM imports_log");
    sequence = server.number("SELECT max(last_sequence) FROM imports_log");
    settlement = new Settlement(server, lease, stamp);
    filter = knownIds();
  }

  /** What is sent at once. */
  private static final class Blocks {
    final TransactionRows fresh = new TransactionRows();
    final TransactionRows.Suspects suspects = new TransactionRows.Suspects();
    final TransactionRows.Rejected rejected = new TransactionRows.Rejected();

    boolean isFull() {
      return fresh.rows() >= BLOCK_ROWS
          || suspects.rows.rows() >= BLOCK_ROWS
          || rejected.block.rows() >= BLOCK_REJECTS
          || fresh.block.bytes() + suspects.rows.block.bytes() >= BLOCK_BYTES;
    }

    void clear() {
      fresh.block.clear();
      suspects.rows.block.clear();
      rejected.block.clear();
    }
  }

  @Override
  public void add(Transaction transaction, SourceLine source) {
    requireOpen();
    singles.add(transaction, source);
    if (singles.isFull()) {
      flushSingles();
    }
  }

  @Override
  public void reject(SourceLine source, String reason) {
    requireOpen();
    filling.rejected.add(source, reason, stamp, ++refused);
    flushIfFull();
  }

  @Override
  public void add(ImportBatch batch) {
    requireOpen();
    flushSingles();
    addAll(batch);
  }

  private void flushSingles() {
    if (!singles.isEmpty()) {
      addAll(singles.batch());
      singles = new SingleRows();
    }
  }

  private void addAll(ImportBatch batch) {
    added += batch.size();
    setSuspectsApart(batch);
    filling.fresh.add(batch, stamp);
    for (ImportBatch.Rejection rejection : batch.rejections()) {
      filling.rejected.add(batch.source(rejection), rejection.reason(), stamp, ++refused);
    }
    flushIfFull();
  }

  private void setSuspectsApart(ImportBatch batch) {
    BitSet seen = new BitSet();
    for (int row = 0; row < batch.size(); row++) {
      batch.numbers.sequence[row] = ++sequence;
      if (!filter.add(batch.numbers.id[row])) {
        seen.set(row);
      }
    }
    if (!seen.isEmpty()) {
      filling.suspects.add(batch.copy(seen), stamp, settlement.current());
      unresolved += seen.cardinality();
      batch.remove(seen);
    }
  }

  @Override
  public ImportCounts finish() {
    requireOpen();
    flushSingles();
    flush();
    settle();
    ImportCounts counts =
        new ImportCounts(
            added + refused,
            added - settlement.duplicates() - settlement.conflicts(),
            settlement.duplicates(),
            refused + settlement.conflicts());
    commit(counts);
    end();
    return counts;
  }

  @Override
  public void close() {
    if (!closed) {
      end();
    }
  }

  private void end() {
    closed = true;
    sending.exceptionally(failure -> null).join();
    sender.shutdown();
    onClose.run();
  }

  /** One row in {@code imports_log}, and all of the import is there. */
  private void commit(ImportCounts counts) {
    long last =
        Math.max(
            server.number("SELECT max(sequence) FROM transactions WHERE stamp = " + stamp),
            server.number("SELECT max(last_sequence) FROM imports_log"));
    long statistics = counts.imported() > 0 ? statistics() : 0;
    server.persist(() ->
        server.attempt(
            """
            INSERT INTO imports_log
            SELECT %d, %d, %d, fromUnixTimestamp64Micro(%d, 'UTC'), %d, %d, %d, %d, %d WHERE %s\
            """
                .formatted(
                    number,
                    stamp,
                    statistics,
                    ChronoUnit.MICROS.between(Instant.EPOCH, startedAt),
                    counts.rows(),
                    counts.imported(),
                    counts.duplicates(),
                    counts.rejected(),
                    last,
                    lease.isHeld()),
            Map.of()));
    if (server.number("SELECT count() FROM imports_log WHERE stamp = " + stamp) == 0) {
      throw lease.lost();
    }
  }

  /** Every try has a stamp of its own, so one that failed half-way is never counted. */
  private long statistics() {
    return server.persist(() -> {
      long mine = lease.nextStamp();
      server.attempt(
          """
          INSERT INTO hourly_states
          SELECT
            %d, toStartOfHour(timestamp) AS hour, currency, countState(),
            uniqExactState(customer_key), sumState(amount), avgState(amount), maxState(amount),
            sumState(fee)
          FROM transactions WHERE stamp = %d GROUP BY hour, currency\
          """
              .formatted(mine, stamp),
          Map.of());
      return mine;
    });
  }

  private void flushIfFull() {
    if (filling.isFull()) {
      flush();
      if (filter.isFull() || unresolved >= MAX_SUSPECTS) {
        settle();
      }
    }
  }

  private void flush() {
    await();
    Blocks full = filling;
    filling = spare;
    spare = full;
    filling.clear();
    sending = CompletableFuture.runAsync(() -> send(full), sender);
  }

  private void send(Blocks full) {
    server.insert("transactions", full.fresh.block, token());
    server.insert("import_suspects", full.suspects.rows.block, token());
    server.insert("rejected_log", full.rejected.block, token());
  }

  private String token() {
    return Long.toString(lease.nextStamp());
  }

  private void await() {
    try {
      sending.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StoreException known ? known : server.translate(e);
    }
  }

  /** Decides on the suspects so far, and makes a larger filter if this one is full. */
  private void settle() {
    await();
    if (unresolved > 0) {
      settlement.settle();
      unresolved = 0;
    }
    if (filter.isFull()) {
      filter = knownIds();
    }
  }

  /** The keys of all ids that are committed or of this import, with room for twice as many. */
  private KeyFilter knownIds() {
    String from = " FROM transactions WHERE stamp IN (SELECT stamp FROM imports_log) OR stamp = ";
    long rows = server.number("SELECT count()" + from + stamp);
    return server.persist(() -> {
      KeyFilter keys = new KeyFilter(2 * rows);
      if (rows > 0) {
        addAll(keys, "SELECT id_key" + from + stamp);
      }
      return keys;
    });
  }

  private void addAll(KeyFilter keys, String sql) throws IOException {
    try (NativeReader reader = server.columns(sql)) {
      while (reader.nextBlock()) {
        for (int row = 0; row < reader.rows(); row++) {
          keys.add(reader.getLong(0, row));
        }
      }
    }
  }

  private void deleteLeftovers() {
    server.execute("TRUNCATE TABLE import_suspects");
    Leftovers.delete(server, lease, "transactions", "imports_log", "stamp");
    Leftovers.delete(server, lease, "rejected_log", "imports_log", "stamp");
    Leftovers.delete(server, lease, "hourly_states", "imports_log", "statistics");
  }

  private void requireOpen() {
    if (closed) {
      throw new StoreException("the import into store " + server.name() + " is over");
    }
  }
}
