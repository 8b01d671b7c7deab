package io.tercet.store.clickhouse;

import io.tercet.store.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Parts of a selection, one after the other in time, of about a million rows: so the server sorts a
 * bounded number of rows at once, and a reply that breaks off is soon asked for again. Times that
 * many rows share stay in one part; the server then sorts on its disk.
 */
final class Slices {
  private static final long ROWS = 1_000_000;
  private static final long MAX_SLICES = 4_096;

  private Slices() {}

  /** The condition on rows of {@code transactions} that are selected and committed. */
  static String where(Selection selection) {
    return """
    stamp IN (SELECT stamp FROM imports_log) AND sequence > %d AND sequence <= %d \
    AND timestamp >= fromUnixTimestamp64Micro(%d, 'UTC') AND timestamp < fromUnixTimestamp64Micro(%d, 'UTC')\
    """
        .formatted(
            selection.afterSequence(),
            selection.throughSequence(),
            selection.fromMicros(),
            selection.toMicros());
  }

  /** Cuts a selection; none for one that is empty. */
  static List<Selection> of(ClickHouseServer server, Selection selection) {
    long last = server.number("SELECT max(last_sequence) FROM imports_log");
    Selection bounded =
        selection.through(
            Math.min(selection.throughSequence(), Math.max(selection.afterSequence(), last)));
    long rows = server.number("SELECT count() FROM transactions WHERE " + where(bounded));
    long parts = Math.min(MAX_SLICES, (rows + ROWS - 1) / ROWS);
    return parts <= 1
        ? rows == 0 ? List.of() : List.of(bounded)
        : cut(bounded, boundaries(server, bounded, parts));
  }

  private static List<Long> boundaries(ClickHouseServer server, Selection selection, long parts) {
    String levels =
        LongStream.range(1, parts)
            .mapToObj(i -> Double.toString((double) i / parts))
            .collect(Collectors.joining(", "));
    return server
        .rows(
            "SELECT toInt64(arrayJoin(quantiles(%s)(toUnixTimestamp64Micro(timestamp)))) AS time FROM transactions WHERE %s"
                .formatted(levels, where(selection)))
        .stream()
        .map(row -> row.getLong("time"))
        .sorted()
        .toList();
  }

  private static List<Selection> cut(Selection selection, List<Long> boundaries) {
    List<Selection> slices = new ArrayList<>();
    long from = selection.fromMicros();
    for (long boundary : boundaries) {
      if (boundary > from) {
        slices.add(selection.between(from, boundary));
        from = boundary;
      }
    }
    slices.add(selection.between(from, selection.toMicros()));
    return slices;
  }
}
