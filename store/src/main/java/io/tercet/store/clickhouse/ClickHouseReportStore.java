package io.tercet.store.clickhouse;

import com.clickhouse.client.api.query.GenericRecord;
import io.tercet.core.transaction.TransactionBlock;
import io.tercet.store.DetectionFilter;
import io.tercet.store.DetectionStore.StoredVerdict;
import io.tercet.store.ReportStore;
import io.tercet.store.Selection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reports, computed by ClickHouse. */
final class ClickHouseReportStore implements ReportStore {
  /** Sequence numbers of the selection are sent to the scores' side first: it is the larger one. */
  private static final String SCORED =
      """
       FROM scores s
      INNER JOIN (SELECT * FROM transactions WHERE %s) t ON t.sequence = s.sequence
      """;

  private static final String MERGE = " SETTINGS join_algorithm = 'full_sorting_merge'";

  private static final String DAYS =
      """
      SELECT
        toInt64(toUnixTimestamp(toStartOfDay(t.timestamp))) AS day, toInt64(count()) AS transactions,
        toInt64(countIf(s.risk_level = 'medium')) AS medium,
        toInt64(countIf(s.risk_level = 'high')) AS high,
        toInt64(countIf(s.risk_level = 'critical')) AS critical,
        avg(s.total_risk_score) AS mean_risk, toFloat64(max(s.total_risk_score)) AS max_risk\
      """;

  /** The same of few transactions: first these are found, then their scores. */
  private static final String FEW =
      """
       FROM (SELECT * FROM scores WHERE sequence IN (SELECT sequence FROM %1$s)) s
      INNER JOIN %1$s t ON t.sequence = s.sequence
      """;

  private static final String WORST_FIRST =
      " ORDER BY s.total_risk_score DESC, s.fused_score DESC, t.timestamp, t.id_key";

  private static final String ACCOUNTS =
      """
      SELECT
        toInt64(count()) AS transactions, toInt64(countIf(s.risk_level >= 'medium')) AS alerts,
        toFloat64(max(s.total_risk_score)) AS max_risk, avg(s.total_risk_score) AS mean_risk,
        any(multiIf(
          t.user_id IS NOT NULL, t.user_id,
          t.customer_key = t.sender_key AND t.from_address IS NOT NULL, t.from_address,
          t.customer_key = t.receiver_key AND t.to_address IS NOT NULL, t.to_address,
          coalesce(t.from_address, t.to_address))) AS account\
      """;

  private static final String TOTALS =
      """
      SELECT
        (SELECT toInt64(count()) FROM committed_transactions) AS transactions,
        (SELECT toInt64(uniqExact(customer_key)) FROM committed_transactions) AS accounts,
        (SELECT toInt64(count()) FROM scores) AS verdicts,
        (SELECT toInt64(count()) FROM rejected_rows) AS rejected,
        (SELECT toInt64(count()) FROM model_registry) AS models,
        (SELECT toUnixTimestamp64Micro(max(started_at)) FROM imports_log) AS last_import,
        (SELECT toInt64(count()) FROM imports_log) AS imports,
        (SELECT toUnixTimestamp64Micro(max(finished_at)) FROM run_ends) AS last_detection,
        (SELECT toInt64(count()) FROM run_ends) AS runs\
      """;

  private static final String BYTES =
      """
      SELECT toInt64(sum(bytes_on_disk)) FROM system.parts
      WHERE active AND database = currentDatabase()\
      """;

  private final ClickHouseServer server;

  ClickHouseReportStore(ClickHouseServer server) {
    this.server = server;
  }

  @Override
  public List<LevelCount> levels(Selection selection) {
    return server
        .rows(
            """
            SELECT toString(s.risk_level) AS level, toString(s.final_decision) AS decision,
              toInt64(count()) AS n\
            """
                + scored(selection)
                + "GROUP BY s.risk_level, s.final_decision ORDER BY s.risk_level DESC, s.final_decision DESC"
                + MERGE)
        .stream()
        .map(row ->
            new LevelCount(row.getString("level"), row.getString("decision"), row.getLong("n")))
        .toList();
  }

  @Override
  public List<DayCount> days(Selection selection) {
    return server.rows(DAYS + scored(selection) + "GROUP BY day ORDER BY day" + MERGE).stream()
        .map(ClickHouseReportStore::day)
        .toList();
  }

