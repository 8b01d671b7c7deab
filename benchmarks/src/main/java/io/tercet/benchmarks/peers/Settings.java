package io.tercet.benchmarks.peers;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What {@code benchmarks/run} hands over.
 *
 * @param python of the environment that holds the peers
 * @param home the project's folder
 * @param work scratch space, which results go to as well
 * @param rows of the whole job
 * @param rounds how often everything is measured
 * @param document whether the tables go into docs/performance.md too
 */
record Settings(Path python, Path home, Path work, int rows, int rounds, boolean document) {

  Settings {
    if (rows < 10_000 || rounds < 1) {
      throw new IllegalArgumentException(
          "needs at least 10,000 rows and one round, got %d and %d".formatted(rows, rounds));
    }
  }

  /** Reads {@code key=value} arguments. */
  static Settings of(String[] arguments) {
    Map<String, String> values = new HashMap<>();
    for (String argument : arguments) {
      int at = argument.indexOf('=');
      if (at < 0) {
        throw new IllegalArgumentException("not key=value: " + argument);
      }
      values.put(argument.substring(0, at), argument.substring(at + 1));
    }
    return new Settings(
        Path.of(values.getOrDefault("python", "python3")),
        Path.of(values.getOrDefault("home", ".")),
        Path.of(values.getOrDefault("work", "build/benchmarks")),
        Integer.parseInt(values.getOrDefault("rows", "1000000")),
        Integer.parseInt(values.getOrDefault("rounds", "5")),
        Boolean.parseBoolean(values.getOrDefault("document", "false")));
  }

  /** A script among the peers. */
  Path script(String name) {
    return home.resolve("benchmarks/peers").resolve(name);
  }
}
