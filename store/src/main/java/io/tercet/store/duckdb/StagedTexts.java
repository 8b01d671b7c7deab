package io.tercet.store.duckdb;

import static java.util.Map.entry;
import static org.duckdb.DuckDBColumnType.BIGINT;
import static org.duckdb.DuckDBColumnType.VARCHAR;

import io.tercet.store.ImportBatch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;

/** Texts that the store does not have yet, under their keys, on their way into the table. */
final class StagedTexts implements FeedFunction.Feed {
  static final List<Map.Entry<String, DuckDBColumnType>> COLUMNS =
      List.of(entry("key", BIGINT), entry("text", VARCHAR));

  private final KeySet known;
  private long[] keys = new long[1 << 15];
  private byte[][] texts = new byte[1 << 15][];
  private int size;

  /** Texts that are staged if their keys are not {@code known}; known they are then. */
  StagedTexts(KeySet known) {
    this.known = known;
  }

  @Override
  public int size() {
    return size;
  }

  void clear() {
    Arrays.fill(texts, 0, size, null);
    size = 0;
  }

  /** Adds what is new of the accounts, addresses and currencies of a batch. */
  void addAll(ImportBatch batch) {
    for (int row = 0; row < batch.size(); row++) {
      int given = batch.given[row];
      if ((given & ImportBatch.ACCOUNT) != 0 && known.add(batch.numbers.customer[row])) {
        add(batch.numbers.customer[row], batch.account(row));
      }
      if ((given & ImportBatch.FROM) != 0 && known.add(batch.numbers.sender[row])) {
        add(batch.numbers.sender[row], batch.from(row));
      }
      if ((given & ImportBatch.TO) != 0 && known.add(batch.numbers.receiver[row])) {
        add(batch.numbers.receiver[row], batch.to(row));
      }
      if (known.add(batch.numbers.currency[row])) {
        String currency = batch.words[row].currency();
        add(batch.numbers.currency[row], currency.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private void add(long key, byte[] text) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
      texts = Arrays.copyOf(texts, 2 * size);
    }
    keys[size] = key;
    texts[size++] = text;
  }

  @Override
  public void write(int from, int rows, DuckDBDataChunkWriter out) {
    Vectors.put(out.vector(0), keys, from, rows);
    Vectors.put(out.vector(1), texts, from, rows);
  }
}
