package io.tercet.store.duckdb;

import java.sql.SQLException;
import org.duckdb.DuckDBConnection;

/**
 * Rows of an import whose id may have been seen before, in the store or earlier in the import. They
 * wait in a temporary table and are compared by text when there are enough of them.
 */
final class SuspectRows {
  private static final String CREATE =
      """
      CREATE OR REPLACE TEMP TABLE suspects AS
      SELECT *, '' AS file, 0::BIGINT AS line, '' AS text FROM transactions LIMIT 0\
      """;

  /** Each suspect with the first row of its id: the stored one, else the earliest suspect. */
  private static final String MEET =
      """
      CREATE OR REPLACE TEMP TABLE meetings AS
      SELECT
        sequence, first_value(sequence) OVER same_id AS first,
        content IS NOT DISTINCT FROM first_value(content) OVER same_id AS equal
      FROM (
        SELECT id_key, transaction_id, sequence, $content AS content, true AS suspect
        FROM suspects
        UNION ALL
        SELECT id_key, transaction_id, sequence, $content, false FROM transactions
        WHERE id_key IN (SELECT id_key FROM suspects))
      WINDOW same_id AS (PARTITION BY id_key, transaction_id ORDER BY suspect, sequence)
      QUALIFY suspect\
      """
          .replace(
              "$content",
              """
              row(timestamp, given, customer_key, sender_key, receiver_key, currency_key,
                type_code, unusual_type, status_code, unusual_status, amount, fee, nonce)\
              """);

  private static final String INSERT_NEW =
      """
      INSERT INTO transactions
      SELECT s.* EXCLUDE (file, line, text) FROM suspects s JOIN meetings m USING (sequence)
      WHERE m.first = m.sequence ORDER BY s.sequence\
      """;

  private static final String REJECT_CONFLICTS =
      """
      INSERT INTO rejected_rows
      SELECT
        ?, s.file, s.line,
        format('transaction_id {} is there already with other content ({}, {} {}); the first one stays',
          s.transaction_id, strftime(t.timestamp, '%Y-%m-%dT%H:%M:%SZ'), t.amount,
          (SELECT text FROM texts WHERE key = t.currency_key)),
        s.text
      FROM suspects s
      JOIN meetings m USING (sequence)
      JOIN transactions t ON t.sequence = m.first
      WHERE m.first <> m.sequence AND NOT m.equal ORDER BY s.sequence\
      """;

  private final DuckDBConnection connection;
  private final int number;
  private long duplicates;
  private long conflicts;

  SuspectRows(DuckDBConnection connection, int number) throws SQLException {
    this.connection = connection;
    this.number = number;
    Sql.script(connection, CREATE);
  }

  /** Rows so far that said what was known already. */
  long duplicates() {
    return duplicates;
  }

  /** Rows so far that contradicted what was known. */
  long conflicts() {
    return conflicts;
  }

  /** Inserts what is new after all, counts duplicates and rejects conflicts; forgets the rows. */
  void resolve() throws SQLException {
    if (Sql.number(connection, "SELECT count(*) FROM suspects") == 0) {
      return;
    }
    Sql.script(connection, MEET);
    Sql.script(connection, INSERT_NEW);
    duplicates +=
        Sql.number(connection, "SELECT count(*) FROM meetings WHERE first <> sequence AND equal");
    conflicts += Sql.execute(connection, REJECT_CONFLICTS, number);
    Sql.script(connection, CREATE);
  }
}
