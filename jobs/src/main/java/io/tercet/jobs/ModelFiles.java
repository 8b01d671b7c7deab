package io.tercet.jobs;

import io.tercet.core.ensemble.EnsembleFormat;
import io.tercet.core.ensemble.EnsembleModel;
import io.tercet.core.model.ModelFormatException;
import io.tercet.core.model.Safetensors;
import io.tercet.store.ModelRegistry;
import io.tercet.store.ModelRegistry.ModelRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Models between the registry's files and what scores. */
final class ModelFiles {
  private ModelFiles() {}

  /** A model and its row of the registry. */
  record Loaded(ModelRecord row, EnsembleModel model) {}

  static byte[] encode(EnsembleModel model) {
    return Safetensors.encode(EnsembleFormat.write(model));
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
