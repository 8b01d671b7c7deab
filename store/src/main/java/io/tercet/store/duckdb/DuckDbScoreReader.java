package io.tercet.store.duckdb;

import io.tercet.store.DetectionStore.ScoreReader;
import io.tercet.store.ScoreBlock;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/** Reads stored scores into blocks: plain loops over primitive arrays. */
final class DuckDbScoreReader implements ScoreReader {
  private static final String QUERY =
      """
      SELECT
        t.id_key, epoch_us(t.timestamp), t.customer_key, t.amount, s.statistical_score,
        s.isolation_forest_score, s.autoencoder_score, s.total_risk_score, s.fused_score,
        enum_code(s.risk_level)::TINYINT, s.typology
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
    block.size = 0;
    while (block.size < block.capacity) {
      int rows = Math.min(block.capacity - block.size, cursor.available());
      if (rows == 0) {
        break;
      }
      copy(block, rows);
      block.size += rows;
      cursor.skip(rows);
    }
    return block.size > 0;
  }

  @Override
  public void close() {
    cursor.close();
  }

  private void copy(ScoreBlock block, int rows) {
    copy(cursor.vector(0), block.id, block.size, rows);
    copy(cursor.vector(1), block.timestamp, block.size, rows);
    copy(cursor.vector(2), block.customer, block.size, rows);
    DuckDBReadableVector amount = cursor.vector(3);
    for (int i = 0; i < rows; i++) {
      block.amount[block.size + i] = amount.getDouble(cursor.position() + i);
    }
    copy(cursor.vector(4), block.statisticalRisk, block.size, rows);
    copy(cursor.vector(5), block.forestRisk, block.size, rows);
    copy(cursor.vector(6), block.autoencoderRisk, block.size, rows);
    copy(cursor.vector(7), block.totalRisk, block.size, rows);
    copy(cursor.vector(8), block.fusedScore, block.size, rows);
    copy(cursor.vector(9), block.level, block.size, rows);
    copy(cursor.vector(10), block.typology, block.size, rows);
  }

  private void copy(DuckDBReadableVector from, long[] to, int at, int rows) {
    int first = cursor.position();
    for (int i = 0; i < rows; i++) {
      to[at + i] = from.getLong(first + i);
    }
  }

  private void copy(DuckDBReadableVector from, float[] to, int at, int rows) {
    int first = cursor.position();
    for (int i = 0; i < rows; i++) {
      to[at + i] = from.getFloat(first + i);
    }
  }

  private void copy(DuckDBReadableVector from, byte[] to, int at, int rows) {
    int first = cursor.position();
    for (int i = 0; i < rows; i++) {
      to[at + i] = from.getByte(first + i);
    }
  }
}
