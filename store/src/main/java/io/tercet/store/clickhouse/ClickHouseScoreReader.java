package io.tercet.store.clickhouse;

import io.tercet.store.DetectionStore.ScoreReader;
import io.tercet.store.ScoreBlock;
import io.tercet.store.Selection;
import org.jspecify.annotations.Nullable;

/** Reads stored scores into blocks. */
final class ClickHouseScoreReader implements ScoreReader {
  /** The inner SELECT keeps to the slice's sequence numbers, so that the join stays small. */
  private static final String QUERY =
      """
      SELECT
        t.id_key, t.timestamp, t.customer_key, t.amount, s.statistical_score,
        s.isolation_forest_score, s.autoencoder_score, s.total_risk_score, s.fused_score,
        toInt8(s.risk_level), s.typology, t.sequence, t.currency_key, s.model
      FROM (SELECT * FROM %2$s WHERE %3$s) s
      INNER JOIN (SELECT * FROM transactions WHERE %1$s) t ON t.sequence = s.sequence
      ORDER BY t.timestamp, t.id_key, t.sequence
      SETTINGS max_bytes_before_external_sort = 500000000, join_algorithm = 'full_sorting_merge'\
      """;

  private static final String OF_MODEL =
      """
      (SELECT * FROM score_rows WHERE copied = 0 AND stamp IN (SELECT stamp FROM run_chunks)
        AND model = (SELECT min(model) FROM model_registry WHERE version = '%s'))\
      """;

  private final SlicedReader rows;

  ClickHouseScoreReader(
      ClickHouseServer server, Selection selection, @Nullable String modelVersion) {
    String scores =
        modelVersion == null
            ? "scores"
            : OF_MODEL.formatted(modelVersion.replace("\\", "\\\\").replace("'", "\\'"));
    rows =
        new SlicedReader(
            server,
            Slices.of(server, selection),
            slice ->
                QUERY.formatted(
                    Slices.where(slice), scores, sequences(server, Slices.where(slice))));
  }

  @Override
  public boolean next(ScoreBlock block) {
    block.size =
        rows.fill(
            block.capacity, (source, from, at, count) -> copy(source, from, block, at, count));
    return block.size > 0;
  }

  @Override
  public void close() {
    rows.close();
  }

  private static String sequences(ClickHouseServer server, String where) {
    return server
        .rows("SELECT min(sequence) AS a, max(sequence) AS b FROM transactions WHERE " + where)
        .stream()
        .map(row -> "sequence BETWEEN %d AND %d".formatted(row.getLong("a"), row.getLong("b")))
        .findFirst()
        .orElse("false");
  }

  private static void copy(NativeReader source, int from, ScoreBlock to, int at, int rows) {
    source.copy(0, from, to.id, at, rows);
    source.copy(1, from, to.timestamp, at, rows);
    source.copy(2, from, to.customer, at, rows);
    source.copy(3, from, to.amount, at, rows);
    source.copy(4, from, to.statisticalRisk, at, rows);
    source.copy(5, from, to.forestRisk, at, rows);
    source.copy(6, from, to.autoencoderRisk, at, rows);
    source.copy(7, from, to.totalRisk, at, rows);
    source.copy(8, from, to.fusedScore, at, rows);
    source.copy(9, from, to.level, at, rows);
    source.copy(10, from, to.typology, at, rows);
    source.copy(11, from, to.sequence, at, rows);
    source.copy(12, from, to.currency, at, rows);
    source.copy(13, from, to.model, at, rows);
  }
}
