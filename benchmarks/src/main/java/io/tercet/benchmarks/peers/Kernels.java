package io.tercet.benchmarks.peers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.ObjectMapper;

/**
 * Kernels, ours and the peers', on the same matrices and by turns, one thread each, in processor
 * time. Arguments: {@code quick} or {@code all}, then {@link Settings}. The quick form exits with 1
 * if a {@link Floor} is not held.
 */
public final class Kernels {
  private static final List<String> QUICK =
      List.of("scikit-learn", "oneDAL", "treelite", "ONNX Runtime");
  private static final List<String> ALL =
      List.of(
          "scikit-learn",
          "scikit-learn training",
          "oneDAL",
          "treelite",
          "isotree",
          "PyOD IForest",
          "PyOD HBOS",
          "PyOD ECOD",
          "ONNX Runtime",
          "ONNX Runtime, scaled before",
          "Keras",
          "Keras training",
          "DuckDB, three windows");

  private static final int WARM_UP = 8;

  private final Settings settings;
  private final boolean quick;
  private final Traffic traffic;

  private Kernels(Settings settings, boolean quick) {
    this.settings = settings;
    this.quick = quick;
    traffic = new Traffic(quick ? 50_000 : 200_000);
  }

  /** See the class. */
  public static void main(String[] arguments) throws IOException {
    boolean quick = arguments[0].equals("quick");
    Settings settings =
        Settings.of(List.of(arguments).subList(1, arguments.length).toArray(String[]::new));
    boolean held = new Kernels(settings, quick).run();
    System.exit(held ? 0 : 1);
  }

  private boolean run() throws IOException {
    traffic.write(settings.work());
    List<Contestant> own = own();
    warmUp(own);
    try (PythonPeers peers =
        new PythonPeers(
            settings.python(),
            settings.script("kernels.py"),
            settings.work(),
            traffic.inputs(),
            quick ? QUICK : ALL)) {
      List<Contestant> everyone = new ArrayList<>(own);
      everyone.addAll(peers.ready());
      Results results = Results.of(everyone, settings.rounds());
      return quick ? holds(results, peers.missing()) : report(results, peers.missing());
    }
  }

  private List<Contestant> own() {
    OwnKernels kernels = new OwnKernels(traffic);
    List<Contestant> own = new ArrayList<>(kernels.forestKernels());
    own.addAll(kernels.autoencoderKernels());
    if (quick) {
      own.removeIf(contestant -> contestant.name().endsWith("training"));
      return own;
    }
    own.addAll(kernels.coreKernels());
    own.add(kernels.randomCutForest());
    return own;
  }

  private static void warmUp(List<Contestant> contestants) throws IOException {
    for (Contestant contestant : contestants) {
      for (int i = 0; i < WARM_UP; i++) {
        contestant.measure();
      }
    }
  }

  private static boolean holds(Results results, Map<String, String> missing) {
    missing.forEach((name, why) -> System.out.printf("FAILED %s cannot be had: %s%n", name, why));
    boolean held = missing.isEmpty();
    for (Floor floor : Floor.ALL) {
      held &= results.has(floor.other()) && floor.isHeld(results);
    }
    return held;
  }

  private boolean report(Results results, Map<String, String> missing) throws IOException {
    Latency latency = Latency.measure(traffic);
    String table =
        "%s; N is %d; %d rounds, processor time of one thread, medians.\n\n%s%s\n"
            .formatted(
                Machine.describe(settings.python()),
                traffic.inputs(),
                settings.rounds(),
                KernelTable.of(results, missing),
                latency.sentence());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("machine", Machine.describe(settings.python()));
    json.put("microsPerRow", results.all());
    json.put("missing", missing);
    json.put("oneTransactionMicros", latency);
    new Report(settings).write("kernels", table, new ObjectMapper().writeValueAsString(json));
    System.out.printf(Locale.ROOT, "%n%s", table);
    return true;
  }
}
