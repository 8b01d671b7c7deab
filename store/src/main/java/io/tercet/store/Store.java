package io.tercet.store;

import java.util.List;
import java.util.Map;
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

  /**
   * Runs one statement that only reads, written by a person.
   *
   * @return a map a row, columns in order; values are Java's usual ones (numbers, text, {@link
   *     java.time.Instant} for timestamps, lists, maps)
   * @throws StoreException if the statement is wrong, or would write
   */
  List<Map<String, @Nullable Object>> query(String sql);

  @Override
  void close();
}
