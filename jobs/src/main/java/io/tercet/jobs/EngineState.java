package io.tercet.jobs;

import io.tercet.core.ensemble.EnsembleModel;
import io.tercet.core.ensemble.RollingCalibration;
import io.tercet.core.feature.FeatureEngine;
import io.tercet.core.feature.FeatureOptions;
import io.tercet.core.model.ModelFormatException;
import io.tercet.core.model.Safetensors;
import io.tercet.core.model.Tensors;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * All that the next verdict depends on, besides the model: profiles and rolling calibration. Saved
 * as one file: the rolling calibration as a model file with its length before it, then the
 * profiles.
 *
 * @param engine profiles
 * @param rolling calibration of the model that scored last
 */
record EngineState(FeatureEngine engine, RollingCalibration rolling) {
  private static final int MAX_ROLLING_BYTES = 64 << 20;

  /** A state that has seen nothing. */
  static EngineState fresh(EnsembleModel model) {
    return new EngineState(new FeatureEngine(model.options().features()), model.fused());
  }

  /** Names what can be restored where: features, their options, and the model's version. */
  static String fingerprint(FeatureOptions options, String modelVersion) {
    return "profiles-%d/%d-%d/%s"
        .formatted(
            FeatureEngine.VERSION, options.maxPairs(), options.maxCurrencies(), modelVersion);
  }

  /** Whether profiles saved under {@code other} fit, whatever the model. */
  static boolean sameProfiles(String fingerprint, String other) {
    return fingerprint
        .substring(0, fingerprint.lastIndexOf('/'))
        .equals(other.substring(0, Math.max(0, other.lastIndexOf('/'))));
  }

  void save(OutputStream stream) throws IOException {
    Tensors tensors = new Tensors();
    rolling.writeTo(tensors, "rolling.");
    byte[] bytes = Safetensors.encode(tensors);
    DataOutputStream out = new DataOutputStream(stream);
    out.writeInt(bytes.length);
    out.write(bytes);
    out.flush();
    engine.save(stream);
  }

  static EngineState load(FeatureOptions options, InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(stream, 1 << 16));
    int length = in.readInt();
    if (length < 0 || length > MAX_ROLLING_BYTES) {
      throw new IOException("the checkpoint claims a calibration of " + length + " bytes");
    }
    try {
      Tensors tensors = Safetensors.decode(in.readNBytes(length));
      RollingCalibration rolling = RollingCalibration.readFrom(tensors, "rolling.");
      return new EngineState(FeatureEngine.restore(options, in), rolling);
    } catch (ModelFormatException e) {
      throw new IOException("the checkpoint's calibration is damaged: " + e.getMessage(), e);
    }
  }
}
