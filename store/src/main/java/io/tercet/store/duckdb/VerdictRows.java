package io.tercet.store.duckdb;

import static java.util.Map.entry;
import static org.duckdb.DuckDBColumnType.BIGINT;
import static org.duckdb.DuckDBColumnType.FLOAT;
import static org.duckdb.DuckDBColumnType.INTEGER;
import static org.duckdb.DuckDBColumnType.TINYINT;

import io.tercet.core.ensemble.VerdictBlock;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;

/** Verdicts on their way into the table. */
record VerdictRows(VerdictBlock block) implements FeedFunction.Feed {
  static final List<Map.Entry<String, DuckDBColumnType>> COLUMNS =
      List.of(
          entry("sequence", BIGINT),
          entry("statistical", FLOAT),
          entry("forest", FLOAT),
          entry("autoencoder", FLOAT),
          entry("fused", FLOAT),
          entry("total", FLOAT),
          entry("level", TINYINT),
          entry("decision", TINYINT),
          entry("rules", INTEGER),
          entry("typology", TINYINT));

  /** The rows of {@code block} that are set in {@code rows}. */
  static VerdictRows of(VerdictBlock block, BitSet rows) {
    if (rows.cardinality() == block.size) {
      return new VerdictRows(block);
    }
    VerdictBlock some = new VerdictBlock(Math.max(1, rows.cardinality()));
    for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
      copy(block, row, some, some.size++);
    }
    return new VerdictRows(some);
  }

  @Override
  public int size() {
    return block.size;
  }

  @Override
  public void write(int from, int rows, DuckDBDataChunkWriter out) {
    Vectors.put(out.vector(0), block.sequence, from, rows);
    Vectors.put(out.vector(1), block.statisticalRisk, from, rows);
    Vectors.put(out.vector(2), block.forestRisk, from, rows);
    Vectors.put(out.vector(3), block.autoencoderRisk, from, rows);
    Vectors.put(out.vector(4), block.fusedScore, from, rows);
    Vectors.put(out.vector(5), block.totalRisk, from, rows);
    Vectors.put(out.vector(6), block.level, from, rows);
    Vectors.put(out.vector(7), block.decision, from, rows);
    Vectors.put(out.vector(8), block.rules, from, rows);
    Vectors.put(out.vector(9), block.typology, from, rows);
  }

  private static void copy(VerdictBlock from, int row, VerdictBlock to, int at) {
    to.sequence[at] = from.sequence[row];
    to.statisticalRisk[at] = from.statisticalRisk[row];
    to.forestRisk[at] = from.forestRisk[row];
    to.autoencoderRisk[at] = from.autoencoderRisk[row];
    to.fusedScore[at] = from.fusedScore[row];
    to.totalRisk[at] = from.totalRisk[row];
    to.level[at] = from.level[row];
    to.decision[at] = from.decision[row];
    to.rules[at] = from.rules[row];
    to.typology[at] = from.typology[row];
  }
}
