package io.tercet.store.duckdb;

import static java.util.Map.entry;
import static org.duckdb.DuckDBColumnType.BIGINT;
import static org.duckdb.DuckDBColumnType.DOUBLE;
import static org.duckdb.DuckDBColumnType.INTEGER;
import static org.duckdb.DuckDBColumnType.TINYINT;
import static org.duckdb.DuckDBColumnType.VARCHAR;

import io.tercet.core.transaction.TransactionBlock;
import io.tercet.store.ImportBatch;
import io.tercet.store.TransactionStore.SourceLine;
import io.tercet.store.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.jspecify.annotations.Nullable;

/** Batches on their way into the table, read where they lie: a chunk never crosses their edges. */
final class StagedBatches implements FeedFunction.Feed {
  /** The columns of {@code transactions}, in its order. */
  static final List<Map.Entry<String, DuckDBColumnType>> COLUMNS =
      List.of(
          entry("sequence", BIGINT),
          entry("id_key", BIGINT),
          entry("timestamp", BIGINT),
          entry("customer_key", BIGINT),
          entry("sender_key", BIGINT),
          entry("receiver_key", BIGINT),
          entry("currency_key", BIGINT),
          entry("type_code", TINYINT),
          entry("status_code", TINYINT),
          entry("given", TINYINT),
          entry("amount", DOUBLE),
          entry("fee", DOUBLE),
          entry("nonce", BIGINT),
          entry("sender_shape", INTEGER),
          entry("receiver_shape", INTEGER),
          entry("transaction_id", VARCHAR),
          entry("unusual_type", VARCHAR),
          entry("unusual_status", VARCHAR));

  /** The same, and where each row was read. */
  static final List<Map.Entry<String, DuckDBColumnType>> COLUMNS_AND_SOURCE =
      Stream.concat(
              COLUMNS.stream(),
              Stream.of(entry("file", VARCHAR), entry("line", BIGINT), entry("text", VARCHAR)))
          .toList();

  private final boolean withSource;
  private final List<ImportBatch> batches = new ArrayList<>();
  private int size;

  // Where the batch lies that was read last.
  private int current;
  private int currentStart;

  private StagedBatches(boolean withSource) {
    this.withSource = withSource;
  }

  /** Rows that need not remember where they were read. */
  static StagedBatches withoutSource() {
    return new StagedBatches(false);
  }

  /** Rows that remember where they were read. */
  static StagedBatches withSource() {
    return new StagedBatches(true);
  }

  void add(ImportBatch batch) {
    if (batch.size() > 0) {
      batches.add(batch);
      size += batch.size();
    }
  }

  void clear() {
    batches.clear();
    size = 0;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int rowsAt(int from, int max) {
    seek(from);
    return Math.min(max, currentStart + batches.get(current).size() - from);
  }

  private void seek(int row) {
    if (row == 0) {
      current = 0;
      currentStart = 0;
    }
    while (row >= currentStart + batches.get(current).size()) {
      currentStart += batches.get(current++).size();
    }
  }

  @Override
  public void write(int from, int rows, DuckDBDataChunkWriter out) {
    ImportBatch batch = batches.get(current);
    int start = from - currentStart;
    writeKeys(batch.numbers, start, rows, out);
    writeValues(batch, start, rows, out);
    writeTexts(batch, start, rows, out);
    if (withSource) {
      writeSource(batch, start, rows, out);
    }
  }

  private static void writeKeys(
      TransactionBlock numbers, int from, int rows, DuckDBDataChunkWriter out) {
    Vectors.put(out.vector(0), numbers.sequence, from, rows);
    Vectors.put(out.vector(1), numbers.id, from, rows);
    Vectors.put(out.vector(2), numbers.timestamp, from, rows);
    Vectors.put(out.vector(3), numbers.customer, from, rows);
    Vectors.put(out.vector(4), numbers.sender, from, rows);
    Vectors.put(out.vector(5), numbers.receiver, from, rows);
    Vectors.put(out.vector(6), numbers.currency, from, rows);
  }

  private static void writeValues(
      ImportBatch batch, int from, int rows, DuckDBDataChunkWriter out) {
    TransactionBlock numbers = batch.numbers;
    Vectors.put(out.vector(7), numbers.type, from, rows);
    Vectors.put(out.vector(8), numbers.status, from, rows);
    Vectors.put(out.vector(9), batch.given, from, rows);
    Vectors.put(out.vector(10), numbers.amount, from, rows);
    Vectors.put(out.vector(11), numbers.fee, from, rows);
    Vectors.put(out.vector(12), numbers.nonce, from, rows);
    Vectors.put(out.vector(13), numbers.senderShape, from, rows);
    Vectors.put(out.vector(14), numbers.receiverShape, from, rows);
  }

  private static void writeTexts(ImportBatch batch, int from, int rows, DuckDBDataChunkWriter out) {
    Vectors.put(out.vector(15), batch.ids, from, rows);
    @Nullable String[] types = new @Nullable String[rows];
    @Nullable String[] states = new @Nullable String[rows];
    for (int i = 0; i < rows; i++) {
      Words words = batch.words[from + i];
      types[i] = words.hasUsualType() ? null : words.type();
      states[i] = words.hasUsualStatus() ? null : words.status();
    }
    Vectors.put(out.vector(16), types, 0, rows);
    Vectors.put(out.vector(17), states, 0, rows);
  }

  private static void writeSource(
      ImportBatch batch, int from, int rows, DuckDBDataChunkWriter out) {
    SourceLine[] lines = new SourceLine[rows];
    long[] numbers = new long[rows];
    for (int i = 0; i < rows; i++) {
      lines[i] = batch.source(from + i);
      numbers[i] = lines[i].line();
    }
    Vectors.put(out.vector(18), storable(lines, SourceLine::file), 0, rows);
    Vectors.put(out.vector(19), numbers, 0, rows);
    Vectors.put(out.vector(20), storable(lines, SourceLine::text), 0, rows);
  }

  private static @Nullable String[] storable(
      SourceLine[] lines, Function<SourceLine, String> part) {
    return Stream.of(lines).map(part).map(RejectedRows::storable).toArray(String[]::new);
  }
}
