package io.tercet.cli.config;

import io.tercet.core.detector.statistical.Rule;
import io.tercet.jobs.typologies.TypologyPacks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Every key there is, in the order in which they are printed. */
public final class Keys {
  /** Where transactions, scores and models are kept. */
  public static final Key<String> STORE =
      new Key<>(
          "store",
          ValueType.text(),
          "duckdb:tercet.duckdb",
          "Where transactions, scores and models are kept: duckdb:PATH or clickhouse://user@host:port/database");

  /** Where runs, jobs and settings are kept. */
  public static final Key<String> METADATA =
      new Key<>(
          "metadata",
          ValueType.text(),
          "auto",
          "Where runs, jobs and settings are kept: h2:FOLDER, postgresql://USER@HOST:PORT/DATABASE, none; auto is a folder beside the store, once it is there");

  /** How many days before the last transaction training begins. */
  public static final Key<Long> TRAIN_WINDOW_DAYS =
      new Key<>(
          "train.window_days",
          ValueType.integer(1, 36_500),
          30L,
          "Days up to the last transaction that train learns from, where no window is given");

  /** Where all randomness of training begins. */
  public static final Key<Long> TRAIN_SEED =
      new Key<>(
          "train.seed",
          ValueType.integer(Long.MIN_VALUE, Long.MAX_VALUE),
          42L,
          "Where all randomness of training begins; the same seed gives the same model");

  /** Trees of the isolation forest. */
  public static final Key<Long> FOREST_TREES =
      new Key<>("forest.trees", ValueType.integer(1, 1000), 100L, "Trees of the isolation forest");

  /** Rows that each tree sees. */
  public static final Key<Long> FOREST_SAMPLE_SIZE =
      new Key<>(
          "forest.sample_size", ValueType.integer(2, 4096), 256L, "Rows that each tree sees (ψ)");

  /** Share of the training rows above the forest's own threshold. */
  public static final Key<Double> FOREST_CONTAMINATION =
      new Key<>(
          "forest.contamination",
          ValueType.number(0, 0.5),
          0.01,
          "Share of the training rows above the forest's own threshold; changes no score");

  /** Units of each hidden layer. */
  public static final Key<List<Integer>> AUTOENCODER_HIDDEN =
      new Key<>(
          "autoencoder.hidden",
          ValueType.integers(1, 1024),
          List.of(16, 8, 16),
          "Units of each hidden layer, from the input on");

  /** Passes over the training rows at most. */
  public static final Key<Long> AUTOENCODER_EPOCHS =
      new Key<>(
          "autoencoder.epochs",
          ValueType.integer(1, 10_000),
          8L,
          "Passes over the training rows at most; training stops early when nothing improves");

  /** Rows a step of the optimiser. */
  public static final Key<Long> AUTOENCODER_BATCH_SIZE =
      new Key<>(
          "autoencoder.batch_size",
          ValueType.integer(1, 65_536),
          256L,
          "Rows a step of the optimiser (Adam)");

  /** Step of the optimiser. */
  public static final Key<Double> AUTOENCODER_LEARNING_RATE =
      new Key<>(
          "autoencoder.learning_rate",
          ValueType.number(1e-9, 1),
          0.002,
          "Size of the optimiser's steps");

  /** Epochs without improvement before training stops. */
  public static final Key<Long> AUTOENCODER_PATIENCE =
      new Key<>(
          "autoencoder.patience",
          ValueType.integer(1, 10_000),
          4L,
          "Epochs without a better validation loss before training stops");

  /** Weights of the layers by name. */
  public static final Key<String> ENSEMBLE_PROFILE =
      new Key<>(
          "ensemble.profile",
          ValueType.choice(List.of("standard", "original")),
          "standard",
          "Weights of the layers: standard is 0.95, 0.025, 0.025; original is 0.2, 0.4, 0.4");

  /** Weight of the statistical layer. */
  public static final Key<Optional<Double>> WEIGHT_STATISTICAL =
      weight("statistical", "statistical layer");

  /** Weight of the isolation forest. */
  public static final Key<Optional<Double>> WEIGHT_FOREST = weight("forest", "isolation forest");

  /** Weight of the autoencoder. */
  public static final Key<Optional<Double>> WEIGHT_AUTOENCODER =
      weight("autoencoder", "autoencoder");

