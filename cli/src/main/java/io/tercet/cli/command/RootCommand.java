package io.tercet.cli.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code tercet} command itself. */
@Command(
    name = "tercet",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    synopsisHeading = "Usage: ",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "",
      "Finds fraudulent crypto transactions: three layers that must agree on one verdict, with reasons."
    },
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  tercet demo                         sample traffic, from import to verdict",
      "  tercet run transactions.csv         your own file, from import to verdict",
      "  tercet report                       what was found",
      "",
      "'tercet COMMAND --help' shows the options and examples of a command."
    })
public final class RootCommand implements Runnable {
  /** By name, in the order of the help text. */
  private static final Map<String, Function<Environment, AbstractCommand>> COMMANDS = commands();

  private static final int LEAST_HELP_WIDTH = 55;
  private static final int MOST_HELP_WIDTH = 100;

  @Spec private CommandSpec spec;

  private RootCommand() {}

  /** The command and its subcommands, ready to be executed. */
  public static CommandLine commandLine(Environment environment) {
    return commandLine(environment, COMMANDS.values());
  }

  /**
   * The command with the one subcommand that these arguments name, or with all if they name none:
   * picocli reads a command's annotations anew in each process, and for all of them that takes
   * longer than the JVM's own start.
   */
  public static CommandLine commandLine(Environment environment, String... args) {
    Function<Environment, AbstractCommand> named = args.length == 0 ? null : COMMANDS.get(args[0]);
    return commandLine(environment, named == null ? COMMANDS.values() : List.of(named));
  }

  private static CommandLine commandLine(
      Environment environment, Collection<Function<Environment, AbstractCommand>> commands) {
    CommandLine line = new CommandLine(new RootCommand());
    commands.forEach(command -> line.addSubcommand(command.apply(environment)));
    line.setOut(new PrintWriter(environment.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(environment.err(), true, StandardCharsets.UTF_8));
    line.setUsageHelpWidth(
        Math.clamp(environment.terminal().width(), LEAST_HELP_WIDTH, MOST_HELP_WIDTH));
    line.setColorScheme(colours(environment.terminal().coloursOnOut()));
    line.setParameterExceptionHandler((e, _) -> wrongUsage(e, environment));
    line.setExecutionExceptionHandler((e, failed, _) -> failure(e, failed, environment));
    return line;
  }

  private static Map<String, Function<Environment, AbstractCommand>> commands() {
    Map<String, Function<Environment, AbstractCommand>> commands = new LinkedHashMap<>();
    commands.put("demo", DemoCommand::new);
    commands.put("generate", GenerateCommand::new);
    commands.put("run", RunCommand::new);
    commands.put("import", ImportCommand::new);
    commands.put("train", TrainCommand::new);
    commands.put("detect", DetectCommand::new);
    commands.put("serve", ServeCommand::new);
    commands.put("report", ReportCommand::new);
    commands.put("explain", ExplainCommand::new);
    commands.put("evaluate", EvaluateCommand::new);
    commands.put("models", ModelsCommand::new);
    commands.put("typologies", TypologiesCommand::new);
    commands.put("sql", SqlCommand::new);
    commands.put("status", StatusCommand::new);
    commands.put("store", StoreCommand::new);
    commands.put("runs", RunsCommand::new);
    commands.put("metadata", MetadataCommand::new);
    commands.put("audit", AuditCommand::new);
    commands.put("config", ConfigCommand::new);
    return commands;
  }

  private static ColorScheme colours(boolean on) {
    return CommandLine.Help.defaultColorScheme(on ? Ansi.ON : Ansi.OFF);
  }

  private static int wrongUsage(ParameterException e, Environment environment) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    Failures.report(new UsageException(e.getMessage() + hint(e)), environment, false);
    environment.err().println("See '" + command + " --help'.");
    return ExitCode.USAGE;
  }

  private static String hint(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return "";
    }
    List<String> near = unmatched.getSuggestions();
    return near.isEmpty() ? "" : ". Maybe '" + near.getFirst() + "'?";
  }

  private static int failure(Exception e, CommandLine failed, Environment environment) {
    AbstractCommand command = failed.getCommand();
    Failures.report(e, environment, command.debug());
    return Failures.exitCode(e);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** Name and version, as the jar's manifest states it. */
  public static String version() {
    String version = RootCommand.class.getPackage().getImplementationVersion();
    return "tercet " + (version == null ? "(unpackaged)" : version);
  }

  /** Gives picocli the version. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {version()};
    }
  }
}
