package io.tercet.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.tercet.core.ensemble.EnsembleOptions;
import io.tercet.core.simulation.SimulationOptions;
import io.tercet.core.simulation.TrafficCsv;
import io.tercet.core.simulation.TrafficSimulator;
import io.tercet.jobs.DetectJob;
import io.tercet.jobs.DetectRequest;
import io.tercet.jobs.EvaluateJob;
import io.tercet.jobs.EvaluateRequest;
import io.tercet.jobs.EvaluateRequest.Period;
import io.tercet.jobs.Progress;
import io.tercet.jobs.TrainJob;
import io.tercet.jobs.TrainRequest;
import io.tercet.jobs.imports.ImportJob;
import io.tercet.jobs.imports.ImportOptions;
import io.tercet.jobs.typologies.TypologyPacks;
import io.tercet.store.Store;
import io.tercet.store.duckdb.DuckDbParquetFiles;
import io.tercet.store.duckdb.DuckDbStore;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Rows a second, processor time and peak memory of the whole work, each step in a process of its
 * own: generate, import, train, detect, detect when nothing is new, evaluate. Arguments: rows
 * (default 1,000,000) and a folder, which keeps the store. A third argument is the step, for the
 * processes themselves.
 */
public final class PipelineBenchmark {
  private static final List<String> STEPS =
      List.of("generate", "import", "train", "detect", "again", "evaluate");

  private final int rows;
  private final Path file;
  private final Path store;

  private PipelineBenchmark(int rows, Path folder) {
    this.rows = rows;
    file = folder.resolve("traffic.csv");
    store = folder.resolve("benchmark.duckdb");
  }

  /** Runs all steps, or the one that is named. */
  public static void main(String[] arguments) throws Exception {
    int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    Path folder =
        arguments.length > 1 ? Path.of(arguments[1]) : Files.createTempDirectory("tercet-pipeline");
    if (arguments.length > 2) {
      new PipelineBenchmark(rows, folder).measure(arguments[2]);
      return;
    }
    System.out.printf("%,d rows in %s%n", rows, folder);
    for (String step : STEPS) {
      if (start(rows, folder, step).waitFor() != 0) {
        throw new IllegalStateException(step + " failed");
      }
    }
  }

  /** Starts a step with the options that this process was started with. */
  private static Process start(int rows, Path folder, String step) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(PipelineBenchmark.class.getName());
    command.addAll(List.of(Integer.toString(rows), folder.toString(), step));
    return new ProcessBuilder(command).inheritIO().start();
  }

  private void measure(String step) throws IOException {
    long start = System.nanoTime();
    if (step.equals("generate")) {
      generate();
    } else {
      try (Store open = DuckDbStore.open(store)) {
        run(step, open);
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%-10s %7.2f s %7.2f s CPU %,12.0f rows/s   peak %s%n",
        step, seconds, cpuSeconds(), rows / seconds, peakMemory());
  }

  private static double cpuSeconds() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  private void generate() throws IOException {
    Iterator<String> lines =
        TrafficSimulator.stream(SimulationOptions.of(rows, 1)).map(TrafficCsv::line).iterator();
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(TrafficCsv.HEADER);
      while (lines.hasNext()) {
        out.write('\n');
        out.write(lines.next());
      }
      out.write('\n');
    }
  }

  private void run(String step, Store open) {
    Instant now = Instant.now();
    switch (step) {
      case "import" ->
          new ImportJob(open.transactions(), new DuckDbParquetFiles(), ImportOptions.DEFAULTS)
              .run(List.of(file.toString()), now, Progress.NONE);
      case "train" ->
          new TrainJob(open)
              .run(
                  TrainRequest.defaults(1, EnsembleOptions.defaults(TypologyPacks.standard())),
                  now,
                  Progress.NONE);
      case "detect", "again" ->
          new DetectJob(open).run(DetectRequest.everythingNew(), now, Progress.NONE);
      case "evaluate" -> {
        EvaluateRequest request =
            new EvaluateRequest(file, Period.MONTH, null, null, null, 60, List.of(50));
        System.out.println(
            new EvaluateJob(open).run(request, Progress.NONE).periods().getFirst().layers());
      }
      default -> throw new IllegalArgumentException("no step is called " + step);
    }
  }

  /** The most memory that this process has held, as Linux counts it. */
  private static String peakMemory() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return "unknown";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> "%,d MB".formatted(Long.parseLong(line.replaceAll("\\D", "")) / 1024))
        .findFirst()
        .orElse("unknown");
  }
}
