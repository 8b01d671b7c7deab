package io.tercet.cli.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The {@code tercet} script, with scripts in the place of Java and Maven that write down calls. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  /** Answers as Layout, as Training, or as the program, which tells what it was given. */
  private static final String JAVA =
      """
      #!/bin/sh
      for argument; do
        case $argument in
          *.Layout) role=layout ;;
          *.Training) role=training ;;
          -XX:AOTCacheOutput=*) cache=${argument#*=} ;;
        esac
      done
      echo "${role:-program}" >>"$CALLS"
      case ${role:-program} in
        layout) for out; do :; done; mkdir -p "$out/lib"; sleep 0.2 ;;
        training) echo trained >"$cache" ;;
        program)
          echo "pid $$"
          echo "locale $LC_ALL"
          until [ "$1" = io.tercet.cli.Tercet ]; do echo "flag $1"; shift; done
          shift
          for argument; do echo "<$argument>"; done
          cat
          exit "${EXIT:-0}" ;;
      esac
      """;

  private static final String MVNW =
      """
      #!/bin/sh
      echo maven >>"$CALLS"
      cat >/dev/null
      [ ! -e broken ] || { echo "[ERROR] Engine.java:[3,4] no semicolon"; exit 1; }
      mkdir -p build/modules/tercet-cli
      echo a.jar >build/modules/tercet-cli/classpath
      : >build/modules/tercet-cli/tercet-cli-1.jar
      """;

  @TempDir private Path folder;
  private Path home;
  private Path jdk;

  @BeforeEach
  void setUp() throws IOException {
    home = Files.createDirectory(folder.resolve("home with a space"));
    Files.copy(Path.of("..", "tercet"), home.resolve("tercet"), StandardCopyOption.COPY_ATTRIBUTES);
    jdk = jdk("jdk", "25.0.1");
  }

  @Test
  void handsOverArgumentsInputAndExitCodeUnchanged() throws Exception {
    archive();
    List<String> arguments = List.of("sql", "", "a  b", "*", "$HOME", "it's \"so\"");

    Run run = start(Map.of("EXIT", "3"), arguments).await("SELECT 1\n");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).endsWith("<sql>\n<>\n<a  b>\n<*>\n<$HOME>\n<it's \"so\">\nSELECT 1\n");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void letsJavaReadArgumentsAsUtf8WhereNoLocaleIsSet() throws Exception {
    archive();

    assertThat(start(Map.of("LC_ALL", "C"), List.of()).await("").out())
        .contains("locale C.UTF-8\n");
  }

  @Test
  void isReplacedByJavaSoThatSignalsReachIt() throws Exception {
    archive();
    Started started = start(Map.of(), List.of());

    assertThat(started.await("").out()).contains("pid " + started.process().pid() + "\n");
  }

  @Test
  void preparesAnArchiveOnce() throws Exception {
    archive();

    assertThat(start(Map.of(), List.of()).await("").exitCode()).isZero();
    Run second = start(Map.of(), List.of()).await("");

    assertThat(calls()).containsExactly("layout", "training", "program", "program");
    assertThat(second.out()).contains("flag -XX:AOTCache=");
    assertThat(second.err()).isEmpty();
  }

  @Test
  void preparesAgainForAnotherJdk() throws Exception {
    archive();
    start(Map.of(), List.of()).await("");
    Path other = jdk("other", "25.0.2");

    start(Map.of("TERCET_JAVA_HOME", other.toString()), List.of()).await("");

    assertThat(calls()).containsExactly("layout", "training", "program", "training", "program");
  }

  @Test
  void findsItsHomeThroughSymlinks() throws Exception {
    archive();
    Path first = Files.createSymbolicLink(folder.resolve("first"), home.resolve("tercet"));
    Path second = Files.createSymbolicLink(folder.resolve("second"), first.getFileName());

    Process process = launch(second, Map.of(), List.of());

    assertThat(new Started(process).await("").exitCode()).isZero();
  }

  @Test
  void buildsOnFirstUseAndWhenASourceChanges() throws Exception {
    Path source = sourceTree();
    start(Map.of(), List.of()).await("");
    start(Map.of(), List.of()).await("");
    assertThat(calls()).containsOnlyOnce("maven");

    Files.writeString(source, "class Engine {}");
    Run changed = start(Map.of(), List.of()).await("");
    assertThat(calls().stream().filter("maven"::equals)).hasSize(2);
    assertThat(changed.err()).startsWith("Building Tercet (a source changed) …\n");

    Files.delete(source);
    start(Map.of(), List.of()).await("");
    assertThat(calls().stream().filter("maven"::equals)).hasSize(3);
  }

  @Test
  void tellsWhyABuildFailedAndBuildsAgainNextTime() throws Exception {
    sourceTree();
    Path broken = Files.createFile(home.resolve("broken"));

    Run failed = start(Map.of(), List.of()).await("");
    Files.delete(broken);
    Run mended = start(Map.of(), List.of()).await("");

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err()).contains("build/launcher/build.log", "Engine.java:[3,4] no semicolon");
    assertThat(mended.exitCode()).isZero();
  }

  @Test
  void buildsOnceWhenManyStartAtTheSameTime() throws Exception {
    sourceTree();
    List<Started> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(start(Map.of(), List.of("run", String.valueOf(i))));
    }

    for (int i = 0; i < all.size(); i++) {
      Run run = all.get(i).await("input " + i + "\n");
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).endsWith("<run>\n<" + i + ">\ninput " + i + "\n");
    }
    assertThat(calls()).containsOnlyOnce("maven", "layout", "training");
  }

  @Test
  void takesOverFromABuildThatWasKilled() throws Exception {
    sourceTree();
    Path state = Files.createDirectories(home.resolve("build/launcher"));
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.createSymbolicLink(state.resolve("lock"), Path.of(String.valueOf(dead.pid())));

    assertThat(start(Map.of(), List.of()).await("").exitCode()).isZero();
    assertThat(state.resolve("lock")).doesNotExist();
  }

  @Test
  void refusesAnotherJavaThanTheOneAskedFor() throws Exception {
    archive();
    Path old = jdk("old", "17.0.15");

    Run run = start(Map.of("TERCET_JAVA_HOME", old.toString()), List.of()).await("");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("TERCET_JAVA_HOME: " + old + " (is 17.0.15)");
  }

  private Path jdk(String name, String version) throws IOException {
    Path jdk = Files.createDirectories(folder.resolve(name));
    Files.writeString(
        jdk.resolve("release"),
        "IMPLEMENTOR=\"Some One\"\nJAVA_RUNTIME_VERSION=\"%s+1\"\nJAVA_VERSION=\"%s\"\n"
            .formatted(version, version));
    Files.createDirectory(jdk.resolve("bin"));
    script(jdk.resolve("bin/java"), JAVA);
    script(jdk.resolve("bin/javac"), "#!/bin/sh\n");
    return jdk;
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private void archive() throws IOException {
    Files.createFile(Files.createDirectory(home.resolve("lib")).resolve("tercet-cli-1.jar"));
  }

  private Path sourceTree() throws IOException {
    Files.createFile(home.resolve("pom.xml"));
    Files.createFile(Files.createDirectory(home.resolve("cli")).resolve("pom.xml"));
    script(home.resolve("mvnw"), MVNW);
    Path sources = Files.createDirectories(home.resolve("core/src/main/java"));
    return Files.createFile(sources.resolve("Engine.java"));
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(folder.resolve("calls"));
  }

  private Started start(Map<String, String> environment, List<String> arguments)
      throws IOException {
    return new Started(launch(home.resolve("tercet"), environment, arguments));
  }

  private Process launch(Path script, Map<String, String> environment, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("TERCET_JAVA_HOME", jdk.toString());
    builder.environment().put("CALLS", folder.resolve("calls").toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().remove("TERCET_JAVA_OPTS");
    builder.environment().putAll(environment);
    return builder.start();
  }

  private record Started(Process process) {
    Run await(String input) throws IOException, InterruptedException {
      try (var in = process.outputWriter(UTF_8)) {
        in.write(input);
      }
      String out = new String(process.getInputStream().readAllBytes(), UTF_8);
      String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return new Run(process.exitValue(), out, err);
    }
  }

  private record Run(int exitCode, String out, String err) {}
}
