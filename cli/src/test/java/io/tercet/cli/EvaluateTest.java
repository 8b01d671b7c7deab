package io.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.cli.TestCli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command on a real store of 4,000 transactions. */
class EvaluateTest {
  private static final TestCli CLI = TestCli.plain();

  @TempDir private static Path folder;
  private static String store = "";
  private static String sample = "";

  @BeforeAll
  static void detect() {
    store = "duckdb:" + folder.resolve("tercet.duckdb");
    sample = folder.resolve("sample.csv").toString();
    json("generate", "--transactions", "4000", "--seed", "3", "--days", "45", "--out", sample);
    json("import", sample, "--store", store);
    json("train", "--store", store, "--to", "2026-02-01");
    json("detect", "--store", store);
  }

  private static Result run(String... args) {
    return CLI.run(args);
  }

  private static Result evaluate(String... more) {
    String[] args = new String[more.length + 3];
    args[0] = "evaluate";
    args[1] = "--store";
    args[2] = store;
    System.arraycopy(more, 0, args, 3, more.length);
    return run(args);
  }

  private static JsonNode json(Result result) {
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).hasLineCount(1);
    return JsonMapper.shared().readTree(result.out());
  }

  private static void json(String... args) {
    Result result = run(args);
    assertThat(result.code()).as(result.err()).isZero();
  }

  private static void assertRefused(Result result, int code, String... parts) {
    assertThat(result.code()).as(result.err()).isEqualTo(code);
    assertThat(result.err()).contains(parts).doesNotContain("\tat ");
  }

  @Test
  void theKeysOfTheContractAreThere() {
    JsonNode json =
        json(evaluate("--labels", sample, "--by", "month", "--budget", "5/day", "--json"));

    assertThat(json.propertyNames())
        .containsExactly(
            "labelled",
            "unmatched",
            "periods",
            "typologies",
            "threshold",
            "coverage",
            "verdict_typologies",
            "currencies",
            "young",
            "days",
            "budget",
            "notes",
            "seconds");
    JsonNode all = json.path("periods").path(0);
    assertThat(all.path("period").asString()).isEqualTo("all");
    assertThat(all.path("intervals").path("auroc").size()).isEqualTo(2);
    assertThat(all.path("card_precision_at").path("50").isNumber()).isTrue();
    assertThat(all.path("queue").path("per_day").asInt()).isEqualTo(5);
    assertThat(json.path("budget").path("threshold")).isEqualTo(json.path("threshold"));
    assertThat(json.path("coverage").path("in_training").asInt()).isPositive();
  }

  @Test
  void tablesFitTheTerminal() {
    Result result =
        evaluate("--labels", sample, "--by", "month", "--budget", "5/day", "--calibration");

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .contains(
            "How sure",
            "Young accounts",
            "Budget of 5 alerts a day",
            "Marked !",
            "in 5 a day",
            "forecast");
    assertThat(result.out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void calibrationNeedsNoLabels() {
    JsonNode json = json(evaluate("--calibration", "--json"));

    assertThat(json.propertyNames()).containsExactly("calibration", "seconds");
    JsonNode share = json.path("calibration").path(0).path("layers").path("total").path(0);
    assertThat(share.path("risk").asInt()).isEqualTo(60);
    assertThat(share.path("nominal").asDouble()).isEqualTo(1);
    assertThat(share.path("interval").size()).isEqualTo(2);
  }

  @Test
  void aSampleIsReviewedAndEstimatesRecall() throws IOException {
    Path review = folder.resolve("review.csv");
    JsonNode drawn = json(evaluate("--sample", "200", "--out", review.toString(), "--json"));
    assertThat(drawn.path("transactions").size()).isEqualTo(200);
    assertRefused(
        evaluate("--sample", "200", "--out", review.toString()), 2, "review.csv", "exists already");

    List<String> lines = Files.readAllLines(review);
    assertThat(lines.getFirst()).endsWith(",sampled_below,inclusion_probability,label");
    Path filled = folder.resolve("filled.csv");
    Files.write(
        filled,
        lines.stream().map(line -> line.startsWith("transaction_id") ? line : line + "0").toList());
    JsonNode recall =
        json(evaluate("--labels", sample, "--reviewed", filled.toString(), "--json"))
            .path("sampled_recall");
    assertThat(recall.path("missed_frauds").asDouble()).isZero();
    assertThat(recall.path("interval").path(0).asDouble()).isLessThan(1);
    assertThat(evaluate("--sample", "3").out()).hasLineCount(4).startsWith("transaction_id,");
  }

  @Test
  void thePageIsWrittenWholeAndNeedsNoNetwork() throws IOException {
    Path page = folder.resolve("page.html");

    json(evaluate("--labels", sample, "--html", page.toString(), "--budget", "5", "--json"));

    String text = Files.readString(page);
    assertThat(text)
        .startsWith("<!doctype html>")
        .endsWith("</html>\n")
        .contains("default-src 'none'", "prefers-color-scheme: dark", "Budget of 5 alerts")
        .doesNotContain("{{style", "{{data", "{{more");
  }

  @Test
  void onlyOneClassStillGivesWhatIsPossible() throws IOException {
    List<String> normal =
        Files.readAllLines(Path.of(sample)).stream()
            .filter(
                line -> line.startsWith("transaction_id") || line.split(",", -1)[11].equals("0"))
            .toList();
    Path labels = Files.write(folder.resolve("normal.csv"), normal);

    JsonNode json = json(evaluate("--labels", labels.toString(), "--json"));

    assertThat(json.path("notes").path(0).asString()).contains("both classes");
    assertThat(json.at("/periods/0/layers/total/auroc").isNull()).isTrue();
    assertThat(json.at("/periods/0/alerts_per_day").isNumber()).isTrue();
    Path page = folder.resolve("normal.html");
    json(evaluate("--labels", labels.toString(), "--html", page.toString(), "--json"));
  }

  @Test
  void whatMakesNoSenseIsWrongUsage() {
    assertRefused(evaluate(), 2, "--labels FILE", "--calibration");
    assertRefused(evaluate("--calibration", "--html", "x.html"), 2, "--html needs --labels");
    assertRefused(evaluate("--labels", sample, "--out", "x"), 2, "--out");
    assertRefused(evaluate("--sample", "0"), 2, "--sample must be in [1, 100000], got 0");
    assertRefused(
        evaluate("--labels", sample, "--maturity", "soon"), 2, "--maturity", "7d", "'soon'");
    assertRefused(evaluate("--labels", sample, "--budget", "x/day"), 2, "--budget", "'x/day'");
    assertRefused(
        evaluate("--labels", sample, "--budget", "5/day", "--threshold", "60"), 2, "give one");
    assertRefused(evaluate("--labels", sample, "--compare", "nope"), 1, "no model or run 'nope'");
  }

  @Test
  void immatureLabelsAreCounted() {
    JsonNode json = json(evaluate("--labels", sample, "--maturity", "1w", "--json"));

    assertThat(json.path("coverage").path("immature").asInt()).isPositive();
    assertThat(json.path("labelled").asInt() + json.path("coverage").path("immature").asInt())
        .isEqualTo(4_000);
  }
}
