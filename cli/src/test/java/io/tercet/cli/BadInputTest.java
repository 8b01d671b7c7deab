package io.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.tercet.cli.TestCli.Result;
import io.tercet.store.Store;
import io.tercet.store.duckdb.DuckDbStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong, as a user meets it: one line, the right exit code, nothing half-written. */
class BadInputTest {
  private static final TestCli CLI = TestCli.plain();
  private static final String HEADER =
      "transaction_id,timestamp,user_id,transaction_type,currency,amount,fee,from_address,to_address,status\n";

  @TempDir private Path folder;

  private String store() {
    return "duckdb:" + folder.resolve("tercet.duckdb");
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static void assertOneLine(Result result, int code, String... parts) {
    assertThat(result.code()).as(result.err()).isEqualTo(code);
    assertThat(result.out()).isEmpty();
    List<String> lines = result.err().lines().filter(line -> line.startsWith("tercet: ")).toList();
    assertThat(lines).as(result.err()).hasSize(1);
    assertThat(lines.getFirst()).contains(parts);
    assertThat(result.err()).doesNotContain("\tat ", "Exception");
  }

  @Test
  void anUnknownKindOfStoreIsNamed() {
    assertOneLine(
        CLI.run("status", "--store", "duckbd:x.duckdb"),
        2,
        "duckbd",
        "duckdb:PATH",
        "Maybe 'duckdb'?");
    assertOneLine(CLI.run("status", "--store", "x.duckdb"), 2, "Maybe 'duckdb:x.duckdb'?");
    assertOneLine(CLI.run("status", "--store", "duckdb:"), 2, "names no file");
  }

  @Test
  void aServerOnAStoreThatIsElsewhereWantsItsFilesNamed() {
    String store = "clickhouse://u@127.0.0.1:1/d";
    assertOneLine(CLI.run("serve", "--store", store), 2, store, "--tokens FILE");
    assertOneLine(
        CLI.run("serve", "--store", store, "--tokens", folder.resolve("t").toString()),
        2,
        store,
        "--log FOLDER");
  }

  @Test
  void commandsThatReadWantAStoreThatExistsAndCreateNone() {
    for (List<String> command :
        List.of(
            List.of("status"),
            List.of("report"),
            List.of("train"),
            List.of("detect"),
            List.of("models"),
            List.of("sql", "SELECT 1"),
            List.of("explain", "x"),
            List.of("evaluate", "--labels", "x.csv"))) {
      String[] args = new String[command.size() + 2];
      command.toArray(args);
      args[command.size()] = "--store";
      args[command.size() + 1] = store();

      assertOneLine(CLI.run(args), 2, "there is no store", store());
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void emptyFilesMissingFilesAndHeadersAloneAreNamed() throws IOException {
    Path empty = file("empty.csv", "");
    Path header = file("header.csv", HEADER);

    assertOneLine(CLI.run("import", empty.toString(), "--store", store()), 1, "empty.csv");
    assertOneLine(CLI.run("import", header.toString(), "--store", store()), 1, "header.csv");
    assertOneLine(CLI.run("import", folder + "/none.csv", "--store", store()), 1, "none.csv");
  }

  @Test
  void unknownColumnsAreNamedWithTheWayOut() throws IOException {
    Path odd = file("odd.csv", "when,who,much\n2026-01-01,a,1\n");

    assertOneLine(CLI.run("import", odd.toString(), "--store", store()), 1, "odd.csv", "--map");
  }

  @Test
  void anUnknownFieldOfAMapSuggestsTheNearest() throws IOException {
    Path odd = file("odd.csv", "when\n1\n");

    assertOneLine(
        CLI.run("import", odd.toString(), "--map", "timestmp=when", "--store", store()),
        2,
        "timestmp",
        "timestamp");
  }

  @Test
  void trainingOnNothingAndOnLittleSaysWhatIsNeeded() throws IOException {
    Path one =
        file(
            "one.csv", HEADER + "t1,2026-01-05T00:00:00Z,a,transfer,ETH,1,0.1,0xa,0xb,completed\n");
    assertThat(CLI.run("import", one.toString(), "--store", store()).code()).isZero();

    assertOneLine(CLI.run("train", "--store", store()), 1, "1 transactions", "at least");
  }

  @Test
  void detectWithoutAModelSaysToTrain() throws IOException {
    Path one =
        file(
            "one.csv", HEADER + "t1,2026-01-05T00:00:00Z,a,transfer,ETH,1,0.1,0xa,0xb,completed\n");
    assertThat(CLI.run("import", one.toString(), "--store", store()).code()).isZero();

    assertOneLine(CLI.run("detect", "--store", store()), 1, "train");
  }

  @Test
  void aFileThatIsNoStoreIsNamed() throws IOException {
    file("tercet.duckdb", "this is no database, but a text that is long enough to be looked at");

    assertOneLine(CLI.run("status", "--store", store()), 1, "tercet.duckdb");
  }

  @Test
  void aStoreInUseByAnotherProcessIsNamed() throws Exception {
    Path held = folder.resolve("tercet.duckdb");
    DuckDbStore.open(held).close();
    Process holder = Holder.start(held);
    try {
      assertThat(holder.getInputStream().read()).isEqualTo('r');

      assertOneLine(CLI.run("status", "--store", store()), 1, "tercet.duckdb");
    } finally {
      holder.destroyForcibly().waitFor();
    }
  }

  /** Another process that holds a store open until it is ended. */
  static final class Holder {
    private Holder() {}

    static Process start(Path store) throws IOException {
      return new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "--enable-native-access=ALL-UNNAMED",
              "-cp",
              System.getProperty("java.class.path"),
              Holder.class.getName(),
              store.toString())
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    }

    /** Opens {@code args[0]}, says so, and waits. */
    public static void main(String[] args) throws InterruptedException {
      try (Store store = DuckDbStore.open(Path.of(args[0]))) {
        System.out.print(store.name().isEmpty() ? "" : "r");
        System.out.flush();
        Thread.sleep(60_000);
      }
    }
  }

  @Test
  void aFolderThatIsMissingOrReadOnlyIsNamed() throws IOException {
    Path data =
        file(
            "one.csv", HEADER + "t1,2026-01-05T00:00:00Z,a,transfer,ETH,1,0.1,0xa,0xb,completed\n");
    String missing = "duckdb:" + folder.resolve("none/tercet.duckdb");
    assertOneLine(CLI.run("import", data.toString(), "--store", missing), 1, "none");

    Path locked = Files.createDirectory(folder.resolve("locked"));
    assumeFalse(
        !locked.toFile().setWritable(false) || Files.isWritable(locked), "root writes everywhere");
    String store = "duckdb:" + locked.resolve("tercet.duckdb");
    assertOneLine(CLI.run("import", data.toString(), "--store", store), 1, "locked");
  }

  @Test
  void wrongTimesBudgetsAndNumbersAreWrongUsage() throws IOException {
    file("tercet.duckdb", "");

    assertOneLine(CLI.run("train", "--from", "soon", "--store", store()), 2, "--from", "'soon'");
    assertOneLine(
        CLI.run("detect", "--budget", "many", "--store", store()), 2, "detect.budget", "'many'");
    assertOneLine(CLI.run("train", "--seed", "x", "--store", store()), 2, "train.seed", "'x'");
    assertOneLine(
        CLI.run("train", "--from", "2026-02-01", "--to", "2026-01-01", "--store", store()),
        2,
        "--from must be before --to");
    assertOneLine(
        CLI.run("generate", "--transactions", "0", "--out", folder + "/x.csv"),
        2,
        "transactions",
        "0");
    assertThat(folder.resolve("x.csv")).doesNotExist();
  }

  @Test
  void aMissingLabelsFileIsNamed() throws IOException {
    DuckDbStore.open(folder.resolve("tercet.duckdb")).close();

    assertOneLine(
        CLI.run("evaluate", "--labels", folder + "/none.csv", "--store", store()), 1, "none.csv");
  }

  @Test
  void debugShowsTheStack() {
    Result result = CLI.run("status", "--store", store(), "--debug");

    assertThat(result.err()).contains("there is no store", "\tat io.tercet");
  }

  @Test
  void aFolderOfTheUserIsNotTakenByTheDemo() throws IOException {
    file("mine.txt", "mine");

    assertOneLine(CLI.run("demo", "--folder", folder.toString()), 2, "exists already");
    assertThat(folder.resolve("mine.txt")).hasContent("mine");
  }
}
