package io.tercet.benchmarks.peers;

import java.util.List;
import java.util.Map;

/** The kernels' tables as Markdown. */
final class KernelTable {
  /** Contestants that do the same work; the first is what the others are compared with. */
  private record Group(String title, List<String> names) {}

  private static final List<Group> GROUPS =
      List.of(
          new Group(
              "Isolation forest, 100 trees × 256, scoring",
              List.of(
                  "Tercet forest",
                  "Tercet forest, one row",
                  "Tercet forest, plain form",
                  "oneDAL",
                  "scikit-learn",
                  "PyOD IForest",
                  "isotree",
                  "treelite",
                  "AWS random cut forest")),
          new Group(
              "Isolation forest, training, a row of the window",
              List.of("Tercet forest training", "scikit-learn training")),
          new Group(
              "Autoencoder, N-16-8-16-N, scoring",
              List.of(
                  "Tercet autoencoder",
                  "Tercet autoencoder, plain form",
                  "ONNX Runtime",
                  "ONNX Runtime, scaled before",
                  "Keras")),
          new Group(
              "Autoencoder, training, a row and epoch",
              List.of("Tercet autoencoder training", "Keras training")),
          new Group(
              "Tails of every feature; ours with the typologies",
              List.of("Tercet statistical layer", "PyOD HBOS", "PyOD ECOD")),
          new Group(
              "Features; ours all of them", List.of("Tercet features", "DuckDB, three windows")),
          new Group("Together", List.of("Tercet core", "Tercet ensemble")));

  private KernelTable() {}

  static String of(Results results, Map<String, String> missing) {
    StringBuilder out = new StringBuilder();
    for (Group group : GROUPS) {
      append(group, results, missing, out);
    }
    Spread rest =
        results.rest(
            "Tercet ensemble",
            List.of("Tercet statistical layer", "Tercet forest", "Tercet autoencoder"));
    return out
        + "Calibration, fusion and decision are the ensemble less its three layers: %s µs (%s).\n"
            .formatted(rest.middle(), rest.range());
  }

  private static void append(
      Group group, Results results, Map<String, String> missing, StringBuilder out) {
    out.append("**").append(group.title()).append("**\n\n");
    out.append("| | µs a row | least–most | × the first | |\n|---|---:|---:|---:|---|\n");
    String base = group.names().getFirst();
    for (String name : group.names()) {
      if (results.has(name)) {
        Spread micros = results.micros(name);
        String ratio = results.ratio(name, base).middle();
        out.append(
            "| %s | %s | %s | %s | %s |\n"
                .formatted(name, micros.middle(), micros.range(), ratio, results.version(name)));
      } else if (missing.containsKey(name)) {
        out.append("| %s | not to be had here | | | %s |\n".formatted(name, missing.get(name)));
      }
    }
    out.append('\n');
  }
}
