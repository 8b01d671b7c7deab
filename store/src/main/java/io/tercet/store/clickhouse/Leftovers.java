package io.tercet.store.clickhouse;

import java.util.List;
import java.util.stream.Collectors;

/** What processes that died have written and never committed. Nobody sees it; it takes space. */
final class Leftovers {
  private Leftovers() {}

  /**
   * Deletes rows of {@code table} whose stamp is of an earlier lease and not among {@code
   * commits.column}.
   */
  static void delete(
      ClickHouseServer server, Lease lease, String table, String commits, String column) {
    List<Long> stamps =
        server
            .rows(
                "SELECT DISTINCT stamp FROM %s WHERE stamp < %d AND stamp NOT IN (SELECT %s FROM %s)"
                    .formatted(table, lease.firstStamp(), column, commits))
            .stream()
            .map(row -> row.getLong("stamp"))
            .toList();
    if (!stamps.isEmpty()) {
      server.execute(
          "DELETE FROM %s WHERE stamp IN (%s)"
              .formatted(
                  table, stamps.stream().map(String::valueOf).collect(Collectors.joining(", "))));
    }
  }
}
