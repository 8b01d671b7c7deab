package io.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.cli.TestCli.Result;
import io.tercet.store.clickhouse.ClickHouseTestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The same commands on a file and on a server: the same bits. */
class ClickHouseIT {
  private static final String SPLIT = "2026-02-10";
  private static final ClickHouseTestServer SERVER = ClickHouseTestServer.shared();
  private static final String SERVER_STORE = SERVER.url("cli_same_bits");
  private static final TestCli CLI =
      TestCli.plain().with(Map.of("TERCET_CLICKHOUSE_PASSWORD", ClickHouseTestServer.PASSWORD));

  @TempDir private static Path folder;
  private static String file = "";

  @BeforeAll
  static void fromFileToVerdictOnBoth() {
    file = folder.resolve("sample.csv").toString();
    json("generate", "--transactions", "6000", "--seed", "7", "--days", "60", "--out", file);
    for (String store : List.of(fileStore(), SERVER_STORE)) {
      assertThat(json("import", file, "--store", store).path("imported").asInt()).isEqualTo(6000);
      json("train", "--store", store, "--from", "2026-01-05", "--to", SPLIT);
      json("detect", "--store", store, "--from", SPLIT);
      json("detect", "--store", store);
    }
  }

  private static String fileStore() {
    return "duckdb:" + folder.resolve("tercet.duckdb");
  }

  private static JsonNode json(String... arguments) {
    Result result = CLI.run(with(arguments, "--json"));
    assertThat(result.code()).as(result.err()).isZero();
    return JsonMapper.shared().readTree(result.out());
  }

  private static String[] with(String[] arguments, String last) {
    List<String> all = new java.util.ArrayList<>(List.of(arguments));
    all.add(last);
    return all.toArray(String[]::new);
  }

  private static void assertSame(String sql) {
    JsonNode expected = json("sql", "--store", fileStore(), sql);
    assertThat(expected.size()).isPositive();
    assertThat(json("sql", "--store", SERVER_STORE, sql)).isEqualTo(expected);
  }

  @Test
  void everyVerdictIsTheSameToTheLastBit() {
    assertSame(
        """
        SELECT transaction_id, user_id, timestamp, amount, currency, statistical_score,
          isolation_forest_score, autoencoder_score, fused_score, total_risk_score, rules, typology,
          risk_level, final_decision, reasons
        FROM detected_anomalies_ensemble ORDER BY transaction_id\
        """);
  }

  @Test
  void everyTransactionIsTheSame() {
    assertSame("SELECT * FROM crypto_transactions ORDER BY transaction_id");
    assertSame("SELECT rows, imported, duplicates, rejected FROM imports");
  }

  @Test
  void theDailyCountsAreTheSame() {
    assertSame(
        """
        SELECT day, transactions, medium, high, critical, review, blocked, accounts_flagged, max_risk
        FROM daily_model_performance ORDER BY day, transactions\
        """);
    assertSame(
        """
        SELECT hour, currency, transactions, accounts, max_amount, scored, alerts, max_risk
        FROM hourly_statistics ORDER BY hour, currency\
        """);
  }

  @Test
  void theModelIsTheSameFile() throws IOException {
    assertThat(Files.readAllBytes(exported(SERVER_STORE, "one")))
        .hasSameSizeAs(Files.readAllBytes(exported(fileStore(), "other")));
    assertSame(
        "SELECT rows, seed, window_from, window_to FROM model_registry WHERE status='active'");
  }

  private static Path exported(String store, String name) {
    String version = json("status", "--store", store).path("active_model").asString();
    Path target = folder.resolve(name);
    json("models", "export", version, target.toString(), "--store", store);
    return target;
  }

  @Test
  void evaluationIsTheSame() {
    assertThat(comparable(json("evaluate", "--store", SERVER_STORE, "--labels", file)))
        .isEqualTo(comparable(json("evaluate", "--store", fileStore(), "--labels", file)));
  }

  private static Map<String, JsonNode> comparable(JsonNode evaluation) {
    Map<String, JsonNode> fields = new TreeMap<>();
    evaluation
        .properties()
        .forEach(field -> {
          if (!field.getKey().matches("seconds|model.*|store|run.*")) {
            fields.put(field.getKey(), field.getValue());
          }
        });
    return fields;
  }

  @Test
  void theSameFileAgainIsAllDuplicates() {
    String store = SERVER.url("cli_again");
    json("import", file, "--store", store);
    assertThat(json("import", file, "--store", store).path("duplicates").asInt()).isEqualTo(6000);
  }

  @Test
  void reportsStatusAndExplanationsWork() {
    assertThat(json("status", "--store", SERVER_STORE).path("verdicts").asInt()).isEqualTo(6000);
    String id =
        json(
                "sql",
                "--store",
                SERVER_STORE,
                "SELECT transaction_id FROM detected_anomalies_ensemble ORDER BY total_risk_score DESC LIMIT 1")
            .path(0)
            .path("transaction_id")
            .asString();
    assertThat(CLI.run("explain", id, "--store", SERVER_STORE).code()).isZero();
    assertThat(CLI.run("report", "--store", SERVER_STORE).code()).isZero();
  }

  @Test
  void tablesAreCreatedAndTold() {
    String store = SERVER.url("cli_tables");
    assertThat(json("store", "status", "--store", store).path("schema_version").asInt()).isZero();
    assertThat(CLI.run("store", "migrate", "--store", store).code()).isEqualTo(2);
    assertThat(json("store", "init", "--store", store).path("migrated").asBoolean()).isTrue();
    assertThat(json("store", "migrate", "--store", store).path("migrated").asBoolean()).isFalse();
    assertThat(CLI.run("store", "script").out())
        .contains("CREATE TABLE IF NOT EXISTS transactions");
  }

  @Test
  void aPasswordComesFromAFileAndIsNeverShown() throws IOException {
    Path secret = Files.writeString(folder.resolve("password"), ClickHouseTestServer.PASSWORD);
    TestCli other =
        TestCli.plain().with(Map.of("TERCET_CLICKHOUSE_PASSWORD_FILE", secret.toString()));
    assertThat(other.run("status", "--store", SERVER_STORE).code()).isZero();
    Result refused = TestCli.plain().run("status", "--store", SERVER_STORE, "--debug");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("refuses the user or the password");
    Result inUrl = CLI.run("status", "--store", "clickhouse://u:hunter2@localhost/d");
    assertThat(inUrl.code()).isEqualTo(2);
    assertThat(inUrl.err() + inUrl.out()).doesNotContain("hunter2");
  }
}
