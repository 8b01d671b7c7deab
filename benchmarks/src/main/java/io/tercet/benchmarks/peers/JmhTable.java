package io.tercet.benchmarks.peers;

import java.io.IOException;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Turns JMH's results into a table. Arguments: {@link Settings}. */
public final class JmhTable {
  private JmhTable() {}

  /** Reads jmh-results.json in the working folder. */
  public static void main(String[] arguments) throws IOException {
    Settings settings = Settings.of(arguments);
    JsonNode results =
        new ObjectMapper().readTree(settings.work().resolve("jmh-results.json").toFile());
    StringBuilder out = new StringBuilder(Machine.describe(settings.python()));
    out.append("; wall clock, one fork, five iterations.\n\n");
    out.append("| benchmark | of | median | least–most | unit |\n|---|---|---:|---:|---|\n");
    for (JsonNode result : results) {
      out.append(line(result));
    }
    new Report(settings).write("jmh", out.toString(), results.toString());
    System.out.printf("%n%s", out);
  }

  private static String line(JsonNode result) {
    String name = result.get("benchmark").asString().replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1");
    JsonNode metric = result.get("primaryMetric");
    JsonNode raw = metric.get("rawData").get(0);
    double[] values = new double[raw.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = raw.get(i).asDouble();
    }
    StringBuilder of = new StringBuilder();
    if (result.has("params")) {
      result.get("params").forEach(value -> of.append(value.asString()).append(' '));
    }
    Spread spread = Spread.of(values);
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s |%n",
        name,
        of.toString().strip(),
        spread.middle(),
        spread.range(),
        metric.get("scoreUnit").asString());
  }
}
