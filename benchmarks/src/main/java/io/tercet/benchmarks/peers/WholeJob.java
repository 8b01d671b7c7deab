package io.tercet.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import tools.jackson.databind.ObjectMapper;

/**
 * From a CSV file to a verdict on each row: Tercet by one command and by three, and the pipeline
 * that one would write in Python, plain and with oneDAL; whole processes, by turns. Arguments:
 * {@link Settings}.
 */
public final class WholeJob {
  /** A way to do the job: commands in their order. */
  private record Way(String name, List<List<String>> commands) {}

  private final Settings settings;
  private final Commands commands;
  private final Path traffic;
  private final Path store;

  private WholeJob(Settings settings) {
    this.settings = settings;
    commands = new Commands(settings);
    traffic = settings.work().resolve("traffic-" + settings.rows() + ".csv").toAbsolutePath();
    store = settings.work().resolve("store/job.duckdb").toAbsolutePath();
  }

  /** See the class. */
  public static void main(String[] arguments) throws IOException {
    new WholeJob(Settings.of(arguments)).run();
  }

  private void run() throws IOException {
    Files.createDirectories(settings.work());
    String machine = Machine.describe(settings.python());
    generate();
    Map<String, List<Measured>> results = new LinkedHashMap<>();
    for (int round = 0; round < settings.rounds(); round++) {
      for (Way way : ways()) {
        results.computeIfAbsent(way.name(), name -> new ArrayList<>()).add(measure(way));
      }
    }
    String table = table(machine, results);
    String json =
        new ObjectMapper().writeValueAsString(Map.of("machine", machine, "ways", results));
    new Report(settings).write("job", table, json);
    System.out.printf("%n%s", table);
  }

  private void generate() throws IOException {
    Path unfinished = Path.of(traffic + ".part");
    if (!Files.exists(traffic)) {
      String rows = Integer.toString(settings.rows());
      commands.run(
          tercet(
              "generate", "--transactions", rows, "--seed", "1", "--out", unfinished.toString()));
      Files.move(unfinished, traffic);
    }
  }

  private List<Way> ways() throws IOException {
    String at = "duckdb:" + store;
    List<List<String>> three =
        List.of(
            tercet("import", traffic.toString(), "--store", at),
            tercet("train", "--store", at),
            tercet("detect", "--store", at));
    List<Way> ways = new ArrayList<>();
    if (hasRun()) {
      ways.add(new Way("Tercet, `run`", List.of(tercet("run", traffic.toString(), "--store", at))));
    }
    ways.add(new Way("Tercet, `import`, `train`, `detect`", three));
    ways.add(new Way("Python", List.of(python())));
    ways.add(new Way("Python, forest by oneDAL", List.of(python("--onedal"))));
    return ways;
  }

  /** Whether this Tercet has the one command; --help exits with 0 after any word. */
  private boolean hasRun() throws IOException {
    return Machine.output(tercet("run", "--help").toArray(String[]::new)).contains("tercet run");
  }

  private List<String> tercet(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(settings.home().resolve("tercet").toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private List<String> python(String... more) {
    List<String> command = new ArrayList<>();
    command.add(settings.python().toString());
    command.add(settings.script("pipeline.py").toString());
    command.add(traffic.toString());
    command.add(settings.work().resolve("scores.csv").toString());
    command.addAll(List.of(more));
    return command;
  }

  private Measured measure(Way way) throws IOException {
    emptyStore();
    Measured sum = Measured.NOTHING;
    for (List<String> command : way.commands()) {
      sum = sum.then(commands.run(command));
    }
    System.out.printf(
        Locale.ROOT,
        "%-40s %6.1f s %6.1f s CPU %,6.0f MB%n",
        way.name(),
        sum.wall(),
        sum.cpu(),
        sum.rss() / 1e6);
    return sum;
  }

  private void emptyStore() throws IOException {
    Path folder = store.resolveSibling(".").normalize();
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    Files.createDirectories(folder);
  }

  private String table(String machine, Map<String, List<Measured>> results) {
    StringBuilder out = new StringBuilder();
    out.append(
        "%s; %,d rows, %d rounds, medians (least–most).\n\n"
            .formatted(machine, settings.rows(), settings.rounds()));
    out.append("| | wall, s | × the first | CPU, s | × the first | peak, MB | × the first |\n");
    out.append("|---|---:|---:|---:|---:|---:|---:|\n");
    List<Measured> base = results.values().iterator().next();
    results.forEach((name, measured) ->
        out.append(
            "| %s | %s | %s | %s |\n"
                .formatted(
                    name,
                    cells(measured, base, Measured::wall),
                    cells(measured, base, Measured::cpu),
                    cells(measured, base, m -> m.rss() / 1e6))));
    return out.toString();
  }

  private static String cells(
      List<Measured> measured, List<Measured> base, ToDoubleFunction<Measured> of) {
    Spread spread = Spread.of(measured.stream().mapToDouble(of).toArray());
    double first = Spread.of(base.stream().mapToDouble(of).toArray()).median();
    return "%s (%s) | %s"
        .formatted(spread.middle(), spread.range(), Spread.number(spread.median() / first));
  }
}
