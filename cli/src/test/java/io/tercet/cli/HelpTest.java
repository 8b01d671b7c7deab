package io.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.cli.TestCli.Result;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
  private static final TestCli CLI = TestCli.plain();

  static Stream<String> commands() {
    return Tercet.commandLine().getSubcommands().keySet().stream();
  }

  @Test
  void everyCommandOfTheContractIsThere() {
    assertThat(Tercet.commandLine().getSubcommands().keySet())
        .containsExactly(
            "demo",
            "generate",
            "run",
            "import",
            "train",
            "detect",
            "serve",
            "report",
            "explain",
            "evaluate",
            "models",
            "typologies",
            "sql",
            "status",
            "store",
            "runs",
            "metadata",
            "audit",
            "config");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpHasDescriptionOptionsAndExamples(String command) {
    Result result = CLI.run(command, "--help");

    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .startsWith("Usage: tercet " + command)
        .contains("--store", "--config", "--json", "--help", "\nExamples:\n")
        .contains("\n  tercet " + command);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void examplesFitInEightyColumns(String command) {
    CommandLine line = Tercet.commandLine().getSubcommands().get(command);

    assertThat(line.getCommandSpec().usageMessage().footer())
        .isNotEmpty()
        .allSatisfy(example -> assertThat(example).hasSizeLessThanOrEqualTo(79));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void examplesUseOnlyOptionsThatExist(String command) {
    CommandLine line = Tercet.commandLine().getSubcommands().get(command);
    Set<String> known = line.getCommandSpec().optionsMap().keySet();
    List<String> used =
        Arrays.stream(line.getCommandSpec().usageMessage().footer())
            .filter(example -> example.strip().startsWith("tercet " + command))
            .map(example -> example.replaceFirst("(&&|\\|).*", ""))
            .flatMap(example -> Arrays.stream(example.split(" ", -1)))
            .filter(word -> word.startsWith("--"))
            .toList();

    assertThat(known).containsAll(used);
  }

  @Test
  void theProgramItselfExplainsWhereToGoOn() {
    Result result = CLI.run("--help");

    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("Commands:", "Examples:", "tercet demo");
  }

  @Test
  void aMissingCommandIsWrongUsage() {
    Result result = CLI.run();

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("a command is missing", "tercet --help");
  }

  @Test
  void aMisspeltCommandOrOptionSuggestsTheNearest() {
    assertThat(CLI.run("repotr").err()).contains("Maybe 'report'?");
    assertThat(CLI.run("report", "--jsn").err()).contains("Maybe '--json'?");
    assertThat(CLI.run("report", "--jsn").code()).isEqualTo(2);
  }

  @Test
  void theVersionGoesToStandardOutput() {
    Result result = CLI.run("--version");

    assertThat(result.code()).isZero();
    assertThat(result.out()).startsWith("tercet ").hasLineCount(1);
  }
}
