package io.tercet.store.clickhouse;

import com.clickhouse.client.api.query.GenericRecord;
import java.util.Map;

/**
 * Decides on rows of an import whose id may have been seen before: new after all, a duplicate, or a
 * conflict. The comparison is the server's; the rows never come back.
 */
final class Settlement {
  private static final String CONTENT =
      """
      (timestamp, amount, fee, nonce, ifNull(user_id, ''), ifNull(from_address, ''),
        ifNull(to_address, ''), toString(transaction_type), toString(currency), toString(status))\
      """;

  /** Each suspect with the first row of its id: the stored one, else the earliest suspect. */
  private static final String MEETINGS =
      """
      SELECT sequence, first, same FROM (
        SELECT
          sequence, suspect, first_value(sequence) OVER same_id AS first,
          content = first_value(content) OVER same_id AS same
        FROM (
          SELECT id_key, transaction_id, sequence, $content AS content, 1 AS suspect
          FROM import_suspects WHERE settlement = $settlement
          UNION ALL
          SELECT id_key, transaction_id, sequence, $content AS content, 0 AS suspect
          FROM transactions
          WHERE (stamp IN (SELECT stamp FROM imports_log) OR stamp = $stamp)
            AND id_key IN (SELECT id_key FROM import_suspects WHERE settlement = $settlement))
        WINDOW same_id AS (PARTITION BY id_key, transaction_id ORDER BY suspect, sequence
          ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW))
      WHERE suspect = 1\
      """
          .replace("$content", CONTENT);

  private static final String COUNT =
      """
      SELECT toInt64(countIf(first <> sequence AND same)) AS duplicates,
        toInt64(countIf(first <> sequence AND NOT same)) AS conflicts
      FROM ($meetings)\
      """;

  private static final String INSERT_NEW =
      """
      INSERT INTO transactions ($columns)
      SELECT $columns FROM import_suspects
      WHERE settlement = $settlement
        AND sequence IN (SELECT sequence FROM ($meetings) WHERE first = sequence)\
      """;

  private static final String REJECT_CONFLICTS =
      """
      INSERT INTO rejected_log (stamp, number, file, line, reason, text)
      SELECT
        $stamp, 1000000000000 + s.sequence, s.file, s.line,
        concat('transaction_id ', s.transaction_id, ' is there already with other content (',
          formatDateTime(t.timestamp, '%Y-%m-%dT%H:%i:%SZ'), ', ', toString(t.amount), ' ',
          toString(t.currency), '); the first one stays'),
        s.text
      FROM (SELECT * FROM import_suspects WHERE settlement = $settlement) s
      INNER JOIN ($meetings) m ON m.sequence = s.sequence
      INNER JOIN (
        SELECT sequence, timestamp, amount, currency FROM transactions
        WHERE (stamp IN (SELECT stamp FROM imports_log) OR stamp = $stamp)
          AND sequence IN (SELECT first FROM ($meetings))) t ON t.sequence = m.first
      WHERE m.first <> m.sequence AND NOT m.same\
      """;

  private final ClickHouseServer server;
  private final Lease lease;
  private final long stamp;
  private long settlement;
  private long duplicates;
  private long conflicts;

  Settlement(ClickHouseServer server, Lease lease, long stamp) {
    this.server = server;
    this.lease = lease;
    this.stamp = stamp;
    settlement = lease.nextStamp();
  }

  /** The number of the settlement to come, which its suspects carry. */
  long current() {
    return settlement;
  }

  /** Rows so far that said what was known already. */
  long duplicates() {
    return duplicates;
  }

  /** Rows so far that contradicted what was known. */
  long conflicts() {
    return conflicts;
  }

  /** Decides on the suspects of {@link #current}; those to come belong to another. */
  void settle() {
    GenericRecord counts = server.first(sql(COUNT), Map.of()).orElseThrow();
    server.once(sql(INSERT_NEW));
    duplicates += counts.getLong("duplicates");
    conflicts += counts.getLong("conflicts");
    if (counts.getLong("conflicts") > 0) {
      server.once(sql(REJECT_CONFLICTS));
    }
    settlement = lease.nextStamp();
  }

  private String sql(String template) {
    return template
        .replace("$meetings", MEETINGS)
        .replace("$columns", TransactionRows.COLUMNS)
        .replace("$settlement", Long.toString(settlement))
        .replace("$stamp", Long.toString(stamp));
  }
}
