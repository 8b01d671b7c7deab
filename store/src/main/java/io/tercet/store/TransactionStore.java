package io.tercet.store;

import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Transactions: appended once, never changed, read as numbers in event-time order. */
public interface TransactionStore {
  /**
   * Begins an import. All that it adds appears together when it is finished, and nothing if it is
   * not. A transaction id seen before, in the store or earlier in this import, changes nothing: it
   * counts as a duplicate if the content is equal, and is rejected as a conflict if not.
   *
   * @param startedAt recorded with the import
   */
  ImportSession beginImport(Instant startedAt);

  /** The highest ingestion sequence number given so far; 0 if the store is empty. */
  long lastSequence();

  /** How many transactions there are and when they happened. */
  TransactionSpan span();

  /** How many transactions are selected. */
  long count(Selection selection);

  /**
   * Reads what is selected of what is there now, ordered by (event time, key of the id). The reader
   * may stay open while verdicts are committed.
   */
  TransactionReader read(Selection selection);

  /**
   * Transactions by ingestion sequence number, in the order asked for; unknown ones are left out.
   */
  List<StoredTransaction> bySequence(long... sequences);

  /** The text of a currency by its key; empty if no transaction is in it. */
  Optional<String> currency(long key);

  /** A transaction by its id. */
  Optional<StoredTransaction> byId(String transactionId);

  /**
   * The latest transactions of a customer that happened before {@code beforeMicros}, latest first.
   */
  List<StoredTransaction> history(String account, long beforeMicros, int limit);

  /**
   * When each party, and each customer, was first seen in any transaction; in no order.
   *
   * @param sink gets every key once
   */
  void firstSeen(FirstSeen sink);

  /** Hears when a party was first seen. */
  @FunctionalInterface
  interface FirstSeen {
    /** The event time of its first transaction, microseconds since the epoch. */
    void at(long key, long micros);
  }

  /** A transaction and where it stands in the order of ingestion. */
  record StoredTransaction(long sequence, Transaction transaction) {}

  /**
   * The extent of a set of transactions.
   *
   * @param rows how many
   * @param firstMicros event time of the earliest; 0 if there are none
   * @param lastMicros event time of the latest; 0 if there are none
   */
  record TransactionSpan(long rows, long firstMicros, long lastMicros) {}

  /** Reads blocks of transactions. */
  interface TransactionReader extends AutoCloseable {
    /**
     * Empties {@code block} and fills it: up to its capacity, less only at the end.
     *
     * @return whether there was at least one row
     */
    boolean next(TransactionBlock block);

    @Override
    void close();
  }

  /** An import under way. Closing it before {@link #finish} takes everything back. */
  interface ImportSession extends AutoCloseable {
    /** Adds a batch: its transactions in their order, and its rejections. It is the store's now. */
    void add(ImportBatch batch);

    /** Adds a valid transaction that was read from {@code source}; many are better a batch. */
    void add(Transaction transaction, SourceLine source);

    /** Keeps a row that could not be imported, with the reason. */
    void reject(SourceLine source, String reason);

    /** Makes all that was added visible at once and returns the counts. */
    ImportCounts finish();

    @Override
    void close();
  }

  /**
   * Where a row was read.
   *
   * @param file as the user named it; {@code -} for standard input
   * @param line 1-based line, or record where the format has no lines
   * @param text the row as it arrived, shortened to at most 2,000 characters
   */
  record SourceLine(String file, long line, String text) {}

  /**
   * What became of the rows of an import: {@code rows = imported + duplicates + rejected}.
   *
   * @param rejected includes conflicts: an id seen before with other content
   */
  record ImportCounts(long rows, long imported, long duplicates, long rejected) {}
}
