package io.tercet.jobs;

import io.tercet.core.ensemble.EnsembleModel;
import io.tercet.core.ensemble.EnsembleTrainer;
import io.tercet.store.ModelRegistry.ModelRecord;
import io.tercet.store.ModelRegistry.Status;
import io.tercet.store.Store;
import io.tercet.store.TransactionStore.TransactionSpan;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Trains an ensemble on a window of stored transactions, registers it and makes it the active one.
 */
public final class TrainJob {
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Store store;

  /** Creates the job on a store. */
  public TrainJob(Store store) {
    this.store = store;
  }

  /**
   * Trains.
   *
   * @param startedAt recorded with the model, and part of its version
   * @throws JobException if there is too little to train on
   */
  public TrainResult run(TrainRequest request, Instant startedAt, Progress progress) {
    TransactionSpan span = store.transactions().span();
    if (span.rows() == 0) {
      throw new JobException(
          "%s holds no transactions. Import some first: tercet import FILE"
              .formatted(store.name()));
    }
    long to = request.toMicros() != null ? request.toMicros() : span.lastMicros() + 1;
    long from =
        request.fromMicros() != null
            ? request.fromMicros()
            : to - TrainRequest.DEFAULT_DAYS * DAY_MICROS;
    TrainingWindow window =
        TrainingWindow.read(
            store.transactions(),
            request.options().features(),
            from,
            to,
            request.maxRows(),
            progress);
    requireEnough(window.rows, from, to);
    progress.step("Training", -1);
    EnsembleModel model =
        new EnsembleTrainer(request.options()).train(window.columns, window.rows, request.seed());
    progress.checkpoint();
    return register(request, startedAt, window, from, to, model);
  }

  private static void requireEnough(int rows, long from, long to) {
    if (rows < EnsembleTrainer.MIN_ROWS) {
      throw new JobException(
          "the window [%s, %s) holds %d transactions; training needs at least %d. Maybe widen it: --from, --to"
              .formatted(instant(from), instant(to), rows, EnsembleTrainer.MIN_ROWS));
    }
  }

  private TrainResult register(
      TrainRequest request,
      Instant startedAt,
      TrainingWindow window,
      long from,
      long to,
      EnsembleModel model) {
    byte[] file = ModelFiles.encode(model);
    String version = "ens-" + STAMP.format(startedAt) + "-" + digest(file);
    Map<String, Object> metrics = metrics(window, model, from, to);
    store
        .models()
        .register(
            new ModelRecord(
                version,
                Status.TESTING,
                startedAt,
                from,
                to,
                window.windowRows,
                request.seed(),
                json(metrics),
                json(options(request))),
            file);
    store.models().activate(version);
    return new TrainResult(version, window.windowRows, window.rows, from, to, metrics);
  }

  private static Map<String, Object> metrics(
      TrainingWindow window, EnsembleModel model, long from, long to) {
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
    options.put("forest", request.options().forest());
    options.put("autoencoder", request.options().autoencoder());
    options.put("learn_share", request.options().learnShare());
    options.put("calibration_share", request.options().calibrationShare());
    options.put("rolling_window", request.options().rollingWindow());
    options.put("typologies", request.options().typologies().stream().map(t -> t.id()).toList());
    return options;
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
    return Instant.EPOCH.plusNanos(0).plusMillis(micros / 1000);
  }
}
