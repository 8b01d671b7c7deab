package io.tercet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.cli.config.ConfigException;
import io.tercet.core.model.ModelFormatException;
import io.tercet.jobs.JobException;
import io.tercet.jobs.JobStopped;
import io.tercet.store.StoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailuresTest {
  @Test
  void eachKindHasItsExitCode() {
    assertThat(Failures.exitCode(new UsageException("x"))).isEqualTo(2);
    assertThat(Failures.exitCode(new ConfigException("x"))).isEqualTo(2);
    assertThat(Failures.exitCode(new JobStopped())).isEqualTo(130);
    assertThat(Failures.exitCode(new StoreException("x"))).isEqualTo(1);
    assertThat(Failures.exitCode(new OutOfMemoryError("x"))).isEqualTo(1);
  }

  @Test
  void messagesForPeopleAreShownAsTheyAre() {
    List<Throwable> failures =
        List.of(
            new UsageException("say this"),
            new StoreException("say this"),
            new JobException("say this"),
            new ModelFormatException("say this"),
            new IOException("say this"));

    assertThat(failures).allSatisfy(e -> assertThat(Failures.line(e)).isEqualTo("say this"));
  }

  @Test
  void failuresOfFilesNameTheFile() {
    assertThat(Failures.line(new NoSuchFileException("/x/y")))
        .isEqualTo("file /x/y does not exist");
    assertThat(Failures.line(new AccessDeniedException("/x/y")))
        .startsWith("no permission for /x/y");
    assertThat(Failures.line(new FileSystemException("/x", null, "No space left on device")))
        .isEqualTo("/x: No space left on device");
  }

  @Test
  void everyFailureIsOneLineWithoutControlCharacters() {
    assertThat(Failures.line(new StoreException("a\n  b\r\nc\u001b[31m"))).isEqualTo("a b c·[31m");
  }

  @Test
  void aFaultOfOurOwnSaysSo() {
    assertThat(Failures.line(new NullPointerException("x was null")))
        .contains("a fault in Tercet", "x was null", "--debug");
    assertThat(Failures.line(new OutOfMemoryError("Java heap space"))).contains("-Xmx");
  }
}
