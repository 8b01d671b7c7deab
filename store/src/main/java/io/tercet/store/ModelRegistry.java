package io.tercet.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every model that was trained, with its file. At most one is active. */
public interface ModelRegistry {
  /** Stores a model's file and its row, both or neither; fails if the version exists. */
  void register(ModelRecord model, byte[] file);

  /** The active model. */
  Optional<ModelRecord> active();

  /** A model by its version. */
  Optional<ModelRecord> find(String version);

  /** All models, newest first. */
  List<ModelRecord> list();

  /** All models by the number under which scores refer to them; see {@link ScoreBlock#model}. */
  Map<Integer, ModelRecord> numbered();

  /** The file of a model, as it was registered; fails if it is missing or was changed. */
  byte[] file(String version);

  /** Makes this model the active one and archives the one that was, in one step. */
  void activate(String version);

  /** Puts a model away; fails if it is unknown, or the active one. */
  void archive(String version);

  /** A model's life: trained, tried beside the active one, in charge, put away. */
  enum Status {
    TESTING,
    SHADOW,
    ACTIVE,
    ARCHIVED
  }

  /**
   * A row of {@code model_registry}.
   *
   * @param version unique, for example {@code ens-20260101T000000Z-9c41d2}
   * @param trainedAt when training began
   * @param fromMicros the training window's begin, event time
   * @param toMicros the training window's end, exclusive
   * @param rows in the window
   * @param seed of all randomness
   * @param metricsJson what was measured at training, a JSON object
   * @param optionsJson the options it was trained with, a JSON object
   */
  record ModelRecord(
      String version,
      Status status,
      Instant trainedAt,
      long fromMicros,
      long toMicros,
      long rows,
      long seed,
      String metricsJson,
      String optionsJson) {}
}
