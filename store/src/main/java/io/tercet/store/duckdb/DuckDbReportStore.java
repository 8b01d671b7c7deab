package io.tercet.store.duckdb;

import io.tercet.core.transaction.TransactionBlock;
import io.tercet.store.DetectionFilter;
import io.tercet.store.DetectionStore.StoredVerdict;
import io.tercet.store.ReportStore;
import io.tercet.store.Selection;
import java.io.File;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBConnection;

/** Reports, computed by DuckDB. */
final class DuckDbReportStore implements ReportStore {
  private static final String SCORED =
      " FROM scores s JOIN transactions t ON t.sequence = s.sequence WHERE ";

  private static final String ALERTS =
      "count(*) FILTER (s.risk_level >= 'medium'::risk_level) AS alerts";

  private static final String DAYS =
      """
      SELECT
        epoch_us(time_bucket(INTERVAL 1 DAY, t.timestamp)) AS day, count(*) AS transactions,
        count(*) FILTER (s.risk_level = 'medium') AS medium,
        count(*) FILTER (s.risk_level = 'high') AS high,
        count(*) FILTER (s.risk_level = 'critical') AS critical,
        avg(s.total_risk_score) AS mean_risk, max(s.total_risk_score) AS max_risk
      """;

  /** The names are looked up for the few accounts that are shown. */
  private static final String ACCOUNTS =
      """
      SELECT
        (SELECT text FROM texts WHERE key = worst.customer_key) AS account, worst.*
      FROM (
        SELECT
          t.customer_key, count(*) AS transactions, %s, max(s.total_risk_score) AS max_risk,
          avg(s.total_risk_score) AS mean_risk %s GROUP BY t.customer_key
        ORDER BY max_risk DESC, alerts DESC, t.customer_key LIMIT ?) worst
      ORDER BY max_risk DESC, alerts DESC, customer_key\
      """;

  private static final String TOTALS =
      """
      SELECT
        (SELECT count(*) FROM transactions) AS transactions,
        (SELECT count(DISTINCT customer_key) FROM transactions) AS accounts,
        (SELECT count(*) FROM scores) AS verdicts,
        (SELECT count(*) FROM rejected_rows) AS rejected,
        (SELECT count(*) FROM model_registry) AS models,
        (SELECT max(started_at) FROM imports) AS last_import,
        (SELECT max(finished_at) FROM detection_runs) AS last_detection\
      """;

  private final DuckDbDatabase database;
  private final StoreFiles files;

  DuckDbReportStore(DuckDbDatabase database, StoreFiles files) {
    this.database = database;
    this.files = files;
  }

  @Override
  public List<LevelCount> levels(Selection selection) {
    return list(
        row -> new LevelCount(row.getString(1), row.getString(2), row.getLong(3)),
        "SELECT s.risk_level::VARCHAR, s.final_decision::VARCHAR, count(*)"
            + SCORED
            + Slice.where(selection)
            + " GROUP BY s.risk_level, s.final_decision"
            + " ORDER BY s.risk_level DESC, s.final_decision DESC");
  }

  @Override
  public List<DayCount> days(Selection selection) {
    return list(
        DuckDbReportStore::day, DAYS + SCORED + Slice.where(selection) + " GROUP BY 1 ORDER BY 1");
  }

  @Override
  public List<StoredVerdict> worst(Selection selection, int limit) {
    String order = " ORDER BY s.total_risk_score DESC, s.fused_score DESC, t.timestamp, t.id_key";
    return list(
        StoredVerdicts::map,
        StoredVerdicts.SELECT
            + "WHERE s.sequence IN (SELECT s.sequence"
            + SCORED
            + Slice.where(selection)
            + order
            + " LIMIT ?)"
            + order,
        limit);
  }

  @Override
  public List<StoredVerdict> detections(DetectionFilter filter, long beforeSequence, int limit) {
    DetectionQuery query = new DetectionQuery(filter, beforeSequence, limit);
    return list(StoredVerdicts::map, query.sql(), query.parameters());
  }

  @Override
  public Optional<AccountRisk> account(String account) {
    return list(
            DuckDbReportStore::account,
            ACCOUNTS.formatted(ALERTS, SCORED + "t.customer_key = ?"),
            TransactionBlock.key(account),
            1)
        .stream()
        .findFirst();
  }

  @Override
  public List<AccountRisk> accounts(Selection selection, int limit) {
    return list(
        DuckDbReportStore::account,
        ACCOUNTS.formatted(ALERTS, SCORED + Slice.where(selection)),
        limit);
  }

  @Override
  public List<RejectedRow> rejected(int limit) {
    return list(
        DuckDbReportStore::rejectedRow,
        """
        SELECT i.started_at, r.file, r.line, r.reason, r.text
        FROM rejected_rows r JOIN imports i USING (import)
        ORDER BY r.import DESC, r.rowid DESC LIMIT ?\
        """,
        limit);
  }

  @Override
  public Totals totals() {
    return database.read(
        connection -> Sql.first(connection, row -> totals(connection, row), TOTALS).orElseThrow());
  }

  private <T> List<T> list(Sql.RowMapper<T> mapper, String sql, Object... parameters) {
    return database.read(connection -> Sql.list(connection, mapper, sql, parameters));
  }

  private static DayCount day(ResultSet row) throws SQLException {
    return new DayCount(
        Instant.ofEpochSecond(row.getLong("day") / 1_000_000),
        row.getLong("transactions"),
        row.getLong("medium"),
        row.getLong("high"),
        row.getLong("critical"),
        row.getDouble("mean_risk"),
        row.getDouble("max_risk"));
  }

  private static AccountRisk account(ResultSet row) throws SQLException {
    return new AccountRisk(
        row.getString("account"),
        row.getLong("transactions"),
        row.getLong("alerts"),
        row.getDouble("max_risk"),
        row.getDouble("mean_risk"));
  }

  private static RejectedRow rejectedRow(ResultSet row) throws SQLException {
    return new RejectedRow(
        Sql.requireInstant(row, "started_at"),
        row.getString("file"),
        row.getLong("line"),
        row.getString("reason"),
        row.getString("text"));
  }

  private Totals totals(DuckDBConnection connection, ResultSet row) throws SQLException {
    return new Totals(
        row.getLong("transactions"),
        row.getLong("accounts"),
        row.getLong("verdicts"),
        row.getLong("rejected"),
        row.getLong("models"),
        Migrations.version(connection),
        bytes(),
        Sql.instant(row, "last_import"),
        Sql.instant(row, "last_detection"));
  }

  /** Of the file, its log, and the files of models and checkpoints. */
  private long bytes() {
    String path = database.path().toString();
    return new File(path).length() + new File(path + ".wal").length() + files.bytes();
  }
}
