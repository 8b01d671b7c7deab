package io.tercet.store.duckdb;

import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import io.tercet.store.Selection;
import io.tercet.store.StoreException;
import io.tercet.store.TransactionStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/** Transactions in DuckDB. */
final class DuckDbTransactionStore implements TransactionStore {
  private static final String FIRST_SEEN =
      """
      SELECT key, epoch_us(min(timestamp)) FROM (
        SELECT customer_key AS key, timestamp FROM transactions
        UNION ALL SELECT sender_key, timestamp FROM transactions WHERE sender_key <> customer_key
        UNION ALL
        SELECT receiver_key, timestamp FROM transactions WHERE receiver_key <> customer_key)
      WHERE key <> 0 GROUP BY key\
      """;

  private final DuckDbDatabase database;
  private final AtomicBoolean importing = new AtomicBoolean();
  private @Nullable ImportFeeds feeds;

  DuckDbTransactionStore(DuckDbDatabase database) {
    this.database = database;
  }

  @Override
  public ImportSession beginImport(Instant startedAt) {
    requireWritable();
    if (!importing.compareAndSet(false, true)) {
      throw new StoreException(
          "another import into store %s is under way. Finish it first.".formatted(database.name()));
    }
    DuckDBConnection connection = database.newConnection();
    try {
      return DuckDbImportSession.begin(
          connection,
          database.name(),
          database.options(),
          feeds(),
          startedAt,
          () -> importing.set(false));
    } catch (SQLException e) {
      importing.set(false);
      throw DuckDbErrors.translate(database.name(), e);
    }
  }

  @Override
  public long lastSequence() {
    return database.read(connection ->
        Sql.number(connection, "SELECT coalesce(max(sequence), 0) FROM transactions"));
  }

  @Override
  public TransactionSpan span() {
    return database.read(connection ->
        Sql.first(
                connection,
                row -> new TransactionSpan(row.getLong(1), row.getLong(2), row.getLong(3)),
                """
                SELECT count(*), coalesce(epoch_us(min(timestamp)), 0),
                  coalesce(epoch_us(max(timestamp)), 0)
                FROM transactions\
                """)
            .orElseThrow());
  }

  @Override
  public long count(Selection selection) {
    String sql = "SELECT count(*) FROM transactions t WHERE " + Slice.where(selection);
    return database.read(connection -> Sql.number(connection, sql));
  }

  @Override
  public TransactionReader read(Selection selection) {
    return new DuckDbTransactionReader(
        new SlicedCursor(
            database.newConnection(), database.name(), DuckDbTransactionReader.QUERY, selection));
  }

  @Override
  public List<StoredTransaction> bySequence(long... sequences) {
    if (sequences.length == 0) {
      return List.of();
    }
    String list =
        Arrays.stream(sequences).mapToObj(Long::toString).collect(Collectors.joining(", "));
    Map<Long, StoredTransaction> found =
        select("t.sequence IN (" + list + ")").stream()
            .collect(Collectors.toMap(StoredTransaction::sequence, Function.identity()));
    return Arrays.stream(sequences)
        .mapToObj(found::get)
        .<StoredTransaction>mapMulti((transaction, keep) -> {
          if (transaction != null) {
            keep.accept(transaction);
          }
        })
        .toList();
  }

  @Override
  public Optional<String> currency(long key) {
    return database.read(connection ->
        Sql.first(
            connection, row -> row.getString(1), "SELECT text FROM texts WHERE key = ?", key));
  }

  @Override
  public Optional<StoredTransaction> byId(String transactionId) {
    return select(
            "t.id_key = ? AND t.transaction_id = ?",
            TransactionBlock.key(Transaction.normaliseId(transactionId)),
            Transaction.normaliseId(transactionId))
        .stream()
        .findFirst();
  }

  @Override
  public List<StoredTransaction> history(String account, long beforeMicros, int limit) {
    String customer = Objects.requireNonNull(Transaction.normaliseAddress(account));
    return select(
            "t.customer_key = ? AND t.timestamp < make_timestamp(?) ORDER BY t.timestamp DESC, t.id_key DESC LIMIT ?",
            TransactionBlock.key(customer),
            beforeMicros,
            limit)
        .stream()
        .filter(stored -> stored.transaction().customer().equals(customer))
        .toList();
  }

  @Override
  public void firstSeen(FirstSeen sink) {
    database.read(connection -> {
      try (ChunkCursor cursor = new ChunkCursor(connection, FIRST_SEEN)) {
        while (cursor.nextChunk()) {
          DuckDBReadableVector keys = cursor.vector(0);
          DuckDBReadableVector micros = cursor.vector(1);
          for (int i = 0; i < cursor.rows(); i++) {
            sink.at(keys.getLong(i), micros.getLong(i));
          }
        }
      }
      return true;
    });
  }

  private List<StoredTransaction> select(String where, Object... parameters) {
    String sql =
        "SELECT " + StoredTransactions.COLUMNS + " FROM named_transactions t WHERE " + where;
    return database.read(
        connection -> Sql.list(connection, StoredTransactions::map, sql, parameters));
  }

  private ImportFeeds feeds() {
    ImportFeeds known = feeds;
    if (known == null) {
      known = database.read(ImportFeeds::new);
      feeds = known;
    }
    return known;
  }

  private void requireWritable() {
    if (database.readOnly()) {
      throw new StoreException("store %s was opened for reading only.".formatted(database.name()));
    }
  }
}
