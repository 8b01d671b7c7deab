package io.tercet.jobs.imports;

import io.tercet.core.transaction.InvalidTransactionException;
import io.tercet.core.transaction.NormalText;
import io.tercet.core.transaction.Transaction;
import io.tercet.store.ImportBatch;
import io.tercet.store.TransactionStore.SourceLine;
import io.tercet.store.Words;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Parses and validates the rows of a chunk. Nearly every row of nearly every file has ids and
 * addresses that are in their normal form: such a row goes into the batch as bytes, without a text
 * or a {@link Transaction} being made, which takes a third of the time and leaves no garbage. Any
 * other row takes the plain way, and so does a row with a fault, for that way knows the reason.
 */
final class RowParser {
  private static final int REMEMBERED = 512;

  private final Row row;
  private final RowMapper mapper;
  private final ImportBatch batch;
  private final int[] slices = new int[8];
  private final @Nullable Raw[] memory = new @Nullable Raw[REMEMBERED];

  /** Words as the source spells them, and as a transaction does. */
  private record Raw(String type, String currency, String status, Words words) {}

  private RowParser(Row row, RowMapper mapper, ImportBatch batch) {
    this.row = row;
    this.mapper = mapper;
    this.batch = batch;
  }

  /** The rows of {@code chunk}, which has {@code columns} columns. */
  static ImportBatch parse(String file, RowChunk chunk, int columns, RowMapper mapper) {
    int size = chunk.size();
    ImportBatch batch =
        new ImportBatch(
            Math.max(1, size), line -> new SourceLine(file, chunk.line(line), chunk.text(line)));
    RowParser parser = new RowParser(new Row(columns), mapper, batch);
    for (int i = 0; i < size; i++) {
      try {
        chunk.read(i, parser.row);
        parser.add(i);
      } catch (RowRejected | InvalidTransactionException rejected) {
        batch.reject(i, Objects.requireNonNull(rejected.getMessage()));
      }
    }
    return batch;
  }

  private void add(int i) {
    if (!hasNormalTexts() || !addNormal(i)) {
      batch.add(mapper.map(row), i);
    }
  }

  private boolean hasNormalTexts() {
    return findNormal(0, mapper.id())
        && findNormal(2, mapper.account())
        && findNormal(4, mapper.from())
        && findNormal(6, mapper.to())
        && slices[0] >= 0
        && (slices[2] & slices[4] & slices[6]) >= 0;
  }

  /** Finds a text; false if it is not one cell as it stands, and in its normal form. */
  private boolean findNormal(int slice, Source.Text source) {
    int cell = source.cell(row);
    if (cell < 0) {
      slices[slice] = -1;
      return cell == Columns.NONE;
    }
    int start = row.start(cell);
    int end = row.end(cell);
    slices[slice] = start;
    slices[slice + 1] = end;
    return NormalText.isNormal(row.bytes(), start, end);
  }

  /** Reads in the order of {@link RowMapper#map}, so that the first fault is the same one. */
  private boolean addNormal(int i) {
    long time = mapper.time().read(row);
    String type = mapper.type().read(row);
    String currency = mapper.currency().read(row);
    double amount = mapper.amount().read(row);
    double fee = mapper.fee().read(row);
    String status = mapper.status().read(row);
    long nonce = mapper.nonce().read(row);
    if (type == null
        || currency == null
        || status == null
        || !Transaction.isValid(time, amount, fee, nonce)) {
      return false;
    }
    batch.add(i, row.bytes(), slices, words(type, currency, status), time, amount, fee, nonce);
    return true;
  }

  private Words words(String type, String currency, String status) {
    int hash = 31 * (31 * type.hashCode() + currency.hashCode()) + status.hashCode();
    int index = (hash ^ hash >>> 16) & REMEMBERED - 1;
    Raw raw = memory[index];
    if (raw == null
        || !raw.type.equals(type)
        || !raw.currency.equals(currency)
        || !raw.status.equals(status)) {
      raw = new Raw(type, currency, status, Words.of(type, currency, status));
      memory[index] = raw;
    }
    return raw.words;
  }
}
