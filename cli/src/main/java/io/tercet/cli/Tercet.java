package io.tercet.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The `tercet` command. */
@Command(
    name = "tercet",
    mixinStandardHelpOptions = true,
    versionProvider = Tercet.Version.class,
    description = "Finds fraudulent crypto transactions.")
public final class Tercet implements Runnable {
  @Spec private CommandSpec spec;

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command and its subcommands, ready to be executed. */
  public static CommandLine commandLine() {
    return new CommandLine(new Tercet());
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getErr());
  }

  /** The version that the jar's manifest states. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Tercet.class.getPackage().getImplementationVersion();
      return new String[] {"tercet " + (version == null ? "(unpackaged)" : version)};
    }
  }
}