  @Override
  public List<StoredVerdict> worst(Selection selection, int limit) {
    String chosen =
        "SELECT s.sequence" + scored(selection) + WORST_FIRST + " LIMIT " + limit + MERGE;
    return server
        .rows(
            "SELECT %1$s FROM (SELECT * FROM scores WHERE sequence IN (%2$s)) s INNER JOIN (SELECT * FROM committed_transactions WHERE sequence IN (%2$s)) t ON t.sequence = s.sequence%3$s"
                .formatted(StoredRows.VERDICT, chosen, WORST_FIRST))
        .stream()
        .map(StoredRows::verdict)
        .toList();
  }

  @Override
  public List<StoredVerdict> detections(DetectionFilter filter, long beforeSequence, int limit) {
    // Found first: what is ingested between two readings of the tables would shorten a page.
    String found =
        server.rows(new DetectionQuery(filter, beforeSequence, limit).sql()).stream()
            .map(row -> Long.toString(row.getLong("number")))
            .collect(Collectors.joining(", "));
    return found.isEmpty()
        ? List.of()
        : server
            .rows(
                "SELECT "
                    + StoredRows.VERDICT
                    + few("sequence IN (%s)".formatted(found))
                    + "ORDER BY s.sequence DESC")
            .stream()
            .map(StoredRows::verdict)
            .toList();
  }

  @Override
  public Optional<AccountRisk> account(String account) {
    String own = "customer_key = " + TransactionBlock.key(account);
    return server
        .first(ACCOUNTS + few(own) + "GROUP BY t.customer_key", Map.of())
        .map(ClickHouseReportStore::account);
  }

  private static String few(String where) {
    return FEW.formatted("(SELECT * FROM committed_transactions WHERE %s)".formatted(where));
  }

  @Override
  public List<AccountRisk> accounts(Selection selection, int limit) {
    return server
        .rows(
            ACCOUNTS
                + scored(selection)
                + "GROUP BY t.customer_key ORDER BY max_risk DESC, alerts DESC, t.customer_key LIMIT "
                + limit
                + MERGE)
        .stream()
        .map(ClickHouseReportStore::account)
        .toList();
  }

  @Override
  public List<RejectedRow> rejected(int limit) {
    return server
        .rows(
            """
            SELECT toUnixTimestamp64Micro(i.started_at) AS started, r.file AS file,
              r.line AS line, r.reason AS reason, r.text AS text
            FROM rejected_rows r INNER JOIN imports i ON i.import = r.import
            ORDER BY r.import DESC, r.number DESC LIMIT %d\
            """
                .formatted(limit))
        .stream()
        .map(ClickHouseReportStore::rejectedRow)
        .toList();
  }

  @Override
  public Totals totals() {
    GenericRecord row = server.first(TOTALS, Map.of()).orElseThrow();
    return new Totals(
        row.getLong("transactions"),
        row.getLong("accounts"),
        row.getLong("verdicts"),
        row.getLong("rejected"),
        row.getLong("models"),
        Migrations.version(server),
        server.number(BYTES),
        time(row, "imports", "last_import"),
        time(row, "runs", "last_detection"));
  }

  private static String scored(Selection selection) {
    return SCORED.formatted(Slices.where(selection));
  }

  private static @Nullable Instant time(GenericRecord row, String count, String micros) {
    return row.getLong(count) == 0 ? null : StoredRows.instant(row.getLong(micros));
  }

  private static DayCount day(GenericRecord row) {
    return new DayCount(
        Instant.ofEpochSecond(row.getLong("day")),
        row.getLong("transactions"),
        row.getLong("medium"),
        row.getLong("high"),
        row.getLong("critical"),
        row.getDouble("mean_risk"),
        row.getDouble("max_risk"));
  }

  private static AccountRisk account(GenericRecord row) {
    return new AccountRisk(
        row.getString("account"),
        row.getLong("transactions"),
        row.getLong("alerts"),
        row.getDouble("max_risk"),
        row.getDouble("mean_risk"));
  }

  private static RejectedRow rejectedRow(GenericRecord row) {
    return new RejectedRow(
        StoredRows.instant(row.getLong("started")),
        row.getString("file"),
        row.getLong("line"),
        row.getString("reason"),
        row.getString("text"));
  }
}
