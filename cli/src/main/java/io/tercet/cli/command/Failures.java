package io.tercet.cli.command;

import io.tercet.cli.config.ConfigException;
import io.tercet.cli.terminal.Style;
import io.tercet.cli.terminal.Texts;
import io.tercet.core.model.ModelFormatException;
import io.tercet.jobs.JobException;
import io.tercet.jobs.JobStopped;
import io.tercet.server.decision.EngineStopped;
import io.tercet.server.log.LogException;
import io.tercet.store.StoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Turns what went wrong into one line for people and an exit code. */
public final class Failures {
  private Failures() {}

  /** The exit code that this failure deserves. */
  public static int exitCode(Throwable failure) {
    return switch (failure) {
      case UsageException _, ConfigException _ -> ExitCode.USAGE;
      case JobStopped _ -> ExitCode.STOPPED;
      default -> ExitCode.FAILURE;
    };
  }

  /** One line: what arrived, where, what to do. */
  public static String line(Throwable failure) {
    return switch (failure) {
      case UsageException _,
          ConfigException _,
          StoreException _,
          LogException _,
          EngineStopped _,
          JobException _,
          JobStopped _,
          ModelFormatException _,
          IllegalArgumentException _ ->
          oneLine(failure.getMessage(), failure);
      case IOException e -> ioLine(e);
      case OutOfMemoryError _ ->
          "the heap is full (%s). Give it more: TERCET_JAVA_OPTS=-Xmx8g"
              .formatted(failure.getMessage());
      default ->
          "a fault in Tercet: "
              + oneLine(failure.toString(), failure)
              + ". Run it again with --debug and report what it shows";
    };
  }

  /** Prints the line, and the stack if {@code debug}. */
  public static void report(Throwable failure, Environment environment, boolean debug) {
    String head = Style.RED.apply("tercet:", environment.terminal().coloursOnErr());
    environment.err().println(head + " " + line(failure));
    if (debug) {
      failure.printStackTrace(environment.err());
    }
    environment.err().flush();
  }

  private static String ioLine(IOException failure) {
    return switch (failure) {
      case NoSuchFileException e -> "file " + e.getFile() + " does not exist";
      case AccessDeniedException e ->
          "no permission for " + e.getFile() + ". Maybe the folder or file is read-only.";
      case FileSystemException e when e.getReason() != null ->
          "%s: %s".formatted(e.getFile(), e.getReason());
      default -> oneLine(failure.getMessage(), failure);
    };
  }

  private static String oneLine(@Nullable String message, Throwable failure) {
    String text =
        message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    return Texts.printable(text.strip().replaceAll("\\s*\\R\\s*", " "));
  }
}
