package io.tercet.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One open database: the ports that share its transactions. Not safe for two threads at once. */
public interface Store extends AutoCloseable {
  /** Transactions and rejected rows. */
  TransactionStore transactions();

  /** Runs, verdicts and the ingestion cursor. */
  DetectionStore detections();

  /** Models and their files. */
  ModelRegistry models();

  /** What reports show. */
  ReportStore reports();

  /** How the store calls itself in messages, for example {@code duckdb:tercet.duckdb}. */
  String name();

  /** What a person should know of how the store was opened; empty if nothing. */
  List<String> notices();

  /** The rows of {@link #query(String, Consumer)}, all in memory. */
  default List<Map<String, @Nullable Object>> query(String sql) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    query(sql, rows::add);
    return rows;
  }

  /**
   * Makes this process the only one that writes, until the store is closed; for work that begins
   * with reading how far the last one came. What writes claims the store by itself.
   *
   * @throws StoreException if another process writes
   */
  void claim();

  /**
   * Runs one statement that only reads, written by a person.
   *
   * @param rows gets a map a row, columns in order; values are Java's usual ones (numbers, text,
   *     {@link java.time.Instant} for timestamps, lists, maps)
   * @throws StoreException if the statement is wrong, or would write
   */
  void query(String sql, Consumer<Map<String, @Nullable Object>> rows);

  @Override
  void close();
}
