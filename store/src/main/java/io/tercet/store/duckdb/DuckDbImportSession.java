package io.tercet.store.duckdb;

import io.tercet.core.transaction.Transaction;
import io.tercet.store.StoreException;
import io.tercet.store.TransactionStore.ImportCounts;
import io.tercet.store.TransactionStore.ImportSession;
import io.tercet.store.TransactionStore.SourceLine;
import java.sql.SQLException;
import java.time.Instant;
import org.duckdb.DuckDBConnection;

/**
 * One import, one transaction of the database. Rows whose id is surely new go straight to the
 * table; the few that may have been seen before are set apart and compared there.
 */
final class DuckDbImportSession implements ImportSession {
  private static final int BATCH_ROWS = 61_440;
  private static final int BATCH_SUSPECTS = 16_384;
  private static final int BATCH_REJECTS = 8_192;
  private static final long MAX_SUSPECTS = 500_000;

  private final DuckDBConnection connection;
  private final ImportFeeds feeds;
  private final ImportWriter writer;
  private final Instant startedAt;
  private final Runnable onClose;
  private final String name;
  private final CallersThread thread;
  private final SuspectRows suspects;
  private final int number;
  private Batch batch = new Batch();
  private Batch spare = new Batch();
  private KeyFilter filter;
  private long sequence;
  private long added;
  private long refused;
  private long unresolved;
  private boolean closed;

  private DuckDbImportSession(
      DuckDBConnection connection,
      String name,
      ImportFeeds feeds,
      Instant startedAt,
      CallersThread thread,
      Runnable onClose)
      throws SQLException {
    this.connection = connection;
    this.thread = thread;
    this.name = name;
    this.feeds = feeds;
    this.startedAt = startedAt;
    this.onClose = onClose;
    Sql.script(connection, "BEGIN TRANSACTION");
    number = (int) Sql.number(connection, "SELECT coalesce(max(import), 0) + 1 FROM imports");
    sequence = Sql.number(connection, "SELECT coalesce(max(sequence), 0) FROM transactions");
    suspects = new SuspectRows(connection, number);
    filter = KnownKeys.load(connection);
    writer = new ImportWriter(name);
  }

  /** Begins an import on a connection that it will close. */
  static DuckDbImportSession begin(
      DuckDBConnection connection,
      String name,
      ImportFeeds feeds,
      Instant startedAt,
      Runnable onClose)
      throws SQLException {
    CallersThread thread = new CallersThread(connection);
    try {
      return new DuckDbImportSession(connection, name, feeds, startedAt, thread, onClose);
    } catch (SQLException e) {
      try (connection;
          thread) {
        throw e;
      }
    }
  }

  /** What is written at once. */
  private static final class Batch {
    final StagedRows fresh = StagedRows.withoutSource(BATCH_ROWS);
    final StagedRows suspects = StagedRows.withSource(BATCH_SUSPECTS);
    final RejectedRows rejected = new RejectedRows(BATCH_REJECTS);

    boolean isFull() {
      return fresh.isFull() || suspects.isFull() || rejected.isFull();
    }

    void clear() {
      fresh.clear();
      suspects.clear();
      rejected.clear();
    }
  }

  @Override
  public void add(Transaction transaction, SourceLine source) {
    requireOpen();
    added++;
    long key = batch.fresh.add(transaction, ++sequence);
    if (!filter.add(key)) {
      batch.fresh.removeLast();
      batch.suspects.add(transaction, sequence, source);
      unresolved++;
    }
    flushIfFull();
  }

  @Override
  public void reject(SourceLine source, String reason) {
    requireOpen();
    refused++;
    batch.rejected.add(source, reason);
    flushIfFull();
  }

  @Override
  public ImportCounts finish() {
    requireOpen();
    flush();
    writer.await();
    try {
      suspects.resolve();
      ImportCounts counts = counts();
      record(counts);
      Sql.script(connection, "COMMIT");
      end();
      return counts;
    } catch (SQLException e) {
      close();
      throw DuckDbErrors.translate(name, e);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    try {
      writer.close();
      Sql.script(connection, "ROLLBACK");
    } catch (SQLException e) {
      // A transaction that failed is taken back already; closing the connection ends any other.
    } finally {
      end();
    }
  }

  private void end() {
    closed = true;
    writer.close();
    try (connection) {
      thread.close();
    } catch (SQLException e) {
      throw DuckDbErrors.translate(name, e);
    } finally {
      onClose.run();
    }
  }

  private ImportCounts counts() {
    long known = suspects.duplicates() + suspects.conflicts();
    return new ImportCounts(
        added + refused, added - known, suspects.duplicates(), refused + suspects.conflicts());
  }

  private void record(ImportCounts counts) throws SQLException {
    Sql.execute(
        connection,
        "INSERT INTO imports VALUES (?, ?, ?, ?, ?, ?)",
        number,
        startedAt,
        counts.rows(),
        counts.imported(),
        counts.duplicates(),
        counts.rejected());
  }

  private void flushIfFull() {
    if (batch.isFull()) {
      flush();
      if (filter.isFull() || unresolved >= MAX_SUSPECTS) {
        settle();
      }
    }
  }

  private void flush() {
    Batch full = batch;
    writer.start(() -> write(full));
    batch = spare;
    spare = full;
    batch.clear();
  }

  private void write(Batch full) throws SQLException {
    feeds.insertTransactions(connection, full.fresh);
    feeds.insertSuspects(connection, full.suspects);
    feeds.insertRejected(connection, full.rejected, number);
  }

  /** Decides on the suspects so far, and makes a larger filter if this one is full. */
  private void settle() {
    writer.await();
    try {
      suspects.resolve();
      unresolved = 0;
      if (filter.isFull()) {
        filter = KnownKeys.load(connection);
      }
    } catch (SQLException e) {
      throw DuckDbErrors.translate(name, e);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new StoreException("the import into store " + name + " is over");
    }
  }
}
