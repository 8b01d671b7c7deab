package io.tercet.cli.launch;

import io.tercet.cli.Tercet;
import io.tercet.cli.command.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A run from which the JVM learns what to load and link ahead of every later one.
 *
 * <p>Short commands only. What is learnt is loaded at each start, wanted or not: with a whole demo
 * the cache is half as large again and each start 30 ms slower.
 */
public final class Training {
  private Training() {}

  /** Runs short commands on a store in the folder {@code args[0]}, which is new. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    String traffic = folder.resolve("traffic.csv").toString();
    String store = "duckdb:" + folder.resolve("tercet.duckdb");
    run("--version");
    run("--help");
    run("generate", "--transactions", "100", "--out", traffic);
    run("import", traffic, "--store", store);
    run("sql", "--store", store, "--json", "SELECT count(*) FROM crypto_transactions");
    run("status", "--store", store);
    // The way the program itself ends, for the classes that this needs.
    System.exit(0);
  }

  private static void run(String... command) {
    Tercet.run(Environment.ofProcess(), command);
  }
}
