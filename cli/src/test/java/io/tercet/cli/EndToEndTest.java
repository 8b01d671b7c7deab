package io.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.cli.TestCli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The way of a user, over a real store: each test reads what the first commands left. */
class EndToEndTest {
  private static final TestCli CLI = TestCli.plain();
  private static final String SPLIT = "2026-02-10";

  @TempDir private static Path folder;
  private static String store = "";
  private static Path sample = Path.of("");
  private static Result generated = new Result(0, "", "");
  private static Result imported = new Result(0, "", "");
  private static Result trained = new Result(0, "", "");
  private static Result detected = new Result(0, "", "");

  @BeforeAll
  static void fromFileToVerdict() {
    store = "duckdb:" + folder.resolve("tercet.duckdb");
    sample = folder.resolve("sample.csv");
    generated =
        CLI.run(
            "generate",
            "--transactions",
            "6000",
            "--seed",
            "7",
            "--days",
            "60",
            "--out",
            sample.toString(),
            "--json");
    imported = CLI.run("import", sample.toString(), "--store", store, "--json");
    trained = CLI.run("train", "--store", store, "--from", "2026-01-05", "--to", SPLIT, "--json");
    detected = CLI.run("detect", "--store", store, "--from", SPLIT, "--json");
  }

  private static JsonNode json(Result result) {
    assertThat(result.code()).as(result.err()).isZero();
    return JsonMapper.shared().readTree(result.out());
  }

  private static Result run(String... args) {
    return CLI.run(args);
  }

  @Test
  void generateWritesWhatWasAskedForAndCountsTheTruth() throws IOException {
    JsonNode json = json(generated);

    assertThat(json.path("rows").asInt()).isEqualTo(6000);
    try (var lines = Files.lines(sample)) {
      List<String> all = lines.toList();
      assertThat(all).hasSize(6001);
      assertThat(all.getFirst())
          .startsWith("transaction_id,timestamp,")
          .endsWith(",label,typology");
      assertThat(all.stream().filter(line -> line.matches(".*,1,[a-z_]+")).count())
          .isEqualTo(json.path("frauds").asLong());
    }
  }

  @Test
  void importTellsTheCountsOfTheContract() {
    JsonNode json = json(imported);

    assertThat(json.path("rows").asInt()).isEqualTo(6000);
    assertThat(json.path("imported").asInt()).isEqualTo(6000);
    assertThat(json.path("duplicates").asInt()).isZero();
    assertThat(json.path("rejected").asInt()).isZero();
    assertThat(json.path("seconds").isNumber()).isTrue();
  }

  @Test
  void trainTellsTheModelOfTheContract() {
    JsonNode json = json(trained);

    assertThat(json.path("model").asString()).startsWith("ens-");
    assertThat(json.path("rows").asInt()).isBetween(100, 6000);
    assertThat(json.path("seconds").isNumber()).isTrue();
  }

  @Test
  void detectTellsTheRunOfTheContract() {
    JsonNode json = json(detected);

    assertThat(json.path("run").asString()).startsWith("run-");
    assertThat(json.path("rows").asInt()).isBetween(100, 6000);
    assertThat(json.path("alerts").isIntegralNumber()).isTrue();
    assertThat(json.path("levels").size()).isEqualTo(4);
    assertThat(json.path("seconds").isNumber()).isTrue();
  }

  @Test
  void withJsonStandardOutputHoldsOneLineAndPeopleReadStandardError() {
    for (Result result : List.of(generated, imported, trained, detected)) {
      assertThat(result.out()).hasLineCount(1).startsWith("{").endsWith("}\n");
      assertThat(result.err()).isNotEmpty();
    }
  }

  @Test
  void importAgainChangesNothing() {
    JsonNode again = json(run("import", sample.toString(), "--store", store, "--json"));

    assertThat(again.path("imported").asInt()).isZero();
    assertThat(again.path("duplicates").asInt()).isEqualTo(6000);
  }

  @Test
  void sqlGivesAnArrayWithOneObjectARow() {
    Result result =
        run(
            "sql",
            "--store",
            store,
            "--json",
            "SELECT count(*) AS n, min(risk_level) AS l FROM detected_anomalies_ensemble");

    JsonNode rows = json(result);
    assertThat(rows.isArray()).isTrue();
    assertThat(rows.path(0).path("n").asInt()).isEqualTo(json(detected).path("rows").asInt());
  }

