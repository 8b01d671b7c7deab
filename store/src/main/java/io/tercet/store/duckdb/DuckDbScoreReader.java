package io.tercet.store.duckdb;

import io.tercet.store.DetectionStore.ScoreReader;
import io.tercet.store.ScoreBlock;
import org.jspecify.annotations.Nullable;

/** Reads stored scores into blocks: plain loops over primitive arrays. */
final class DuckDbScoreReader implements ScoreReader {
  private static final String QUERY =
      """
      SELECT
        t.id_key, epoch_us(t.timestamp), t.customer_key, t.amount, s.statistical_score,
        s.isolation_forest_score, s.autoencoder_score, s.total_risk_score, s.fused_score,
        enum_code(s.risk_level)::TINYINT, s.typology, t.sequence, t.currency_key, s.model
      FROM %s s JOIN transactions t ON t.sequence = s.sequence WHERE $where\
      """;

  private static final String OF_MODEL =
      """
      (SELECT * FROM (FROM scores UNION ALL FROM scores_history)
       WHERE model = (SELECT model FROM model_registry WHERE version = '%s'))\
      """;

  private final SlicedCursor cursor;

  DuckDbScoreReader(SlicedCursor cursor) {
    this.cursor = cursor;
  }

  /** The query for verdicts in force, or for all of one model. */
  static String query(@Nullable String modelVersion) {
    return QUERY.formatted(
        modelVersion == null ? "scores" : OF_MODEL.formatted(modelVersion.replace("'", "''")));
  }

  @Override
  public boolean next(ScoreBlock block) {
    block.size = cursor.fill(block.capacity, (at, rows) -> copy(block, at, rows));
    return block.size > 0;
  }

  @Override
  public void close() {
    cursor.close();
  }

  private void copy(ScoreBlock block, int at, int rows) {
    cursor.copy(0, block.id, at, rows);
    cursor.copy(1, block.timestamp, at, rows);
    cursor.copy(2, block.customer, at, rows);
    cursor.copy(3, block.amount, at, rows);
    cursor.copy(4, block.statisticalRisk, at, rows);
    cursor.copy(5, block.forestRisk, at, rows);
    cursor.copy(6, block.autoencoderRisk, at, rows);
    cursor.copy(7, block.totalRisk, at, rows);
    cursor.copy(8, block.fusedScore, at, rows);
    cursor.copy(9, block.level, at, rows);
    cursor.copy(10, block.typology, at, rows);
    cursor.copy(11, block.sequence, at, rows);
    cursor.copy(12, block.currency, at, rows);
    cursor.copy(13, block.model, at, rows);
  }
}