  /** Where medium begins. */
  public static final Key<Double> THRESHOLD_MEDIUM = threshold("medium", 60);

  /** Where high begins. */
  public static final Key<Double> THRESHOLD_HIGH = threshold("high", 80);

  /** Where critical begins. */
  public static final Key<Double> THRESHOLD_CRITICAL = threshold("critical", 95);

  /** Share of the window that forest and autoencoder learn from. */
  public static final Key<Double> ENSEMBLE_LEARN_SHARE =
      new Key<>(
          "ensemble.learn_share",
          ValueType.number(0.001, 1),
          0.25,
          "Share of the window, the least suspicious, that forest and autoencoder learn from");

  /** Share of the window that calibrates. */
  public static final Key<Double> ENSEMBLE_CALIBRATION_SHARE =
      new Key<>(
          "ensemble.calibration_share",
          ValueType.number(0.001, 0.9),
          0.2,
          "Share of the window, its latest part, that nothing is trained on and that calibrates");

  /** How many of the latest scores calibrate the fused score. */
  public static final Key<Long> ENSEMBLE_ROLLING_WINDOW =
      new Key<>(
          "ensemble.rolling_window",
          ValueType.integer(100, 1_000_000),
          32_768L,
          "How many of the latest scores calibrate the fused score");

  /** Points and limits of the fixed rules, two keys each. */
  public static final List<RuleKeys> RULES =
      Arrays.stream(Rule.Kind.values()).map(RuleKeys::of).toList();

  /** Packs of typologies that come with the product. */
  public static final Key<List<String>> TYPOLOGY_PACKS =
      new Key<>(
          "typologies.packs",
          ValueType.texts(TypologyPacks.NAMES),
          List.of(TypologyPacks.STANDARD),
          "Packs of typologies that train uses: " + String.join(", ", TypologyPacks.NAMES));

  /** Typologies of users' own. */
  public static final Key<List<String>> TYPOLOGY_FILES =
      new Key<>(
          "typologies.files",
          ValueType.texts(List.of()),
          List.of(),
          "YAML files whose typologies are added, or replace those of the same id");

  /** The risk from which a transaction is an alert. */
  public static final Key<Optional<Double>> DETECT_THRESHOLD =
      new Key<>(
          "detect.threshold",
          ValueType.optionalNumber(0.001, 100),
          Optional.empty(),
          "Risk from which a transaction is an alert; none means the model's medium");

  /** Alerts a day; the threshold follows from it. */
  public static final Key<Optional<Double>> DETECT_BUDGET =
      new Key<>(
          "detect.budget",
          ValueType.optionalNumber(0.001, 1e9),
          Optional.empty(),
          "Alerts a day; if given, the threshold follows from it");

  /** Lists of sanctioned addresses. */
  public static final Key<List<String>> SANCTIONS_FILES =
      new Key<>(
          "sanctions.files",
          ValueType.texts(List.of()),
          List.of(),
          "Lists of sanctioned addresses, one a line; who deals with one is blocked");

  /** Where the server listens. */
  public static final Key<String> HTTP_HOST =
      new Key<>(
          "http.host",
          ValueType.text(),
          "127.0.0.1",
          "Address that serve listens on; 0.0.0.0 is every one, for a proxy that adds TLS");

  /** The port of the server. */
  public static final Key<Long> HTTP_PORT =
      new Key<>(
          "http.port",
          ValueType.integer(0, 65_535),
          8080L,
          "Port that serve listens on; 0 is any free one");

  /** How often the server saves profiles. */
  public static final Key<Long> DECISIONS_CHECKPOINT_MINUTES =
      new Key<>(
          "decisions.checkpoint_minutes",
          ValueType.integer(0, 100_000),
          60L,
          "Minutes after which serve saves its profiles, deciding nothing meanwhile; 0 is only at its end");

  /** Memory of the database. */
  public static final Key<Long> DUCKDB_MEMORY_MB =
      new Key<>(
          "duckdb.memory_mb",
          ValueType.integer(64, 1_000_000),
          1024L,
          "Megabytes that DuckDB's buffers may take; what does not fit is spilled beside the store");

  /** Threads of the database. */
  public static final Key<Long> DUCKDB_THREADS =
      new Key<>("duckdb.threads", ValueType.integer(1, 1024), 2L, "Threads that DuckDB may use");

