package io.tercet.jobs;

import io.tercet.core.detector.statistical.Rule;
import io.tercet.core.detector.statistical.Typology;
import io.tercet.core.ensemble.EnsembleModel;
import io.tercet.core.ensemble.EnsembleTrainer;
import io.tercet.core.feature.FeatureEngine;
import io.tercet.core.feature.FeatureOptions;
import io.tercet.store.ModelRegistry.ModelRecord;
import io.tercet.store.ModelRegistry.Status;
import io.tercet.store.Selection;
import io.tercet.store.Store;
import io.tercet.store.TransactionStore.TransactionSpan;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Trains an ensemble on a window of stored transactions, registers it and makes it the active one.
 */
public final class TrainJob {
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Store store;
  private final @Nullable KeptFeatures kept;

  /** Creates the job on a store. */
  public TrainJob(Store store) {
    this(store, null);
  }

  /**
   * Creates the job on a store.
   *
   * @param kept gets the features that the job computes; null if nobody needs them again
   */
  public TrainJob(Store store, @Nullable KeptFeatures kept) {
    this.store = store;
    this.kept = kept;
  }

  /**
   * Trains.
   *
   * @param startedAt recorded with the model, and part of its version; the same request on the same
   *     transactions at the same time gives the same model, which is then registered already
   * @throws JobException if there is too little to train on
   * @throws JobStopped if a stop was requested; nothing is registered then
   */
  public TrainResult run(TrainRequest request, Instant startedAt, Progress progress) {
    TransactionSpan span = store.transactions().span();
    if (span.rows() == 0) {
      throw new JobException(
          "%s holds no transactions. Import some first: tercet import FILE"
              .formatted(store.name()));
    }
    Selection selection = selection(request, span);
    requireEnough(selection);
    TrainingWindow window = window(request, selection, progress);
    progress.step("Training", -1);
    EnsembleModel model =
        new EnsembleTrainer(request.options()).train(window.columns, window.rows, request.seed());
    progress.checkpoint();
    Map<String, Object> metrics = metrics(window, model, span);
    String version = register(request, startedAt, window, model, metrics);
    return new TrainResult(
        version,
        window.windowRows,
        window.rows,
        selection.fromMicros(),
        selection.toMicros(),
        metrics);
  }

  private TrainingWindow window(TrainRequest request, Selection selection, Progress progress) {
    FeatureOptions options = request.options().features();
    FeatureEngine engine = new FeatureEngine(options);
    if (kept != null) {
      kept.begin(store, options, store.transactions().span().rows());
    }
    TrainingWindow window =
        TrainingWindow.read(
            store.transactions(),
            engine,
            selection,
            request.maxRows(),
            kept == null ? BlockWork.NOTHING : kept::add,
            progress);
    if (kept != null) {
      kept.complete(selection.toMicros(), engine);
    }
    return window;
  }

  /** The window; empty if it begins after the latest transaction. */
  private static Selection selection(TrainRequest request, TransactionSpan span) {
    Long end = request.toMicros();
    Long begin = request.fromMicros();
    long to = end != null ? end : span.lastMicros() + 1;
    long from = begin != null ? begin : to - TrainRequest.DEFAULT_DAYS * DAY_MICROS;
    return Selection.window(from, Math.max(from, to));
  }

  private void requireEnough(Selection selection) {
    long rows = store.transactions().count(selection);
    if (rows < EnsembleTrainer.MIN_ROWS) {
      throw new JobException(
          "the window [%s, %s) holds %d transactions; training needs at least %d. Maybe widen it: --from, --to"
              .formatted(
                  instant(selection.fromMicros()),
                  instant(selection.toMicros()),
                  rows,
                  EnsembleTrainer.MIN_ROWS));
    }
  }

  private String register(
      TrainRequest request,
      Instant startedAt,
      TrainingWindow window,
      EnsembleModel model,
      Map<String, Object> metrics) {
    byte[] file = ModelFiles.encode(model, window.selection, window.windowRows, request.seed());
    String version = "ens-" + STAMP.format(startedAt) + "-" + digest(file);
    if (store.models().find(version).isPresent()) {
      store.models().activate(version);
      return version;
    }
    ModelRecord row =
        new ModelRecord(
            version,
            Status.ACTIVE,
            startedAt,
            window.selection.fromMicros(),
            window.selection.toMicros(),
            window.windowRows,
            request.seed(),
            json(metrics),
            json(options(request)));
    store.models().register(row, file);
    return version;
  }

  private static Map<String, Object> metrics(
      TrainingWindow window, EnsembleModel model, TransactionSpan span) {
    long from = Math.max(window.selection.fromMicros(), span.firstMicros());
    long to = Math.min(window.selection.toMicros(), span.lastMicros() + 1);
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("window_rows", window.windowRows);
    metrics.put("trained_rows", window.rows);
    metrics.put("calibration_share", model.options().calibrationShare());
    metrics.put("entities", window.entities);
    metrics.put(
        "rows_per_day", window.windowRows / Math.max(1.0, (to - from) / (double) DAY_MICROS));
    metrics.put("trees", model.forest().treeCount());
    metrics.put("sample_size", model.forest().sampleSize());
    metrics.put("forest_threshold", model.forest().threshold());
    return metrics;
  }

  private static Map<String, Object> options(TrainRequest request) {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("weights", request.options().weights());
    options.put("thresholds", request.options().thresholds());
    options.put("features", request.options().features());
    options.put("forest", request.options().forest());
    options.put("autoencoder", request.options().autoencoder());
    options.put("learn_share", request.options().learnShare());
    options.put("calibration_share", request.options().calibrationShare());
    options.put("rolling_window", request.options().rollingWindow());
    options.put("typologies", request.options().typologies().stream().map(Typology::id).toList());
    options.put("rules", request.options().rules().all().stream().map(TrainJob::rule).toList());
    return options;
  }

  private static Map<String, Object> rule(Rule rule) {
    Map<String, Object> json = new LinkedHashMap<>(); // in an order that is always the same
    json.put("id", rule.kind().id());
    json.put("weight", rule.weight());
    return json;
  }

  private static String json(Map<String, Object> values) {
    return JsonMapper.shared().writeValueAsString(values);
  }

  private static String digest(byte[] file) {
    try {
      byte[] sha = MessageDigest.getInstance("SHA-256").digest(file);
      return HexFormat.of().formatHex(sha, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
