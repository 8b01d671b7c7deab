package io.tercet.store.duckdb;

import static java.util.Map.entry;
import static org.duckdb.DuckDBColumnType.BIGINT;
import static org.duckdb.DuckDBColumnType.VARCHAR;

import io.tercet.store.TransactionStore.SourceLine;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.jspecify.annotations.Nullable;

/** Rejected rows on their way into the table. */
final class RejectedRows implements FeedFunction.Feed {
  static final List<Map.Entry<String, DuckDBColumnType>> COLUMNS =
      List.of(
          entry("file", VARCHAR),
          entry("line", BIGINT),
          entry("reason", VARCHAR),
          entry("text", VARCHAR));

  private static final int MAX_TEXT = 2_000;

  private final @Nullable String[] file;
  private final long[] line;
  private final @Nullable String[] reason;
  private final @Nullable String[] text;
  private int size;

  RejectedRows(int capacity) {
    file = new @Nullable String[capacity];
    line = new long[capacity];
    reason = new @Nullable String[capacity];
    text = new @Nullable String[capacity];
  }

  boolean isFull() {
    return size == line.length;
  }

  @Override
  public int size() {
    return size;
  }

  void clear() {
    size = 0;
    Arrays.fill(file, null);
    Arrays.fill(reason, null);
    Arrays.fill(text, null);
  }

  void add(SourceLine source, String why) {
    file[size] = storable(source.file());
    line[size] = source.line();
    reason[size] = storable(why);
    text[size++] = storable(source.text());
  }

  /** The text, at most 2,000 characters; NUL as its picture, which every database keeps. */
  static String storable(String text) {
    String bounded = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    return bounded.replace('\0', '\u2400');
  }

  @Override
  public void write(int from, int rows, DuckDBDataChunkWriter out) {
    Vectors.put(out.vector(0), file, from, rows);
    Vectors.put(out.vector(1), line, from, rows);
    Vectors.put(out.vector(2), reason, from, rows);
    Vectors.put(out.vector(3), text, from, rows);
  }
}
