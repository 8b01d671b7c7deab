package io.tercet.jobs.imports;

import io.tercet.core.transaction.Transaction;
import io.tercet.store.ImportBatch;
import io.tercet.store.Selection;
import io.tercet.store.TransactionStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An import target in memory: the port's import half, with its rules about ids seen before. */
final class MemoryTransactionStore implements TransactionStore {
  /** What was rejected by a finished import, and why. */
  record RejectedRow(SourceLine source, String reason) {}

  final Map<String, Transaction> transactions = new LinkedHashMap<>();
  final List<RejectedRow> rejected = new ArrayList<>();
  int imports;

  @Override
  public ImportSession beginImport(Instant startedAt) {
    imports++;
    return new Session();
  }

  private final class Session implements ImportSession {
    private final Map<String, Transaction> added = new LinkedHashMap<>();
    private final List<RejectedRow> refused = new ArrayList<>();
    private long duplicates;

    @Override
    public void add(ImportBatch batch) {
      for (int row = 0; row < batch.size(); row++) {
        add(batch.transaction(row), batch.source(row));
      }
      batch.rejections().forEach(row -> reject(batch.source(row), row.reason()));
    }

    @Override
    public void add(Transaction transaction, SourceLine source) {
      Transaction known = transactions.get(transaction.id());
      if (known == null) {
        known = added.putIfAbsent(transaction.id(), transaction);
      }
      if (known != null && known.equals(transaction)) {
        duplicates++;
      } else if (known != null) {
        reject(source, "transaction_id was seen before with other content");
      }
    }

    @Override
    public void reject(SourceLine source, String reason) {
      refused.add(new RejectedRow(source, reason));
    }

    @Override
    public ImportCounts finish() {
      transactions.putAll(added);
      rejected.addAll(refused);
      long rows = added.size() + duplicates + refused.size();
      return new ImportCounts(rows, added.size(), duplicates, refused.size());
    }

    @Override
    public void close() {}
  }

  @Override
  public long lastSequence() {
    return transactions.size();
  }

  @Override
  public long count(Selection selection) {
    return transactions.size();
  }

  @Override
  public Optional<StoredTransaction> byId(String transactionId) {
    return Optional.ofNullable(transactions.get(transactionId))
        .map(transaction -> new StoredTransaction(1, transaction));
  }

  @Override
  public Optional<String> currency(long key) {
    throw new UnsupportedOperationException("an import does not ask");
  }

  @Override
  public TransactionSpan span() {
    throw new UnsupportedOperationException("an import does not ask");
  }

  @Override
  public TransactionReader read(Selection selection) {
    throw new UnsupportedOperationException("an import does not ask");
  }

  @Override
  public List<StoredTransaction> bySequence(long... sequences) {
    throw new UnsupportedOperationException("an import does not ask");
  }

  @Override
  public List<StoredTransaction> history(String account, long beforeMicros, int limit) {
    throw new UnsupportedOperationException("an import does not ask");
  }

  @Override
  public void firstSeen(FirstSeen sink) {
    throw new UnsupportedOperationException("an import does not ask");
  }
}
