package io.tercet.store.duckdb;

import static java.util.Map.entry;
import static org.duckdb.DuckDBColumnType.BIGINT;
import static org.duckdb.DuckDBColumnType.VARCHAR;

import io.tercet.store.TransactionStore.SourceLine;
import java.util.ArrayList;
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

  private final List<Rejected> rows = new ArrayList<>();

  private record Rejected(SourceLine source, String reason) {}

  @Override
  public int size() {
    return rows.size();
  }

  void clear() {
    rows.clear();
  }

  void add(SourceLine source, String why) {
    rows.add(new Rejected(source, why));
  }

  /** The text, at most 2,000 characters; NUL as its picture, which every database keeps. */
  static String storable(String text) {
    String bounded = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    return bounded.replace('\0', '\u2400');
  }

  @Override
  public void write(int from, int count, DuckDBDataChunkWriter out) {
    @Nullable String[][] texts = new @Nullable String[3][count];
    long[] line = new long[count];
    for (int i = 0; i < count; i++) {
      Rejected row = rows.get(from + i);
      texts[0][i] = storable(row.source.file());
      line[i] = row.source.line();
      texts[1][i] = storable(row.reason);
      texts[2][i] = storable(row.source.text());
    }
    Vectors.put(out.vector(0), texts[0], 0, count);
    Vectors.put(out.vector(1), line, 0, count);
    Vectors.put(out.vector(2), texts[1], 0, count);
    Vectors.put(out.vector(3), texts[2], 0, count);
  }
}
