package io.tercet.cli.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The distribution archive, unpacked and started as a stranger would. */
@DisabledOnOs(OS.WINDOWS)
class ArchiveIT {
  @TempDir private Path folder;

  @Test
  void unpacksAndStarts() throws Exception {
    Path archive = Path.of("target", "tercet-" + System.getProperty("tercet.version") + ".tar.gz");
    assertThat(run("tar", "-xzf", archive.toString(), "-C", folder.toString())).isEmpty();
    Path home = onlyFolder();

    String version = "tercet " + System.getProperty("tercet.version") + "\n";
    String tercet = home.resolve("tercet").toString();
    assertThat(run(tercet, "--version")).isEqualTo(version);
    assertThat(run(tercet, "--version")).isEqualTo(version);

    assertThat(home.resolve("LICENSE")).exists();
    try (Stream<Path> files = Files.walk(home.resolve(".launcher"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".aot")))
          .singleElement()
          .satisfies(cache -> assertThat(cache).isNotEmptyFile());
    }
  }

  private Path onlyFolder() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList().getFirst();
    }
  }

  private static String run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(List.of(command));
    builder.environment().put("TERCET_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().remove("TERCET_JAVA_OPTS");
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    return out;
  }
}
