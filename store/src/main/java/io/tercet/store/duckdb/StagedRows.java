package io.tercet.store.duckdb;

import static java.util.Map.entry;
import static org.duckdb.DuckDBColumnType.BIGINT;
import static org.duckdb.DuckDBColumnType.DOUBLE;
import static org.duckdb.DuckDBColumnType.INTEGER;
import static org.duckdb.DuckDBColumnType.TINYINT;
import static org.duckdb.DuckDBColumnType.VARCHAR;

import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import io.tercet.store.TransactionStore.SourceLine;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.jspecify.annotations.Nullable;

/**
 * Transactions on their way into the table: the columns of numbers, the content's key, the texts.
 */
final class StagedRows implements FeedFunction.Feed {
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
          entry("amount", DOUBLE),
          entry("fee", DOUBLE),
          entry("nonce", BIGINT),
          entry("sender_shape", INTEGER),
          entry("receiver_shape", INTEGER),
          entry("content_key", BIGINT),
          entry("transaction_id", VARCHAR),
          entry("user_id", VARCHAR),
          entry("transaction_type", VARCHAR),
          entry("currency", VARCHAR),
          entry("from_address", VARCHAR),
          entry("to_address", VARCHAR),
          entry("status", VARCHAR));

  /** The same, and where each row was read. */
  static final List<Map.Entry<String, DuckDBColumnType>> COLUMNS_AND_SOURCE =
      Stream.concat(
              COLUMNS.stream(),
              Stream.of(entry("file", VARCHAR), entry("line", BIGINT), entry("text", VARCHAR)))
          .toList();

  private static final int TEXTS = 7;

  private final TransactionBlock numbers;
  private final long[] content;
  private final @Nullable String[][] texts;
  private final @Nullable String[][] source;
  private final long[] line;

  private StagedRows(int capacity, int sourceCapacity) {
    numbers = new TransactionBlock(capacity);
    content = new long[capacity];
    texts = new @Nullable String[TEXTS][capacity];
    source = new @Nullable String[2][sourceCapacity];
    line = new long[sourceCapacity];
  }

  /** Rows that need not remember where they were read. */
  static StagedRows withoutSource(int capacity) {
    return new StagedRows(capacity, 0);
  }

  /** Rows that remember where they were read. */
  static StagedRows withSource(int capacity) {
    return new StagedRows(capacity, capacity);
  }

  boolean isFull() {
    return numbers.isFull();
  }

  @Override
  public int size() {
    return numbers.size;
  }

  /** Forgets the rows and their texts. */
  void clear() {
    numbers.size = 0;
    Stream.of(texts, source).flatMap(Arrays::stream).forEach(column -> Arrays.fill(column, null));
  }

  /**
   * Adds a row.
   *
   * @return the key of its id
   */
  long add(Transaction transaction, long sequence) {
    int row = numbers.size;
    numbers.add(transaction, sequence);
    content[row] = contentKey(transaction, row);
    texts[0][row] = transaction.id();
    texts[1][row] = transaction.account();
    texts[2][row] = transaction.type();
    texts[3][row] = transaction.currency();
    texts[4][row] = transaction.fromAddress();
    texts[5][row] = transaction.toAddress();
    texts[6][row] = transaction.status();
    return numbers.id[row];
  }

  /** Adds a row and where it was read. */
  void add(Transaction transaction, long sequence, SourceLine from) {
    int row = numbers.size;
    add(transaction, sequence);
    source[0][row] = RejectedRows.storable(from.file());
    source[1][row] = RejectedRows.storable(from.text());
    line[row] = from.line();
  }

  /** Takes the last row back. */
  void removeLast() {
    numbers.size--;
  }

  @Override
  public void write(int from, int rows, DuckDBDataChunkWriter out) {
    writeKeys(from, rows, out);
    writeValues(from, rows, out);
    for (int i = 0; i < TEXTS; i++) {
      Vectors.put(out.vector(15 + i), texts[i], from, rows);
    }
    if (line.length > 0) {
      Vectors.put(out.vector(22), source[0], from, rows);
      Vectors.put(out.vector(23), line, from, rows);
      Vectors.put(out.vector(24), source[1], from, rows);
    }
  }

  private void writeKeys(int from, int rows, DuckDBDataChunkWriter out) {
    Vectors.put(out.vector(0), numbers.sequence, from, rows);
    Vectors.put(out.vector(1), numbers.id, from, rows);
    Vectors.put(out.vector(2), numbers.timestamp, from, rows);
    Vectors.put(out.vector(3), numbers.customer, from, rows);
    Vectors.put(out.vector(4), numbers.sender, from, rows);
    Vectors.put(out.vector(5), numbers.receiver, from, rows);
    Vectors.put(out.vector(6), numbers.currency, from, rows);
  }

  private void writeValues(int from, int rows, DuckDBDataChunkWriter out) {
    Vectors.put(out.vector(7), numbers.type, from, rows);
    Vectors.put(out.vector(8), numbers.status, from, rows);
    Vectors.put(out.vector(9), numbers.amount, from, rows);
    Vectors.put(out.vector(10), numbers.fee, from, rows);
    Vectors.put(out.vector(11), numbers.nonce, from, rows);
    Vectors.put(out.vector(12), numbers.senderShape, from, rows);
    Vectors.put(out.vector(13), numbers.receiverShape, from, rows);
    Vectors.put(out.vector(14), content, from, rows);
  }

  /** Everything but the id, in 64 bits; equal for rows that say the same. */
  private long contentKey(Transaction transaction, int row) {
    long hash = mix(0, numbers.timestamp[row]);
    hash = mix(hash, transaction.account() == null ? 0 : numbers.customer[row]);
    hash = mix(hash, transaction.fromAddress() == null ? 0 : numbers.sender[row]);
    hash = mix(hash, transaction.toAddress() == null ? 0 : numbers.receiver[row]);
    hash = mix(hash, numbers.currency[row]);
    hash = mix(hash, TransactionBlock.key(transaction.type()));
    hash = mix(hash, TransactionBlock.key(transaction.status()));
    // Adding zero makes one of the two zeros.
    hash = mix(hash, Double.doubleToLongBits(transaction.amount() + 0.0));
    hash = mix(hash, Double.doubleToLongBits(transaction.fee() + 0.0));
    return mix(hash, transaction.senderNonce());
  }

  private static long mix(long hash, long value) {
    long mixed = (hash ^ value) * 0x9E3779B97F4A7C15L;
    return mixed ^ mixed >>> 32;
  }
}
