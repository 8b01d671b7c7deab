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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.jspecify.annotations.Nullable;

/** Batches on their way into the table, read where they lie: a chunk never crosses their edges. */
final class StagedBatches implements FeedFunction.Feed {
  /** The columns of {@code transactions}, but those that are empty for nearly every row. */
  static final List<Map.Entry<String, DuckDBColumnType>> USUAL_COLUMNS =
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
          entry("transaction_id", VARCHAR));

  /** The columns of {@code transactions}. */
  static final List<Map.Entry<String, DuckDBColumnType>> COLUMNS =
      Stream.concat(
              USUAL_COLUMNS.stream(),
              Stream.of(entry("unusual_type", VARCHAR), entry("unusual_status", VARCHAR)))
          .toList();

  /** The same, and where each row was read. */
  static final List<Map.Entry<String, DuckDBColumnType>> COLUMNS_AND_SOURCE =
      Stream.concat(
              COLUMNS.stream(),
              Stream.of(entry("file", VARCHAR), entry("line", BIGINT), entry("text", VARCHAR)))
          .toList();

  private final boolean withSource;
  private final List<Part> parts = new ArrayList<>();
  private int size;
  private boolean usual = true;

  // Where the part lies that was read last.
  private int current;
  private int currentStart;

  /** What is written of a batch; the rest of it, such as the bytes of its file, may go. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Part(
      TransactionBlock numbers, byte[][] ids, byte[] given, Words[] words, SourceLine[] lines) {
    int size() {
      return numbers.size;
    }
  }

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
      parts.add(new Part(batch.numbers, batch.ids, batch.given, batch.words, lines(batch)));
      size += batch.size();
      usual &= isUsual(batch);
    }
  }

  private SourceLine[] lines(ImportBatch batch) {
    return withSource
        ? IntStream.range(0, batch.size()).mapToObj(batch::source).toArray(SourceLine[]::new)
        : new SourceLine[0];
  }

  private static boolean isUsual(ImportBatch batch) {
    for (int row = 0; row < batch.size(); row++) {
      if (!batch.words[row].usual()) {
        return false;
      }
    }
    return true;
  }

  /** Whether only {@link #USUAL_COLUMNS} are written, because the others would be empty. */
  boolean isUsual() {
    return usual && !withSource;
  }

  void clear() {
    parts.clear();
    size = 0;
    usual = true;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int rowsAt(int from, int max) {
    seek(from);
    return Math.min(max, currentStart + parts.get(current).size() - from);
  }

  private void seek(int row) {
    if (row == 0) {
      current = 0;
      currentStart = 0;
    }
    while (row >= currentStart + parts.get(current).size()) {
      currentStart += parts.get(current++).size();
    }
  }

  @Override
  public void write(int from, int rows, DuckDBDataChunkWriter out) {
    Part part = parts.get(current);
    int start = from - currentStart;
    writeKeys(part.numbers, start, rows, out);
    writeValues(part, start, rows, out);
    Vectors.put(out.vector(15), part.ids, start, rows);
    if (!isUsual()) {
      writeUnusual(part, start, rows, out);
    }
    if (withSource) {
      writeSource(part, start, rows, out);
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

  private static void writeValues(Part part, int from, int rows, DuckDBDataChunkWriter out) {
    TransactionBlock numbers = part.numbers;
    Vectors.put(out.vector(7), numbers.type, from, rows);
    Vectors.put(out.vector(8), numbers.status, from, rows);
    Vectors.put(out.vector(9), part.given, from, rows);
    Vectors.put(out.vector(10), numbers.amount, from, rows);
    Vectors.put(out.vector(11), numbers.fee, from, rows);
    Vectors.put(out.vector(12), numbers.nonce, from, rows);
    Vectors.put(out.vector(13), numbers.senderShape, from, rows);
    Vectors.put(out.vector(14), numbers.receiverShape, from, rows);
  }

  private static void writeUnusual(Part part, int from, int rows, DuckDBDataChunkWriter out) {
    @Nullable String[] types = new @Nullable String[rows];
    @Nullable String[] states = new @Nullable String[rows];
    for (int i = 0; i < rows; i++) {
      Words words = part.words[from + i];
      types[i] = words.unusualType();
      states[i] = words.unusualStatus();
    }
    Vectors.put(out.vector(16), types, 0, rows);
    Vectors.put(out.vector(17), states, 0, rows);
  }

  private static void writeSource(Part part, int from, int rows, DuckDBDataChunkWriter out) {
    SourceLine[] lines = Arrays.copyOfRange(part.lines, from, from + rows);
    long[] numbers = Stream.of(lines).mapToLong(SourceLine::line).toArray();
    Vectors.put(out.vector(18), storable(lines, SourceLine::file), 0, rows);
    Vectors.put(out.vector(19), numbers, 0, rows);
    Vectors.put(out.vector(20), storable(lines, SourceLine::text), 0, rows);
  }

  private static @Nullable String[] storable(
      SourceLine[] lines, Function<SourceLine, String> part) {
    return Stream.of(lines).map(part).map(RejectedRows::storable).toArray(String[]::new);
  }
}