  @Test
  void sqlShowsATableThatFits() {
    for (int width : List.of(40, 80, 200)) {
      Result result =
          TestCli.plain()
              .wide(width)
              .run("sql", "--store", store, "SELECT * FROM crypto_transactions LIMIT 3");

      assertThat(result.code()).as(result.err()).isZero();
      assertThat(result.out()).contains("3 rows");
    }
    Result narrow =
        run(
            "sql",
            "--store",
            store,
            "SELECT transaction_id, from_address, to_address FROM crypto_transactions LIMIT 3");
    assertThat(narrow.out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void sqlThatWritesOrIsWrongFailsInOneLine() {
    for (String statement :
        List.of("DROP TABLE crypto_transactions", "SELEC 1", "SELECT nothing")) {
      Result result = run("sql", "--store", store, statement);

      assertThat(result.code()).isEqualTo(1);
      assertThat(result.out()).isEmpty();
      assertThat(result.err()).startsWith("tercet: ").hasLineCount(1);
    }
    assertThat(run("sql", "--store", store, " ").code()).isEqualTo(2);
  }

  @Test
  void statusKnowsTheActiveModelAndTheRuns() {
    JsonNode json = json(run("status", "--store", store, "--json"));

    assertThat(json.path("transactions").asInt()).isEqualTo(6000);
    assertThat(json.path("active_model").asString())
        .isEqualTo(json(trained).path("model").asString());
    assertThat(json.path("runs").path(0).path("run").asString()).isNotEmpty();
    assertThat(run("status", "--store", store).out())
        .contains("transactions", "6,000", "Latest runs");
  }

  @Test
  void modelsAreListedShownAndExported() throws IOException {
    String version = json(trained).path("model").asString();
    Path file = folder.resolve("model.safetensors");

    assertThat(run("models", "--store", store).out()).contains(version, "active");
    assertThat(
            json(run("models", "show", version, "--store", store, "--json"))
                .path("options")
                .isObject())
        .isTrue();
    assertThat(run("models", "export", version, file.toString(), "--store", store).code()).isZero();
    assertThat(Files.size(file)).isGreaterThan(1000);
    Result again = run("models", "export", version, file.toString(), "--store", store);
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains(file.toString()).hasLineCount(1);
    assertThat(run("models", "show", "nope", "--store", store).code()).isEqualTo(2);
    assertThat(run("models", "show", "--store", store).err()).contains("needs a VERSION");
  }

  @Test
  void reportShowsAllItsPartsWithinTheWidth() {
    Result result = run("report", "--store", store);

    assertThat(result.out()).contains("decision", "Worst transactions", "Accounts");
    assertThat(result.out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void theReportPageIsWrittenWhole() throws IOException {
    Path page = folder.resolve("report.html");

    Result result = run("report", "--html", page.toString(), "--store", store, "--json");

    assertThat(json(result).path("worst").size()).isPositive();
    assertThat(Files.readString(page)).startsWith("<!doctype html>").endsWith("</html>\n");
  }

  @Test
  void explainShowsAVerdictAndNamesWhatIsMissing() {
    JsonNode report = json(run("report", "--top", "1", "--store", store, "--json"));
    String id = report.path("worst").path(0).path("transaction_id").asString();

    assertThat(run("explain", id, "--store", store).out()).contains(id, "Layers", "autoencoder");
    assertThat(json(run("explain", id, "--store", store, "--json")).path("risk").isNumber())
        .isTrue();
    Result unknown = run("explain", "nope", "--store", store);
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("there is no transaction 'nope'").hasLineCount(1);
  }

  @Test
  void evaluateGivesEveryLayerAndPeriod() {
    Result result =
        run("evaluate", "--labels", sample.toString(), "--by", "month", "--store", store, "--json");

    JsonNode json = json(result);
    assertThat(json.path("periods").path(0).path("layers").size()).isEqualTo(4);
    assertThat(json.path("periods").size()).isGreaterThan(1);
    assertThat(json.path("typologies").size()).isPositive();
    Result table = run("evaluate", "--labels", sample.toString(), "--store", store);
    assertThat(table.out()).contains("AUROC", "Found per typology");
    assertThat(table.out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void failOnEndsWithThreeWhenSomethingIsFound() {
    Result found =
        run("detect", "--store", store, "--from", SPLIT, "--to", "2026-02-20", "--fail-on", "low");

    assertThat(found.code()).as(found.err()).isEqualTo(3);
    assertThat(run("detect", "--store", store, "--fail-on", "hgih").err())
        .contains("Maybe 'high'?");
    assertThat(run("detect", "--store", store, "--fail-on", "hgih").code()).isEqualTo(2);
  }

  @Test
  void aStoreOfConfigurationOrEnvironmentIsUsed() {
    TestCli withVariable = CLI.with(Map.of("TERCET_STORE", store));

    assertThat(withVariable.run("status").code()).isZero();
  }

  @Test
  void theSameGenerationGivesTheSameBytes() throws IOException {
    Path other = folder.resolve("again.csv");

    assertThat(
            run(
                    "generate",
                    "--transactions",
                    "6000",
                    "--seed",
                    "7",
                    "--days",
                    "60",
                    "--out",
                    other.toString())
                .code())
        .isZero();
    assertThat(Files.mismatch(sample, other)).isEqualTo(-1);
  }
}
