package io.tercet.cli.command;

import io.tercet.cli.progress.JobProgress;
import io.tercet.cli.terminal.Format;
import io.tercet.core.simulation.SimulationOptions;
import io.tercet.jobs.JobStopped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes labelled sample traffic. */
@Command(
    name = "generate",
    description = {
      "Write labelled sample traffic as CSV: ordinary behaviour, known kinds of fraud, and innocent",
      "look-alikes of each. The last two columns, label and typology, are the truth; import never",
      "reads them. The same options and seed give the same bytes."
    },
    footer = {
      "  tercet generate --transactions 100000 --seed 7 --out sample.csv",
      "  tercet generate --transactions 5000 --days 30 --fraud-share 0.02 --out -",
      "  tercet generate --transactions 1000000 --out big.csv && tercet import big.csv"
    })
final class GenerateCommand extends AbstractCommand {
  @Option(names = "--transactions", paramLabel = "N", required = true, description = "How many.")
  private int transactions;

  @Option(names = "--seed", paramLabel = "S", description = "Default: ${DEFAULT-VALUE}.")
  private long seed = 42;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The file to write, replaced if it is there; - for standard output.")
  private String out = "";

  @Option(names = "--days", paramLabel = "D", description = "Length of the period (default: 75).")
  private @Nullable Integer days;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      description = "Begin of the period (default: 2026-01-05).")
  private @Nullable String start;

  @Option(
      names = "--accounts",
      paramLabel = "A",
      description = "Accounts that live the ordinary life (default: one for 40 transactions).")
  private @Nullable Integer accounts;

  @Option(
      names = "--fraud-share",
      paramLabel = "SHARE",
      description = "Share of fraudulent transactions, 0 to 0.5 (default: 0.002).")
  private @Nullable Double fraudShare;

  @Option(
      names = "--look-alike-share",
      paramLabel = "SHARE",
      description = "Share of innocent look-alikes, 0 to 0.4 (default: 0.02).")
  private @Nullable Double lookAlikeShare;

  GenerateCommand(Environment environment) {
    super(environment);
  }

  @Override
  int run(Session session) throws IOException {
    SimulationOptions options = UsageException.options(this::options);
    boolean toStandardOutput = out.equals("-");
    if (toStandardOutput && session.json()) {
      throw new UsageException("--json and --out - both want standard output; give --out a file");
    }
    TrafficFile.Counts counts =
        toStandardOutput
            ? toStandardOutput(session, options)
            : toFile(session, options, Path.of(out));
    String summary =
        "%s transactions, %s of them fraud, %s innocent look-alikes"
            .formatted(
                Format.count(options.transactions()),
                Format.count(counts.frauds()),
                Format.count(counts.lookAlikes()));
    if (toStandardOutput) {
      session.environment().err().println(summary);
    } else {
      session.say("wrote %s: %s".formatted(out, summary));
    }
    if (session.json()) {
      session.result(json(options, counts, session.elapsed()));
    }
    return ExitCode.OK;
  }

  private SimulationOptions options() {
    SimulationOptions options = SimulationOptions.of(transactions, seed);
    OptionalLong begin = TimeOption.micros("--start", start);
    options =
        options.withPeriod(
            begin.orElse(options.startMicros()), days == null ? options.days() : days);
    options = accounts == null ? options : options.withAccounts(accounts);
    return options.withShares(
        fraudShare == null ? options.fraudShare() : fraudShare,
        lookAlikeShare == null ? options.lookAlikeShare() : lookAlikeShare);
  }

  private static TrafficFile.Counts toStandardOutput(Session session, SimulationOptions options)
      throws IOException {
    try (JobProgress progress = session.progress()) {
      return TrafficFile.write(options, session.environment().out(), progress);
    }
  }

  /** Written beside its name first, so that a file of that name is always whole. */
  static TrafficFile.Counts toFile(Session session, SimulationOptions options, Path file)
      throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (JobProgress progress = session.progress();
        OutputStream stream = Files.newOutputStream(part)) {
      TrafficFile.Counts counts = TrafficFile.write(options, stream, progress);
      stream.close();
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      return counts;
    } catch (IOException | JobStopped e) {
      Files.deleteIfExists(part);
      throw e;
    }
  }

  private Map<String, Object> json(
      SimulationOptions options, TrafficFile.Counts counts, Duration elapsed) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", out);
    json.put("rows", options.transactions());
    json.put("frauds", counts.frauds());
    json.put("look_alikes", counts.lookAlikes());
    json.put("seed", options.seed());
    json.put("seconds", Format.seconds(elapsed));
    return json;
  }
}
