package io.tercet.jobs;

import io.tercet.core.ensemble.EnsembleFormat;
import io.tercet.core.ensemble.EnsembleModel;
import io.tercet.core.model.ModelFormatException;
import io.tercet.core.model.Safetensors;
import io.tercet.core.model.Tensors;
import io.tercet.store.ModelRegistry;
import io.tercet.store.ModelRegistry.ModelRecord;
import io.tercet.store.Selection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Models between the registry's files and what scores. */
final class ModelFiles {
  private ModelFiles() {}

  /** A model and its row of the registry. */
  record Loaded(ModelRecord row, EnsembleModel model) {}

  /** The file of a model, which also says what it was trained on. */
  static byte[] encode(EnsembleModel model, Selection window, long rows, long seed) {
    Tensors tensors = EnsembleFormat.write(model);
    tensors.metadata("training.from", instant(window.fromMicros()));
    tensors.metadata("training.to", instant(window.toMicros()));
    tensors.metadata("training.rows", Long.toString(rows));
    tensors.metadata("training.seed", Long.toString(seed));
    return Safetensors.encode(tensors);
  }

  private static String instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }

  /**
   * Loads a model.
   *
   * @param version null for the active one
   */
  static Loaded load(ModelRegistry registry, @Nullable String version) {
    Optional<ModelRecord> found = version == null ? registry.active() : registry.find(version);
    ModelRecord row =
        found.orElseThrow(() ->
            version == null
                ? new JobException("no model is active. Train one first: tercet train")
                : unknown(version));
    try {
      return new Loaded(row, EnsembleFormat.read(Safetensors.decode(registry.file(row.version()))));
    } catch (ModelFormatException e) {
      throw new JobException("model " + row.version() + " cannot be used: " + e.getMessage(), e);
    }
  }

  static JobException unknown(String version) {
    return new JobException(
        "there is no model '%s'. 'tercet models' lists them.".formatted(version));
  }
}
