package io.tercet.cli.command;

import io.tercet.cli.terminal.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;

/**
 * Everything around the process that a command may depend on.
 *
 * @param variables environment variables
 * @param out standard output, UTF-8
 * @param err standard error, UTF-8
 * @param terminal what the two are connected to
 * @param clock tells when a command began
 */
public record Environment(
    Map<String, String> variables,
    PrintStream out,
    PrintStream err,
    Terminal terminal,
    Clock clock) {

  /** How people call the program, in the commands that it suggests. */
  public static final String PROGRAM = "./tercet";

  /** The environment of this process. */
  public static Environment ofProcess() {
    Map<String, String> variables = System.getenv();
    return new Environment(
        variables,
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        Terminal.detect(variables),
        Clock.systemUTC());
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** Whether stack traces are wanted. */
  public boolean debug() {
    return !variables.getOrDefault("TERCET_DEBUG", "").isEmpty();
  }
}
