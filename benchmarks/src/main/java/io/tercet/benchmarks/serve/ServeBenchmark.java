package io.tercet.benchmarks.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tercet.cli.Tercet;
import io.tercet.core.simulation.SimulatedTransaction;
import io.tercet.core.simulation.SimulationOptions;
import io.tercet.core.simulation.TrafficSimulator;
import io.tercet.store.Store;
import io.tercet.store.TransactionStore.SourceLine;
import io.tercet.store.duckdb.DuckDbStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Measures {@code tercet serve} in a process of its own: single decisions as fast as there can be
 * and at half of that, the same server answering a constant, a stream, and its end. Arguments:
 * FOLDER [SECONDS [CLIENTS [ACCOUNTS]]].
 */
public final class ServeBenchmark {
  private static final String TOKEN = "benchmark-token-benchmark-token-benchmark";
  private static final int TRAINED = 100_000;
  private static final int STREAM_CHUNK = 500;

  private final Path store;
  private final double seconds;
  private final int clients;
  private final int accounts;
  private int port;

  private ServeBenchmark(Path store, double seconds, int clients, int accounts) {
    this.store = store;
    this.seconds = seconds;
    this.clients = clients;
    this.accounts = accounts;
  }

  /** Makes the store if it is not there, then measures. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    double seconds = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 10;
    int clients = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 64;
    int accounts = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 1_000_000;
    new ServeBenchmark(folder.resolve("serve.duckdb"), seconds, clients, accounts).run();
  }

  private void run() throws Exception {
    if (!Files.exists(store)) {
      prepare();
    }
    Path token = Path.of(store + ".admin");
    Files.writeString(token, TOKEN);
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path")));
    String flags = System.getenv().getOrDefault("SERVE_JAVA_OPTS", "-XX:+UseParallelGC");
    command.addAll(1, List.of(flags.split(" ")));
    command.addAll(List.of(Tercet.class.getName(), "serve", "--json", "--port", "0"));
    command.addAll(List.of("--store", "duckdb:" + store, "--admin-token-file", token.toString()));
    long begin = System.nanoTime();
    Process server =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      String line = String.valueOf(server.inputReader().readLine());
      port = Integer.parseInt(line.replaceAll(".*:(\\d+)\".*", "$1"));
      awaitReady();
      System.out.printf(Locale.ROOT, "%d accounts, ready after %.1f s%n", accounts, since(begin));
      measure(server);
    } finally {
      begin = System.nanoTime();
      server.destroy();
      boolean ended = server.waitFor(60, TimeUnit.SECONDS);
      System.out.printf(
          Locale.ROOT,
          "SIGTERM: %s after %.1f s%n",
          ended ? "exit " + server.exitValue() : "still running",
          since(begin));
    }
  }

  private static double since(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  private void prepare() {
    SimulationOptions options = SimulationOptions.of(TRAINED, 1);
    SourceLine source = new SourceLine("benchmark", 1, "");
    try (Store open = DuckDbStore.open(store);
        var session = open.transactions().beginImport(Instant.EPOCH)) {
      TrafficSimulator.stream(options)
          .map(SimulatedTransaction::transaction)
          .forEach(one -> session.add(one, source));
      session.finish();
    }
    tercet("train");
    try (Store open = DuckDbStore.open(store);
        var session = open.transactions().beginImport(Instant.EPOCH)) {
      IntStream.range(0, accounts)
          .mapToObj(LoadTraffic::first)
          .forEach(one -> session.add(one, source));
      session.finish();
    }
    tercet("detect");
  }

  private void tercet(String command) {
    int code =
        Tercet.run(
            io.tercet.cli.command.Environment.ofProcess(), command, "--store", "duckdb:" + store);
    if (code != 0) {
      throw new IllegalStateException("tercet " + command + " ended with " + code);
    }
  }

  private void awaitReady() throws Exception {
    for (int i = 0; i < 6_000; i++) {
      try (KeepAliveClient client = new KeepAliveClient(port, TOKEN)) {
        if (client.exchange(client.get("/readyz")) == 200) {
          return;
        }
      }
      Thread.sleep(50);
    }
    throw new IllegalStateException("the server is not ready after five minutes");
  }

  private void measure(Process server) throws Exception {
    long run = System.nanoTime();
    Load.Requests decisions = decisions("w" + run);
    load(0).run(decisions);
    System.out.println("|  | requests/s | p50 ms | p99 ms | p99.9 ms | refused | CPU µs/request |");
    Load.Answered most = row(server, "decisions, all there can be", 0, decisions("a" + run));
    row(server, "decisions, at half of that", most.rate() / 2, decisions("b" + run));
    row(server, "a constant (/healthz)", 0, (client, i) -> client.get("/healthz"));
    stream(server, run);
    System.out.printf("memory: %s%n", status(server, "VmRSS:"));
  }

  private Load load(double rate) {
    return new Load(port, TOKEN, clients, seconds, rate);
  }

  /** Each connection has traffic of its own. */
  private Load.Requests decisions(String prefix) {
    LoadTraffic[] traffic = new LoadTraffic[clients];
    for (int c = 0; c < clients; c++) {
      traffic[c] = new LoadTraffic(accounts, prefix + "-" + c, c);
    }
    return (client, i) -> client.decision(traffic[i >>> 24].next());
  }

  private Load.Answered row(Process server, String name, double rate, Load.Requests requests)
      throws Exception {
    double before = cpuSeconds(server);
    Load.Answered answered = load(rate).run(requests);
    double cpu = cpuSeconds(server) - before;
    System.out.printf(
        Locale.ROOT,
        "| %s | %.0f | %.2f | %.2f | %.2f | %d | %.0f |%n",
        name,
        answered.rate(),
        answered.millis(0.5),
        answered.millis(0.99),
        answered.millis(0.999),
        answered.refused(),
        cpu * 1e6 / Math.max(1, answered.nanos().length));
    return answered;
  }

  private void stream(Process server, long run) throws Exception {
    int lines = 1_000 * (int) Math.max(100, 60 * seconds);
    LoadTraffic traffic = new LoadTraffic(accounts, "s" + run, 99);
    List<byte[]> chunks = new ArrayList<>();
    for (int at = 0; at < lines; at += STREAM_CHUNK) {
      StringBuilder chunk = new StringBuilder();
      for (int i = 0; i < STREAM_CHUNK; i++) {
        chunk.append(traffic.next()).append('\n');
      }
      chunks.add(chunk.toString().getBytes(UTF_8));
    }
    double before = cpuSeconds(server);
    double took = StreamLoad.run(port, TOKEN, chunks, lines);
    System.out.printf(
        Locale.ROOT,
        "| a stream of %d lines | %.0f |  |  |  | 0 | %.1f |%n",
        lines,
        lines / took,
        (cpuSeconds(server) - before) * 1e6 / lines);
  }

  private static double cpuSeconds(Process server) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + server.pid() + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
  }

  private static String status(Process server, String name) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream()
        .filter(line -> line.startsWith(name))
        .findFirst()
        .orElse("unknown");
  }
}
