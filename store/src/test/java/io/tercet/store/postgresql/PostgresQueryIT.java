package io.tercet.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.store.StoreException;
import io.tercet.store.TabularFiles.TabularReader;
import io.tercet.store.TabularFiles.TextBlock;
import io.tercet.store.metadata.jdbc.PostgresServer;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresQueryIT {
  private static String url = "";

  @BeforeAll
  static void createDatabase() {
    url = PostgresServer.get().newDatabase();
    PostgresServer.get()
        .run(url.substring(url.lastIndexOf('/') + 1), "CREATE TABLE t AS SELECT 1 AS a");
  }

  private static PostgresQuery query(String sql) {
    return new PostgresQuery(PostgresUrl.parse(url), null, sql);
  }

  @Test
  void valuesComeAsTextInUtc() {
    String sql =
        """
        SELECT 'a' AS name, 1.50::numeric(10, 3) AS amount, '\\xC0ffee'::bytea AS address,
          timestamptz '2026-01-02 03:04:05.000006+02' AS at, timestamp '2026-01-02 03:04:05' AS local,
          NULL::text AS nothing
        """;
    try (TabularReader reader = query(sql).open()) {
      assertThat(reader.columns())
          .containsExactly("name", "amount", "address", "at", "local", "nothing");
      TextBlock block = reader.next();
      assertThat(block.rows()).isEqualTo(1);
      assertThat(Arrays.stream(block.cells()).map(column -> column[0]).toList())
          .containsExactly(
              "a",
              "1.500",
              "0xc0ffee",
              "2026-01-02 01:04:05.000006+00",
              "2026-01-02 03:04:05",
              null);
      assertThat(reader.next().rows()).isZero();
    }
  }

  @Test
  void rowsComeInBlocksInTheirOrder() {
    try (TabularReader reader = query("SELECT i FROM generate_series(1, 5000) i").open()) {
      long rows = 0;
      for (TextBlock block = reader.next(); block.rows() > 0; block = reader.next()) {
        assertThat(block.rows()).isLessThanOrEqualTo(2_048);
        assertThat(block.cells()[0][0]).isEqualTo(String.valueOf(rows + 1));
        rows += block.rows();
      }
      assertThat(rows).isEqualTo(5_000);
    }
  }

  @Test
  void nothingCanBeWritten() {
    for (String sql :
        new String[] {
          "DELETE FROM t RETURNING a",
          "COMMIT; DELETE FROM t RETURNING a",
          "WITH gone AS (DELETE FROM t RETURNING a) SELECT * FROM gone"
        }) {
      assertThatThrownBy(() -> query(sql).open().close())
          .as(sql)
          .isInstanceOf(StoreException.class);
    }
    try (TabularReader reader = query("SELECT count(*) FROM t").open()) {
      assertThat(reader.next().cells()[0][0]).isEqualTo("1");
    }
  }

  @Test
  void aWrongQueryIsExplained() {
    assertThatThrownBy(() -> query("SELECT b FROM t").open())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("column \"b\" does not exist");
  }

  @Test
  void aRowThatIsTooLargeEndsTheImportNotTheProcess() {
    assertThatThrownBy(
            () -> {
              try (TabularReader reader =
                  query("SELECT repeat('x', 80000000) FROM generate_series(1, 3)").open()) {
                reader.next();
              }
            })
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("maxResultBuffer");
  }
}
