package io.tercet.cli;

import io.tercet.cli.command.Environment;
import io.tercet.cli.command.ExitCode;
import io.tercet.cli.command.Failures;
import io.tercet.cli.command.RootCommand;
import picocli.CommandLine;

/** Where the process begins. */
public final class Tercet {
  private static final String LOGGING = "slf4j.internal.verbosity";

  private Tercet() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    if (System.getProperty(LOGGING) == null) {
      // Libraries may log; where nothing listens, people need not be told so.
      System.setProperty(LOGGING, "ERROR");
    }
    Environment environment = Environment.ofProcess();
    System.exit(run(environment, args));
  }

  /** The command and its subcommands over the environment of this process. */
  public static CommandLine commandLine() {
    return RootCommand.commandLine(Environment.ofProcess());
  }

  /** Runs one command and returns its exit code. */
  public static int run(Environment environment, String... args) {
    try {
      if (args.length == 1 && args[0].equals("--version")) {
        // Scripts ask this often, and building all commands takes most of a start.
        environment.out().println(RootCommand.version());
        return ExitCode.OK;
      }
      return RootCommand.commandLine(environment, args).execute(args);
    } catch (Throwable e) {
      // Errors of the JVM, such as a full heap, pass picocli by.
      Failures.report(e, environment, environment.debug());
      return ExitCode.FAILURE;
    } finally {
      environment.out().flush();
    }
  }
}
