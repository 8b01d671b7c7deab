package io.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.tercet.cli.TestCli.Result;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports from a real PostgreSQL. */
class QueryImportIT {
  private static final TestCli CLI = TestCli.plain();
  private static final int ROWS = 200_000;
  private static final String QUERY =
      """
      SELECT 'tx-' || i AS hash, timestamptz '2026-01-01 00:00:00+00' + i * interval '7 seconds' AS at,
        'u' || i % 997 AS customer, 'transfer' AS transaction_type, 'ETH' AS currency,
        (i % 1000)::numeric / 8 AS amount, 0.5 AS fee,
        decode(md5((i % 5003)::text), 'hex') AS from_address, decode(md5((i % 4999)::text), 'hex') AS to_address
      FROM generate_series(1, :rows) i ORDER BY i
      """;
  private static @Nullable EmbeddedPostgres server;

  @TempDir Path folder;

  @BeforeAll
  static void startServer() {
    try {
      server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    } catch (IOException | RuntimeException e) {
      if (Boolean.parseBoolean(System.getenv("CI"))) {
        throw new IllegalStateException("PostgreSQL does not start here", e);
      }
      abort("PostgreSQL does not start here: " + e);
    }
  }

  @AfterAll
  static void stopServer() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  private static String url() {
    return "postgresql://postgres@localhost:%d/postgres"
        .formatted(server == null ? 0 : server.getPort());
  }

  private static String query(int rows) {
    return QUERY.replace(":rows", String.valueOf(rows));
  }

  private List<String> importCommand(String store, int rows) {
    return List.of(
        "import",
        "--from",
        url(),
        "--query",
        query(rows),
        "--map",
        "transaction_id=hash",
        "--map",
        "timestamp=at",
        "--map",
        "user_id=customer",
        "--store",
        store,
        "--json");
  }

  private String store(String name) {
    return "duckdb:" + folder.resolve(name);
  }

  private static String content(String store) {
    Result result =
        CLI.run(
            "sql",
            "--json",
            "--store",
            store,
            "SELECT count(*), bit_xor(hash(COLUMNS(*))) FROM crypto_transactions");
    assertThat(result.code()).as(result.err()).isZero();
    return result.out();
  }

  @Test
  void rowsOfAQueryAreStoredAsRowsOfAFileAre() throws Exception {
    Path csv = folder.resolve("export.csv");
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      // What psql would write, but bytes as an import from the query shows them.
      String select = query(3_000).replace("decode(", "'0x' || (").replace(", 'hex')", ")");
      StringBuilder lines =
          new StringBuilder(
              "hash,at,customer,transaction_type,currency,amount,fee,from_address,to_address\n");
      try (var rows = statement.executeQuery(select)) {
        while (rows.next()) {
          List<String> cells = new ArrayList<>();
          for (int i = 1; i <= 9; i++) {
            cells.add(rows.getString(i));
          }
          lines.append(String.join(",", cells)).append('\n');
        }
      }
      Files.writeString(csv, lines);
    }
    Result file =
        CLI.run(
            "import",
            csv.toString(),
            "--map",
            "transaction_id=hash",
            "--map",
            "timestamp=at",
            "--map",
            "user_id=customer",
            "--store",
            store("file.duckdb"));
    assertThat(file.code()).as(file.err()).isZero();

    String store = store("query.duckdb");
    Result query = CLI.run(importCommand(store, 3_000).toArray(String[]::new));
    assertThat(query.code()).as(query.err()).isZero();
    assertThat(query.out())
        .contains(
            "\"rows\":3000,\"imported\":3000", "\"format\":\"query\"", "\"layout\":\"mapped\"");

    assertThat(content(store)).isEqualTo(content(store("file.duckdb")));
    assertThat(CLI.run(importCommand(store, 3_000).toArray(String[]::new)).out())
        .contains("\"imported\":0,\"duplicates\":3000");
  }

  @Test
  void memoryDoesNotGrowWithTheQuery() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + folder,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Tercet.class.getName()));
    command.addAll(importCommand(store("large.duckdb"), ROWS));
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();

    assertThat(process.waitFor()).as(Files.readString(output)).isZero();
    assertThat(Files.readString(output))
        .contains("\"rows\":%d,\"imported\":%d".formatted(ROWS, ROWS));
  }

  @Test
  void whatIsMissingOrWrongIsSaid() {
    assertThat(CLI.run("import", "--from", url()).err()).contains("--query SQL go together");
    assertThat(CLI.run("import").err()).contains("name a FILE");
    assertThat(CLI.run("import", "--from", "mysql://x/y", "--query", "SELECT 1").code())
        .isEqualTo(2);
    Result result =
        CLI.run(
            "import", "--from", url(), "--query", "SELECT 1 AS x", "--store", store("x.duckdb"));
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("transaction_id");
  }
}
