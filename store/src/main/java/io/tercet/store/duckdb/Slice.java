package io.tercet.store.duckdb;

import io.tercet.store.Selection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;

/**
 * A part of a selection that fits in memory. One part after the other gives the whole in the order
 * of (event time, key of the id), so that reading takes the same memory however much there is.
 *
 * @param fromMicros first event time
 * @param toMicros end of event time, exclusive
 * @param firstKey lowest key of an id
 * @param lastKey highest key of an id, inclusive
 */
record Slice(long fromMicros, long toMicros, long firstKey, long lastKey) {
  private static final int ROWS = 1_000_000;
  private static final int SAMPLE = 20_000;
  private static final int MAX_SLICES = 4_096;

  /** Cuts a selection in parts of about a million rows. */
  static List<Slice> of(DuckDBConnection connection, Selection selection) throws SQLException {
    long rows =
        Sql.number(connection, "SELECT count(*) FROM transactions t WHERE " + where(selection));
    int parts = (int) Math.min(MAX_SLICES, (rows + ROWS - 1) / ROWS);
    return parts <= 1
        ? List.of(whole(selection.fromMicros(), selection.toMicros()))
        : cut(selection, boundaries(connection, selection, parts));
  }

  /** The condition on a table of transactions called {@code t}. */
  static String where(Selection selection) {
    return "t.sequence > %d AND t.sequence <= %d AND t.timestamp >= make_timestamp(%d) AND t.timestamp < make_timestamp(%d)"
        .formatted(
            selection.afterSequence(),
            selection.throughSequence(),
            selection.fromMicros(),
            selection.toMicros());
  }

  /** The condition on {@code t} for this part of {@code selection}. */
  String condition(Selection selection) {
    String time = where(selection.between(fromMicros, toMicros));
    return firstKey == Long.MIN_VALUE && lastKey == Long.MAX_VALUE
        ? time
        : time + " AND t.id_key BETWEEN %d AND %d".formatted(firstKey, lastKey);
  }

  private static Slice whole(long from, long to) {
    return new Slice(from, to, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private static List<Long> boundaries(DuckDBConnection connection, Selection selection, int parts)
      throws SQLException {
    return Sql.list(
        connection,
        row -> row.getLong(1),
        """
        SELECT unnest(quantile_disc(micros, [i / %d.0 FOR i IN range(1, %d)])) FROM (
          SELECT micros FROM (SELECT epoch_us(t.timestamp) AS micros FROM transactions t WHERE %s)
          USING SAMPLE reservoir(%d ROWS) REPEATABLE (1))\
        """
            .formatted(parts, parts, where(selection), SAMPLE));
  }

  /** Cuts at ascending times; a time that is named again holds many rows and is cut by key. */
  static List<Slice> cut(Selection selection, List<Long> boundaries) {
    List<Slice> slices = new ArrayList<>();
    long from = selection.fromMicros();
    for (int i = 0; i < boundaries.size(); ) {
      long time = boundaries.get(i);
      int repeats = 1;
      while (i + repeats < boundaries.size() && boundaries.get(i + repeats) == time) {
        repeats++;
      }
      from = add(slices, from, time);
      if (repeats > 1) {
        addByKey(slices, time, repeats);
        from = time + 1;
      }
      i += repeats;
    }
    add(slices, from, selection.toMicros());
    return slices;
  }

  private static long add(List<Slice> slices, long from, long to) {
    if (from < to) {
      slices.add(whole(from, to));
    }
    return to;
  }

  private static void addByKey(List<Slice> slices, long time, int parts) {
    long step = Long.divideUnsigned(-1L, parts);
    for (int i = 0; i < parts; i++) {
      long first = Long.MIN_VALUE + i * step;
      long last = i == parts - 1 ? Long.MAX_VALUE : first + step - 1;
      slices.add(new Slice(time, time + 1, first, last));
    }
  }
}
