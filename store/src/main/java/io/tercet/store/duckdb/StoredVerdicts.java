package io.tercet.store.duckdb;

import io.tercet.store.DetectionStore.StoredVerdict;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Verdicts in force, with their transactions. */
final class StoredVerdicts {
  static final String SELECT =
      "SELECT "
          + StoredTransactions.COLUMNS
          + """
          , r.run_id, m.version, r.started_at AS detected_at, s.statistical_score,
            s.isolation_forest_score, s.autoencoder_score, s.total_risk_score,
            s.risk_level::VARCHAR AS risk_level, s.final_decision::VARCHAR AS final_decision,
            why.json AS reasons_json, why.text AS reasons_text
          FROM scores s
          JOIN named_transactions t ON t.sequence = s.sequence
          JOIN detection_runs r ON r.run = s.run
          JOIN model_registry m ON m.model = s.model
          LEFT JOIN reasons why ON why.sequence = s.sequence AND why.model = s.model
          """;

  private StoredVerdicts() {}

  static StoredVerdict map(ResultSet row) throws SQLException {
    return new StoredVerdict(
        StoredTransactions.map(row),
        row.getString("run_id"),
        row.getString("version"),
        Sql.requireInstant(row, "detected_at"),
        row.getFloat("statistical_score"),
        row.getFloat("isolation_forest_score"),
        row.getFloat("autoencoder_score"),
        row.getFloat("total_risk_score"),
        row.getString("risk_level"),
        row.getString("final_decision"),
        row.getString("reasons_json"),
        row.getString("reasons_text"));
  }
}
