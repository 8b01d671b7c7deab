package io.tercet.store.duckdb;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.duckdb.DuckDBColumnType.BIGINT;
import static org.duckdb.DuckDBColumnType.DOUBLE;
import static org.duckdb.DuckDBColumnType.FLOAT;
import static org.duckdb.DuckDBColumnType.INTEGER;
import static org.duckdb.DuckDBColumnType.TINYINT;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorMemoryTest {
  /** Row i holds i in every type. */
  private record Counting(int size) implements FeedFunction.Feed {
    @Override
    public void write(int from, int rows, DuckDBDataChunkWriter out) {
      int n = from + rows;
      long[] longs = new long[n];
      int[] ints = new int[n];
      byte[] bytes = new byte[n];
      float[] floats = new float[n];
      double[] doubles = new double[n];
      for (int i = 0; i < n; i++) {
        longs[i] = -i;
        ints[i] = i;
        bytes[i] = (byte) (i % 100);
        floats[i] = i / 2f;
        doubles[i] = i / 3.0;
      }
      Vectors.put(out.vector(0), longs, from, rows);
      Vectors.put(out.vector(1), ints, from, rows);
      Vectors.put(out.vector(2), bytes, from, rows);
      Vectors.put(out.vector(3), floats, from, rows);
      Vectors.put(out.vector(4), doubles, from, rows);
    }
  }

  /** If this fails after an update of the driver, imports are slower, not wrong. */
  @Test
  void theMemoryOfThisDriverCanBeReached() {
    assertThat(VectorMemory.isReachable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 65, 2048, 2049, 5000})
  void everyValueArrivesAndNoneIsNull(int rows) throws SQLException {
    try (var connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:")) {
      FeedFunction feed =
          FeedFunction.register(
              connection,
              List.of(
                  entry("l", BIGINT),
                  entry("i", INTEGER),
                  entry("b", TINYINT),
                  entry("f", FLOAT),
                  entry("d", DOUBLE)));
      Sql.script(connection, "CREATE TABLE t (l BIGINT, i INTEGER, b TINYINT, f FLOAT, d DOUBLE)");
      feed.run(connection, "INSERT INTO t FROM $feed", new Counting(rows));

      long right =
          Sql.number(
              connection,
              """
              SELECT count(*) FROM t
              WHERE l = -i AND i = rowid AND b = i % 100 AND f = i / 2.0::FLOAT AND d = i / 3.0::DOUBLE\
              """);
      assertThat(right).isEqualTo(rows);
    }
  }
}
