package io.tercet.store.duckdb;

import static java.util.Map.entry;
import static org.duckdb.DuckDBColumnType.BIGINT;
import static org.duckdb.DuckDBColumnType.VARCHAR;

import io.tercet.core.ensemble.VerdictBlock;
import io.tercet.store.DetectionStore.Reason;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;

/** Reasons on their way into the table. */
record ReasonRows(long[] sequence, String[] json, String[] text) implements FeedFunction.Feed {
  static final List<Map.Entry<String, DuckDBColumnType>> COLUMNS =
      List.of(entry("sequence", BIGINT), entry("json", VARCHAR), entry("text", VARCHAR));

  static ReasonRows of(VerdictBlock verdicts, List<Reason> reasons) {
    return new ReasonRows(
        reasons.stream().mapToLong(reason -> verdicts.sequence[reason.row()]).toArray(),
        reasons.stream().map(Reason::json).toArray(String[]::new),
        reasons.stream().map(Reason::text).toArray(String[]::new));
  }

  @Override
  public int size() {
    return sequence.length;
  }

  @Override
  public void write(int from, int rows, DuckDBDataChunkWriter out) {
    Vectors.put(out.vector(0), sequence, from, rows);
    Vectors.put(out.vector(1), json, from, rows);
    Vectors.put(out.vector(2), text, from, rows);
  }
}
