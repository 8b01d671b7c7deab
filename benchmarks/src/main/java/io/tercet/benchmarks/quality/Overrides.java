package io.tercet.benchmarks.quality;

import io.tercet.core.detector.statistical.Typology;
import io.tercet.core.ensemble.EnsembleOptions;
import io.tercet.core.ensemble.Weights;
import io.tercet.jobs.typologies.TypologyPacks;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Changes to the default options, each {@code key=value}: what one tunes. */
final class Overrides {
  private static final TreeMap<String, BiFunction<EnsembleOptions, String, EnsembleOptions>> KEYS =
      new TreeMap<>();

  static {
    KEYS.put("weights", (o, v) -> o.withWeights(weights(v)));
    KEYS.put(
        "learn_share",
        (o, v) -> o.withShares(Double.parseDouble(v), o.calibrationShare(), o.rollingWindow()));
    KEYS.put(
        "calibration_share",
        (o, v) -> o.withShares(o.learnShare(), Double.parseDouble(v), o.rollingWindow()));
    KEYS.put(
        "rolling_window",
        (o, v) -> o.withShares(o.learnShare(), o.calibrationShare(), Integer.parseInt(v)));
    KEYS.put("trees", (o, v) -> o.withForest(o.forest().withTrees(Integer.parseInt(v))));
    KEYS.put("sample_size", (o, v) -> o.withForest(o.forest().withSampleSize(Integer.parseInt(v))));
    KEYS.put(
        "epochs", (o, v) -> o.withAutoencoder(o.autoencoder().withEpochs(Integer.parseInt(v))));
    KEYS.put("hidden", (o, v) -> o.withAutoencoder(o.autoencoder().withHidden(units(v))));
    KEYS.put("only", (o, v) -> o.withTypologies(typologies(o, v, list(v)::contains)));
    KEYS.put("without", (o, v) -> o.withTypologies(typologies(o, v, id -> !list(v).contains(id))));
  }

  private Overrides() {}

  /** What the product does unless it is told otherwise. */
  static EnsembleOptions defaults() {
    return EnsembleOptions.defaults(TypologyPacks.standard());
  }

  /**
   * Applies changes in order.
   *
   * @throws IllegalArgumentException if a key or a typology is not known; names those that are
   */
  static EnsembleOptions apply(EnsembleOptions options, List<String> changes) {
    EnsembleOptions changed = options;
    for (String change : changes) {
      int split = change.indexOf('=');
      String key = split < 0 ? change : change.substring(0, split);
      if (split < 0 || !KEYS.containsKey(key)) {
        throw new IllegalArgumentException(
            "-o takes KEY=VALUE with a key of %s, got '%s'".formatted(KEYS.keySet(), change));
      }
      changed = KEYS.get(key).apply(changed, change.substring(split + 1));
    }
    return changed;
  }

  /** The options without one typology. */
  static EnsembleOptions without(EnsembleOptions options, String typology) {
    return apply(options, List.of("without=" + typology));
  }

  private static Weights weights(String value) {
    double[] parts = list(value).stream().mapToDouble(Double::parseDouble).toArray();
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "weights are STATISTICAL,FOREST,AUTOENCODER, got '%s'".formatted(value));
    }
    return new Weights(parts[0], parts[1], parts[2]);
  }

  private static Integer[] units(String value) {
    return list(value).stream().map(Integer::valueOf).toArray(Integer[]::new);
  }

  private static List<Typology> typologies(
      EnsembleOptions options, String ids, Predicate<String> kept) {
    List<String> known = options.typologies().stream().map(Typology::id).toList();
    for (String id : list(ids)) {
      if (!known.contains(id)) {
        throw new IllegalArgumentException("no typology '%s' among %s".formatted(id, known));
      }
    }
    return options.typologies().stream().filter(t -> kept.test(t.id())).toList();
  }

  private static List<String> list(String value) {
    return Arrays.asList(value.split(","));
  }
}
