package io.tercet.jobs.imports;

import io.tercet.core.transaction.InvalidTransactionException;
import io.tercet.core.transaction.Transaction;
import io.tercet.store.TransactionStore.SourceLine;
import org.jspecify.annotations.Nullable;

/** Consecutive rows of one file: each is a transaction, or has a reason why it is none. */
public final class ParsedRows {
  private final String file;
  private final RowChunk chunk;
  private final @Nullable Transaction[] transactions;
  private final @Nullable String[] reasons;

  private ParsedRows(String file, RowChunk chunk) {
    this.file = file;
    this.chunk = chunk;
    transactions = new Transaction[chunk.size()];
    reasons = new String[chunk.size()];
  }

  /** Parses and validates the rows of {@code chunk}, which has {@code columns} columns. */
  static ParsedRows of(String file, RowChunk chunk, int columns, RowMapper mapper) {
    ParsedRows rows = new ParsedRows(file, chunk);
    Row row = new Row(columns);
    for (int i = 0; i < chunk.size(); i++) {
      try {
        chunk.read(i, row);
        rows.transactions[i] = mapper.map(row);
      } catch (RowRejected | InvalidTransactionException rejected) {
        rows.reasons[i] = rejected.getMessage();
      }
    }
    return rows;
  }

  /** How many rows, ≥ 0. */
  public int size() {
    return transactions.length;
  }

  /** The transaction in row {@code row}; null if it was rejected. */
  public @Nullable Transaction transaction(int row) {
    return transactions[row];
  }

  /** Why row {@code row} was rejected, for people; null if it was not. */
  public @Nullable String reason(int row) {
    return reasons[row];
  }

  /** Where row {@code row} was read. */
  public SourceLine source(int row) {
    return new SourceLine(file, chunk.line(row), chunk.text(row));
  }
}