  /** Where the password for a ClickHouse server is. */
  public static final Key<String> CLICKHOUSE_PASSWORD_FILE =
      new Key<>(
          "clickhouse.password_file",
          ValueType.text(),
          "none",
          "File that holds the password of the store's user in ClickHouse; none means the variable TERCET_CLICKHOUSE_PASSWORD");

  /** The longest row of a file. */
  public static final Key<Long> IMPORT_MAX_LINE_LENGTH =
      new Key<>(
          "import.max_line_length",
          ValueType.integer(256, 64 << 20),
          1L << 20,
          "Bytes of the longest row that import takes; a longer one is rejected");

  /** The largest number of rows that training sees. */
  public static final Key<Long> TRAIN_MAX_ROWS =
      new Key<>(
          "train.max_rows",
          ValueType.integer(100, 100_000_000),
          1_000_000L,
          "Rows that train sees at most; a longer window is thinned evenly");

  /** All of them. */
  public static final List<Key<?>> ALL = all();

  private Keys() {}

  /**
   * The two keys of a fixed rule.
   *
   * @param kind of the rule
   * @param weight points that it adds
   * @param threshold of its test
   */
  public record RuleKeys(Rule.Kind kind, Key<Double> weight, Key<Double> threshold) {
    private static RuleKeys of(Rule.Kind kind) {
      Rule rule = kind.defaults();
      return new RuleKeys(
          kind,
          new Key<>(
              "rules." + kind.id() + ".weight",
              ValueType.number(0, 100),
              rule.weight(),
              "Points of the rule: " + rule.text()),
          new Key<>(
              "rules." + kind.id() + ".threshold",
              ValueType.number(0, 999_999_999),
              rule.threshold(),
              "Its limit (" + kind.unit() + ")"));
    }
  }

  private static Key<Optional<Double>> weight(String name, String layer) {
    return new Key<>(
        "ensemble.weights." + name,
        ValueType.optionalNumber(0, 1e5),
        Optional.empty(),
        "Weight of the " + layer + "; none means the profile's");
  }

  private static Key<Double> threshold(String level, double risk) {
    return new Key<>(
        "ensemble.thresholds." + level,
        ValueType.number(0.001, 100),
        risk,
        "Risk from which a transaction is " + level);
  }

  private static List<Key<?>> all() {
    List<Key<?>> all =
        new ArrayList<>(
            List.of(
                STORE,
                METADATA,
                DUCKDB_MEMORY_MB,
                DUCKDB_THREADS,
                CLICKHOUSE_PASSWORD_FILE,
                IMPORT_MAX_LINE_LENGTH,
                TRAIN_WINDOW_DAYS,
                TRAIN_MAX_ROWS,
                TRAIN_SEED));
    all.addAll(List.of(FOREST_TREES, FOREST_SAMPLE_SIZE, FOREST_CONTAMINATION));
    all.addAll(
        List.of(
            AUTOENCODER_HIDDEN,
            AUTOENCODER_EPOCHS,
            AUTOENCODER_BATCH_SIZE,
            AUTOENCODER_LEARNING_RATE,
            AUTOENCODER_PATIENCE));
    all.addAll(
        List.of(
            ENSEMBLE_PROFILE,
            ENSEMBLE_LEARN_SHARE,
            ENSEMBLE_CALIBRATION_SHARE,
            ENSEMBLE_ROLLING_WINDOW,
            WEIGHT_STATISTICAL,
            WEIGHT_FOREST,
            WEIGHT_AUTOENCODER,
            THRESHOLD_MEDIUM,
            THRESHOLD_HIGH,
            THRESHOLD_CRITICAL));
    all.addAll(List.of(TYPOLOGY_PACKS, TYPOLOGY_FILES));
    RULES.forEach(rule -> all.addAll(List.of(rule.weight(), rule.threshold())));
    all.addAll(List.of(DETECT_THRESHOLD, DETECT_BUDGET, SANCTIONS_FILES));
    all.addAll(List.of(HTTP_HOST, HTTP_PORT, DECISIONS_CHECKPOINT_MINUTES));
    return List.copyOf(all);
  }

  /** The key with this path. */
  public static Optional<Key<?>> find(String path) {
    for (Key<?> key : ALL) {
      if (key.path().equals(path)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  /** Whether there are keys below this path. */
  public static boolean isGroup(String path) {
    return ALL.stream().anyMatch(key -> key.path().startsWith(path + "."));
  }
}
