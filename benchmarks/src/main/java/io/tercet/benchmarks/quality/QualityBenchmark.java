package io.tercet.benchmarks.quality;

import com.sun.management.OperatingSystemMXBean;
import io.tercet.core.ensemble.EnsembleOptions;
import io.tercet.core.simulation.SimulationOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures detection quality on one set and prints a table. */
public final class QualityBenchmark {
  private static final String USAGE =
      """
      usage: benchmarks/quality SET [FOLDER] [-o KEY=VALUE]... [--seed N] [--rows N]
        SET     ethereum | handbook | generated | calibration
        FOLDER  where the set is (default: ../shared/data/SET)
        -o      changes an option: weights, learn_share, calibration_share, rolling_window, trees,
                sample_size, epochs, hidden, only, without (typologies by id)
        --rows  of generated traffic
      """;

  private String set = "";
  private String folder = "";
  private final List<String> changes = new ArrayList<>();
  private long seed = 1;
  private int rows;

  private QualityBenchmark() {}

  /** Runs one set. */
  public static void main(String[] arguments) throws IOException {
    try {
      QualityBenchmark benchmark = new QualityBenchmark();
      benchmark.parse(arguments);
      System.out.print(benchmark.run().text());
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
        default -> positional(arguments[i]);
      }
    }
    if (set.isEmpty()) {
      throw new IllegalArgumentException("which set?");
    }
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

  private Report run() throws IOException {
    EnsembleOptions options = Overrides.apply(EnsembleOptions.defaults(), changes);
    return switch (set) {
      case "ethereum" -> Ethereum.read(path(), options).report(options, seed);
      case "handbook" -> Handbook.read(path(), options).report(options, seed);
      case "generated" ->
          Generated.create(SimulationOptions.of(rows(200_000), seed), options)
              .report(options, seed);
      case "calibration" ->
          CalibrationDrift.report(CalibrationDrift.traffic(rows(1_000_000), seed), options, seed);
      default -> throw new IllegalArgumentException("there is no set '" + set + "'");
    };
  }

  private Path path() {
    return Path.of(folder.isEmpty() ? "../shared/data/" + set : folder);
  }

  private int rows(int usual) {
    return rows == 0 ? usual : rows;
  }
}
