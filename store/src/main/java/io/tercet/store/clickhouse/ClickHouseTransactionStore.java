package io.tercet.store.clickhouse;

import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import io.tercet.store.Selection;
import io.tercet.store.StoreException;
import io.tercet.store.TransactionStore;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Transactions in ClickHouse. */
final class ClickHouseTransactionStore implements TransactionStore {
  private static final String FIRST_SEEN =
      """
      SELECT key, min(timestamp) FROM (
        SELECT customer_key AS key, timestamp FROM committed_transactions
        UNION ALL
        SELECT sender_key, timestamp FROM committed_transactions WHERE sender_key <> customer_key
        UNION ALL
        SELECT receiver_key, timestamp FROM committed_transactions
        WHERE receiver_key <> customer_key)
      WHERE key <> 0 GROUP BY key\
      """;

  private final ClickHouseServer server;
  private final Supplier<Lease> lease;
  private final AtomicBoolean importing = new AtomicBoolean();

  ClickHouseTransactionStore(ClickHouseServer server, Supplier<Lease> lease) {
    this.server = server;
    this.lease = lease;
  }

  @Override
  public ImportSession beginImport(Instant startedAt) {
    Lease held = lease.get();
    if (!importing.compareAndSet(false, true)) {
      throw new StoreException(
          "another import into store %s is under way. Finish it first.".formatted(server.name()));
    }
    try {
      return new ClickHouseImportSession(server, held, startedAt, () -> importing.set(false));
    } catch (StoreException e) {
      importing.set(false);
      throw e;
    }
  }

  @Override
  public long lastSequence() {
    return server.number("SELECT max(last_sequence) FROM imports_log");
  }

  @Override
  public TransactionSpan span() {
    return server
        .first(
            """
            SELECT toInt64(count()) AS n, toUnixTimestamp64Micro(min(timestamp)) AS first,
              toUnixTimestamp64Micro(max(timestamp)) AS last
            FROM committed_transactions\
            """,
            Map.of())
        .filter(row -> row.getLong("n") > 0)
        .map(
            row -> new TransactionSpan(row.getLong("n"), row.getLong("first"), row.getLong("last")))
        .orElse(new TransactionSpan(0, 0, 0));
  }

  @Override
  public long count(Selection selection) {
    return server.number(
        "SELECT toInt64(count()) FROM transactions WHERE " + Slices.where(selection));
  }

  @Override
  public TransactionReader read(Selection selection) {
    return new ClickHouseTransactionReader(server, selection);
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
        .boxed()
        .flatMap(sequence -> Stream.ofNullable(found.get(sequence)))
        .toList();
  }

  @Override
  public Optional<String> currency(long key) {
    return server
        .first(
            "SELECT toString(currency) AS text FROM committed_transactions WHERE currency_key = %d LIMIT 1"
                .formatted(key),
            Map.of())
        .map(row -> row.getString("text"));
  }

  @Override
  public Optional<StoredTransaction> byId(String transactionId) {
    return select(byIdCondition(transactionId)).stream().findFirst();
  }

  /** The condition on {@code t} that finds one transaction. */
  static String byIdCondition(String transactionId) {
    String id = Transaction.normaliseId(transactionId);
    return "t.id_key = %d AND t.transaction_id = %s"
        .formatted(TransactionBlock.key(id), StoredRows.sql(id));
  }

  @Override
  public List<StoredTransaction> history(String account, long beforeMicros, int limit) {
    String customer = Objects.requireNonNull(Transaction.normaliseAddress(account));
    return select(
            "t.customer_key = %d AND t.timestamp < %s ORDER BY t.timestamp DESC, t.id_key DESC LIMIT %d"
                .formatted(TransactionBlock.key(customer), StoredRows.sql(beforeMicros), limit))
        .stream()
        .filter(stored -> stored.transaction().customer().equals(customer))
        .toList();
  }

  @Override
  public void firstSeen(FirstSeen sink) {
    try (NativeReader reader = server.persist(() -> server.columns(FIRST_SEEN))) {
      while (reader.nextBlock()) {
        for (int row = 0; row < reader.rows(); row++) {
          sink.at(reader.getLong(0, row), reader.getLong(1, row));
        }
      }
    } catch (IOException e) {
      throw server.translate(e);
    }
  }

  private List<StoredTransaction> select(String where) {
    return server
        .rows("SELECT " + StoredRows.TRANSACTION + " FROM committed_transactions t WHERE " + where)
        .stream()
        .map(StoredRows::transaction)
        .toList();
  }
}
