package io.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.cli.TestCli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code tercet run} against the three commands that it stands for. */
class RunTest {
  private static final TestCli CLI = TestCli.plain();
  private static final String VERDICTS =
      "SELECT * EXCLUDE (model_version, run_id, detected_at) FROM detected_anomalies_ensemble"
          + " ORDER BY transaction_id";

  @TempDir private Path folder;
  private String traffic = "";

  @BeforeEach
  void generate() {
    traffic = folder.resolve("traffic.csv").toString();
    CLI.run("generate", "--transactions", "3000", "--seed", "5", "--out", traffic);
  }

  private String store(String name) {
    return "duckdb:" + folder.resolve(name + ".duckdb");
  }

  private static JsonNode json(Result result) {
    assertThat(result.code()).as(result.err()).isZero();
    return JsonMapper.shared().readTree(result.out());
  }

  private static String verdicts(String store) {
    return CLI.run("sql", "--store", store, "--json", VERDICTS).out();
  }

  @Test
  void oneCommandGivesTheVerdictsOfThree() {
    json(CLI.run("run", traffic, "--store", store("one"), "--budget", "5/day", "--json"));
    json(CLI.run("import", traffic, "--store", store("three"), "--json"));
    json(CLI.run("train", "--store", store("three"), "--json"));
    json(CLI.run("detect", "--store", store("three"), "--budget", "5/day", "--json"));

    assertThat(verdicts(store("one"))).hasSizeGreaterThan(100_000).contains("the risk would be");
    assertThat(verdicts(store("one"))).isEqualTo(verdicts(store("three")));
  }

  @Test
  void theWindowSaysWhatToLearnFromAndEverythingIsScored() {
    JsonNode json =
        json(
            CLI.run(
                "run",
                traffic,
                "--store",
                store("window"),
                "--from",
                "2026-01-05",
                "--to",
                "2026-02-01",
                "--json"));

    assertThat(json.path("import").path("imported").asInt()).isEqualTo(3000);
    assertThat(json.path("train").path("from").asString()).startsWith("2026-01-05");
    assertThat(json.path("train").path("rows").asInt()).isBetween(100, 2999);
    assertThat(json.path("detect").path("rows").asInt()).isEqualTo(3000);
    assertThat(json.path("seconds").isNumber()).isTrue();
  }

  @Test
  void runningAgainTrainsAndFindsNothingNew() {
    json(CLI.run("run", traffic, "--store", store("twice"), "--json"));
    String before = verdicts(store("twice"));

    JsonNode again = json(CLI.run("run", traffic, "--store", store("twice"), "--json"));

    assertThat(again.path("import").path("duplicates").asInt()).isEqualTo(3000);
    assertThat(again.path("detect").path("rows").asInt()).isZero();
    assertThat(verdicts(store("twice"))).isEqualTo(before);
  }

  @Test
  void peopleSeeEachStep() {
    Result result = CLI.run("run", traffic, "--store", store("people"));

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("3,000 of 3,000 rows imported", "is trained on", "alerts in 3,000 transactions");
  }

  @Test
  void whatCannotBeDoneIsSaidInOneLine() throws IOException {
    Path few = Files.writeString(folder.resolve("few.csv"), firstLines(50));
    Result tooFew = CLI.run("run", few.toString(), "--store", store("few"), "--json");
    assertFailure(tooFew, 1, "at least 100");
    assertThat(CLI.run("sql", "--store", store("few"), "SELECT count(*) AS n").code()).isZero();

    assertFailure(CLI.run("run", "no.csv", "--store", store("none"), "--json"), 1, "no.csv");
    assertFailure(
        CLI.run("run", traffic, "--store", store("budget"), "--budget", "many", "--json"),
        2,
        "many");
    assertFailure(
        CLI.run("run", traffic, "--from", "2026-02-01", "--to", "2026-01-01", "--json"),
        2,
        "--from");
    assertThat(CLI.run("run").err()).contains("FILE");
    assertThat(folder.resolve("budget.duckdb")).doesNotExist();
  }

  private static void assertFailure(Result result, int code, String part) {
    assertThat(result.code()).as(result.err()).isEqualTo(code);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines().filter(line -> line.startsWith("tercet: "))).hasSize(1);
    assertThat(result.err()).contains(part).doesNotContain("\tat ");
  }

  private String firstLines(int lines) throws IOException {
    try (var all = Files.lines(Path.of(traffic))) {
      return String.join("\n", all.limit(lines).toList()) + "\n";
    }
  }
}
