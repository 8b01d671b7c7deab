package io.tercet.store.clickhouse;

import com.clickhouse.client.api.query.GenericRecord;
import io.tercet.core.transaction.Transaction;
import io.tercet.store.DetectionStore.DetectionRun;
import io.tercet.store.DetectionStore.Mode;
import io.tercet.store.DetectionStore.StoredVerdict;
import io.tercet.store.TransactionStore.StoredTransaction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rows as values. Times travel as microseconds since the epoch. */
final class StoredRows {
  /** What {@link #transaction} needs of {@code committed_transactions}, called {@code t}. */
  static final String TRANSACTION =
      """
      t.sequence AS sequence, t.transaction_id AS transaction_id,
      toUnixTimestamp64Micro(t.timestamp) AS micros, t.user_id AS user_id,
      toString(t.transaction_type) AS transaction_type, toString(t.currency) AS currency,
      t.amount AS amount, t.fee AS fee, t.from_address AS from_address, t.to_address AS to_address,
      toString(t.status) AS status, t.nonce AS nonce\
      """;

  /** What {@link #verdict} needs besides, of {@code scores}, called {@code s}. */
  static final String VERDICT =
      TRANSACTION
          + """
          , toString(s.run_id) AS run_id, toString(s.model_version) AS model_version,
            toUnixTimestamp64Micro(s.detected_at) AS detected,
            s.statistical_score AS statistical, s.isolation_forest_score AS forest,
            s.autoencoder_score AS autoencoder, s.total_risk_score AS total,
            toString(s.risk_level) AS level, toString(s.final_decision) AS decision,
            s.reasons_json AS json, s.reasons_text AS text\
          """;

  /** What {@link #run} needs of {@code detection_runs}. */
  static final String RUN =
      """
      run, run_id, model, model_version, toString(mode) AS run_mode, after_sequence,
      through_sequence, toUnixTimestamp64Micro(window_from) AS from_micros,
      toUnixTimestamp64Micro(window_to) AS to_micros,
      toUnixTimestamp64Micro(started_at) AS started, threshold, rows, alerts,
      toInt64(isNotNull(finished_at)) AS finished\
      """;

  private StoredRows() {}

  static StoredTransaction transaction(GenericRecord row) {
    return new StoredTransaction(
        row.getLong("sequence"),
        new Transaction(
            row.getString("transaction_id"),
            row.getLong("micros"),
            text(row, "user_id"),
            row.getString("transaction_type"),
            row.getString("currency"),
            row.getDouble("amount"),
            row.getDouble("fee"),
            text(row, "from_address"),
            text(row, "to_address"),
            row.getString("status"),
            row.getLong("nonce")));
  }

  static StoredVerdict verdict(GenericRecord row) {
    String json = row.getString("json");
    return new StoredVerdict(
        transaction(row),
        row.getString("run_id"),
        row.getString("model_version"),
        instant(row.getLong("detected")),
        row.getFloat("statistical"),
        row.getFloat("forest"),
        row.getFloat("autoencoder"),
        row.getFloat("total"),
        row.getString("level"),
        row.getString("decision"),
        json.isEmpty() ? null : json,
        json.isEmpty() ? null : row.getString("text"));
  }

  static DetectionRun run(GenericRecord row) {
    return new DetectionRun(
        row.getString("run_id"),
        row.getString("model_version"),
        Mode.valueOf(row.getString("run_mode").toUpperCase(Locale.ROOT)),
        row.getLong("after_sequence"),
        row.getLong("through_sequence"),
        row.getLong("from_micros"),
        row.getLong("to_micros"),
        instant(row.getLong("started")),
        row.getDouble("threshold"),
        row.getLong("rows"),
        row.getLong("alerts"));
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /** SQL of a time. */
  static String sql(long micros) {
    return "fromUnixTimestamp64Micro(%d, 'UTC')".formatted(micros);
  }

  /** SQL of a text. */
  static String sql(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\0", "\\0") + "'";
  }

  private static @Nullable String text(GenericRecord row, String column) {
    return row.hasValue(column) ? row.getString(column) : null;
  }
}
