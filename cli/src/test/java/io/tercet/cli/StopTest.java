package io.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class StopTest {
  @TempDir private Path folder;
  @TempDir private Path logs;

  @Test
  @Timeout(60)
  void aSignalStopsBetweenChunksAndLeavesNothingHalfWritten() throws Exception {
    Path errors = logs.resolve("err");
    Path out = folder.resolve("big.csv");
    Process process =
        start(errors, "generate", "--transactions", "100000000", "--out", out.toString());
    try {
      awaitFirstBytes(folder.resolve("big.csv.part"), process);

      process.destroy();

      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(130);
      assertThat(errors).content().contains("stopped on request");
      assertThat(folder).isEmptyDirectory();
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(Path errors, String... args) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Tercet.class.getName());
    builder.command().addAll(List.of(args));
    return builder.redirectError(errors.toFile()).start();
  }

  private static void awaitFirstBytes(Path file, Process process) throws Exception {
    while (!Files.exists(file) || Files.size(file) == 0) {
      assertThat(process.isAlive()).isTrue();
      Thread.sleep(20);
    }
  }
}
