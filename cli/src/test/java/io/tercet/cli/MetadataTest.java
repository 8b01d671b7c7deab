package io.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.cli.TestCli.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataTest {
  private static final TestCli CLI = TestCli.plain();

  @TempDir Path folder;
  private String store;

  @BeforeEach
  void nameStore() {
    store = "duckdb:" + folder.resolve("t.duckdb");
  }

  private Result run(String... args) {
    String[] all = new String[args.length + 2];
    System.arraycopy(args, 0, all, 0, args.length);
    all[args.length] = "--store";
    all[args.length + 1] = store;
    return CLI.run(all);
  }

  private Path traffic() {
    Path file = folder.resolve("traffic.csv");
    assertThat(
            CLI.run("generate", "--transactions", "2000", "--seed", "7", "--out", file.toString())
                .code())
        .isZero();
    return file;
  }

  @Test
  void withoutMetadataNothingIsRecordedAndNoFileIsMade() throws Exception {
    assertThat(run("import", traffic().toString()).code()).isZero();

    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.contains("metadata"));
    }
    assertThat(run("metadata", "--json").out()).contains("\"metadata\":null", "\"ready\":false");
    Result runs = run("runs");
    assertThat(runs.code()).isEqualTo(2);
    assertThat(runs.err()).contains("no metadata is configured", "metadata init");
  }

  @Test
  void onceMadeItRecordsEveryJob() {
    Path file = traffic();
    assertThat(run("metadata", "init").out()).contains("is ready");
    assertThat(run("metadata", "init").out()).contains("is up to date");
    assertThat(run("metadata", "--json").out()).contains("\"ready\":true");

    assertThat(run("import", file.toString()).code()).isZero();
    assertThat(run("train").code()).isZero();
    assertThat(run("detect").code()).isZero();
    assertThat(run("import", folder.resolve("nothing.csv").toString()).code()).isEqualTo(1);

    String json = run("runs", "--json").out();
    assertThat(json)
        .contains(
            "\"kind\":\"import\",\"state\":\"failed\"",
            "nothing.csv does not exist",
            "\"kind\":\"detect\",\"state\":\"succeeded\"",
            "\"kind\":\"train\",\"state\":\"succeeded\"",
            "\"rows\":2000");
    assertThat(json.indexOf("\"detect\"")).isLessThan(json.indexOf("\"train\""));
    assertThat(run("runs", "--kind", "detect", "--limit", "1").out())
        .contains("detect", "succeeded")
        .doesNotContain("train", "import");
    assertThat(run("runs", "--state", "odd").err()).contains("--state must be running");
  }

  @Test
  void anEmptyAuditIsSoundAndAWrongMarkIsNot() {
    assertThat(run("metadata", "init").code()).isZero();

    assertThat(run("audit", "verify").out()).contains("0 entries, all sound");
    Result broken = run("audit", "verify", "--json", "--mark", "3:" + "a".repeat(64));
    assertThat(broken.code()).isEqualTo(1);
    assertThat(broken.out()).contains("\"sound\":false", "\"broken\":1");
    assertThat(run("audit", "verify", "--mark", "x").code()).isEqualTo(2);
    assertThat(run("audit").out()).contains("no entry yet");
  }

  @Test
  void aPasswordInAnAddressIsRefusedAndNotRepeated() {
    for (String url :
        new String[] {
          "postgresql://anna:s3cret@localhost/t", "postgresql://localhost/t?password=s3cret"
        }) {
      Result result = run("runs", "--metadata", url);
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.err()).contains("holds a password").doesNotContain("s3cret");
    }
    assertThat(run("runs", "--metadata", "mysql://x").err()).contains("unknown kind", "h2:FOLDER");
  }

  @Test
  void aServerThatIsNotThereIsNamed() {
    Result result = run("runs", "--metadata", "postgresql://anna@localhost:1/t?connectTimeout=1");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("postgresql://anna@localhost:1/t cannot be reached");
  }

  @Test
  void aPasswordOpensWhatWasMadeWithIt() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "correct horse\n");
    TestCli withFile = CLI.with(Map.of("TERCET_METADATA_PASSWORD_FILE", secret.toString()));
    String url = "h2:" + folder.resolve("meta");

    assertThat(withFile.run("metadata", "init", "--metadata", url).code()).isZero();
    assertThat(withFile.run("runs", "--metadata", url).out()).contains("no run yet");
    assertThat(CLI.run("runs", "--metadata", url).err()).contains("TERCET_METADATA_PASSWORD");
  }
}
