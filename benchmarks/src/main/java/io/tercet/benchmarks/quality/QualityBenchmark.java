package io.tercet.benchmarks.quality;

import com.sun.management.OperatingSystemMXBean;
import io.tercet.benchmarks.adbench.AdBench;
import io.tercet.core.ensemble.EnsembleOptions;
import io.tercet.core.simulation.SimulationOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Measures detection quality on one set and prints a table. */
public final class QualityBenchmark {
  private static final String USAGE =
      """
      usage: benchmarks/quality SET [FOLDER] [--write] [--seed N] [--rows N] [-o KEY=VALUE]...
        SET      ethereum | handbook | amlsim | generated | calibration | ablations
        FOLDER   where the set is (default: ../shared/data/SET; for ablations the folder of all)
        --write  renews the table in docs/quality.md
        --rows   of generated traffic
        -o       changes an option: weights, learn_share, calibration_share, rolling_window, trees,
                 sample_size, epochs, hidden, only, without (typologies by id)
             benchmarks/quality adbench [FOLDER [forest|neighbours|autoencoder|ensemble]]
      """;

  private static final Path DOCUMENT = Path.of("docs/quality.md");
  private static final int GENERATED_ROWS = 400_000;
  private static final int CALIBRATION_ROWS = 1_000_000;

  private final List<String> command = new ArrayList<>(List.of("benchmarks/quality"));
  private String set = "";
  private String folder = "";
  private final List<String> changes = new ArrayList<>();
  private long seed = 1;
  private int rows;
  private boolean write;
  private EnsembleOptions options = Overrides.defaults();
  private long measured;

  private QualityBenchmark() {}

  /** Runs one set. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length > 0 && arguments[0].equals("adbench")) {
      String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
      AdBench.main(rest.length > 0 ? rest : new String[] {"../shared/data/adbench"});
      return;
    }
    try {
      QualityBenchmark benchmark = new QualityBenchmark();
      benchmark.parse(arguments);
      benchmark.run();
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage() + "\n" + USAGE);
      System.exit(2);
    }
    double cpu =
        ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    System.err.printf("%.1f s CPU%n", cpu / 1e9);
  }

  private void parse(String[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "-o" -> changes.add(value(arguments, ++i));
        case "--seed" -> seed = Long.parseLong(value(arguments, ++i));
        case "--rows" -> rows = Integer.parseInt(value(arguments, ++i));
        case "--write" -> write = true;
        default -> positional(arguments[i]);
      }
    }
    if (set.isEmpty()) {
      throw new IllegalArgumentException("which set?");
    }
    options = Overrides.apply(options, changes);
    command.add(set);
    changes.forEach(change -> command.add("-o " + change));
  }

  private static String value(String[] arguments, int at) {
    if (at >= arguments.length) {
      throw new IllegalArgumentException(arguments[at - 1] + " needs a value");
    }
    return arguments[at];
  }

  private void positional(String argument) {
    if (argument.startsWith("-")) {
      throw new IllegalArgumentException("unknown option " + argument);
    }
    if (set.isEmpty()) {
      set = argument;
    } else if (folder.isEmpty()) {
      folder = argument;
    } else {
      throw new IllegalArgumentException("one folder at most, got " + argument);
    }
  }

  private void run() throws IOException {
    if (set.equals("ablations")) {
      ablate();
      return;
    }
    Report report =
        switch (set) {
          case "ethereum" -> ethereum(path(set)).report(options, seed);
          case "handbook" -> handbook(path(set)).report(options, seed);
          case "amlsim" -> amlSim();
          case "generated" -> generated().report(options, seed);
          case "calibration" -> calibration();
          default -> throw new IllegalArgumentException("there is no set '" + set + "'");
        };
    System.out.print(report.text());
    write(report.markdown());
  }

  private void ablate() throws IOException {
    StringBuilder table = new StringBuilder();
    Path data = Path.of(folder.isEmpty() ? "../shared/data" : folder);
    new Ablations(
            ethereum(data.resolve("ethereum")),
            handbook(data.resolve("handbook")),
            generated(),
            options,
            seed,
            line -> {
              System.out.print(line);
              table.append(line);
            })
        .run();
    write(table.toString());
  }

  private void write(String table) throws IOException {
    if (write) {
      String from = Provenance.line(String.join(" ", command), options, seed, measured);
      QualityDocument.replace(DOCUMENT, set, from + "\n\n" + table);
    }
  }

  private Ethereum ethereum(Path path) throws IOException {
    Ethereum ethereum = Ethereum.read(path, options);
    measured += ethereum.traffic().rows();
    return ethereum;
  }

  private Handbook handbook(Path path) throws IOException {
    Handbook handbook = Handbook.read(path, options);
    measured += handbook.traffic().rows();
    return handbook;
  }

  private Generated generated() {
    SimulationOptions simulation = SimulationOptions.of(rows(GENERATED_ROWS), seed);
    measured += simulation.transactions();
    return Generated.create(simulation, options);
  }

  private Report calibration() {
    measured = rows(CALIBRATION_ROWS);
    return CalibrationDrift.report(
        CalibrationDrift.traffic(rows(CALIBRATION_ROWS), seed), options, seed);
  }

  private Report amlSim() throws IOException {
    Report report = new Report();
    for (Path archive : AmlSim.archives(path(set))) {
      AmlSim sim = AmlSim.read(archive, options);
      measured += sim.traffic().rows();
      String name = String.valueOf(archive.getFileName()).replaceFirst("\\.tgz$", "");
      sim.addTo(report, name, options, seed);
    }
    return report;
  }

  private Path path(String usual) {
    return Path.of(folder.isEmpty() ? "../shared/data/" + usual : folder);
  }

  private int rows(int usual) {
    return rows == 0 ? usual : rows;
  }
}
