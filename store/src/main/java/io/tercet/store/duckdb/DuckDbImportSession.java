package io.tercet.store.duckdb;

import io.tercet.core.transaction.Transaction;
import io.tercet.store.ImportBatch;
import io.tercet.store.KeyFilter;
import io.tercet.store.SingleRows;
import io.tercet.store.StoreException;
import io.tercet.store.TransactionStore.ImportCounts;
import io.tercet.store.TransactionStore.ImportSession;
import io.tercet.store.TransactionStore.SourceLine;
import java.sql.SQLException;
import java.time.Instant;
import java.util.BitSet;
import org.duckdb.DuckDBConnection;

/**
 * One import, one transaction of the database. Rows whose id is surely new go straight to the
 * table; the few that may have been seen before are set apart and compared there.
 */
final class DuckDbImportSession implements ImportSession {
  /** One row group of DuckDB, which it then compresses and writes at once. */
  private static final int GROUP_ROWS = 122_880;

  private static final int GROUP_TEXTS = 65_536;
  private static final int GROUP_SUSPECTS = 16_384;
  private static final int GROUP_REJECTS = 8_192;
  private static final long MAX_SUSPECTS = 500_000;

  private final DuckDBConnection connection;
  private final ImportSettings settings;
  private final ImportFeeds feeds;
  private final ImportWriter writer;
  private final Instant startedAt;
  private final Runnable onClose;
  private final String name;
  private final SuspectRows suspects;
  private final KeySet texts;
  private final int number;
  private SingleRows singles = new SingleRows();
  private Group group;
  private Group spare;
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
      ImportSettings settings,
      Runnable onClose)
      throws SQLException {
    this.connection = connection;
    this.settings = settings;
    this.name = name;
    this.feeds = feeds;
    this.startedAt = startedAt;
    this.onClose = onClose;
    Sql.script(connection, "BEGIN TRANSACTION");
    number = (int) Sql.number(connection, "SELECT coalesce(max(import), 0) + 1 FROM imports");
    sequence = Sql.number(connection, "SELECT coalesce(max(sequence), 0) FROM transactions");
    suspects = new SuspectRows(connection, number);
    filter = KnownKeys.ids(connection);
    texts = KnownKeys.texts(connection);
    group = new Group(texts);
    spare = new Group(texts);
    writer = new ImportWriter(name);
  }

  /** Begins an import on a connection that it will close. */
  static DuckDbImportSession begin(
      DuckDBConnection connection,
      String name,
      DuckDbOptions options,
      ImportFeeds feeds,
      Instant startedAt,
      Runnable onClose)
      throws SQLException {
    try {
      ImportSettings settings = ImportSettings.apply(connection, options);
      try {
        return new DuckDbImportSession(connection, name, feeds, startedAt, settings, onClose);
      } catch (SQLException e) {
        settings.close();
        throw e;
      }
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** What is written at once. */
  private static final class Group {
    final StagedBatches fresh = StagedBatches.withoutSource();
    final StagedBatches suspects = StagedBatches.withSource();
    final RejectedRows rejected = new RejectedRows();
    final StagedTexts texts;

    Group(KeySet known) {
      texts = new StagedTexts(known);
    }

    boolean isFull() {
      return fresh.size() >= GROUP_ROWS
          || texts.size() >= GROUP_TEXTS
          || suspects.size() >= GROUP_SUSPECTS
          || rejected.size() >= GROUP_REJECTS;
    }

    void clear() {
      fresh.clear();
      suspects.clear();
      rejected.clear();
      texts.clear();
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
    refused++;
    group.rejected.add(source, reason);
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
    group.texts.addAll(batch);
    setSuspectsApart(batch);
    group.fresh.add(batch);
    for (ImportBatch.Rejection rejection : batch.rejections()) {
      refused++;
      group.rejected.add(batch.source(rejection), rejection.reason());
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
      group.suspects.add(batch.copy(seen));
      unresolved += seen.cardinality();
      batch.remove(seen);
    }
  }

  @Override
  public ImportCounts finish() {
    requireOpen();
    flushSingles();
    flush();
    writer.await();
    try {
      suspects.resolve();
      if (texts.hasOverflowed()) {
        Sql.script(
            connection,
            "DELETE FROM texts WHERE rowid NOT IN (SELECT min(rowid) FROM texts GROUP BY key)");
      }
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
      settings.close();
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
    if (group.isFull()) {
      flush();
      if (filter.isFull() || unresolved >= MAX_SUSPECTS) {
        settle();
      }
    }
  }

  private void flush() {
    Group full = group;
    writer.start(() -> write(full));
    group = spare;
    spare = full;
    group.clear();
  }

  private void write(Group full) throws SQLException {
    feeds.insertTransactions(connection, full.fresh);
    feeds.insertTexts(connection, full.texts);
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
        filter = KnownKeys.ids(connection);
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
