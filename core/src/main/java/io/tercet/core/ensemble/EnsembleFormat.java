package io.tercet.core.ensemble;

import io.tercet.core.detector.autoencoder.Autoencoder;
import io.tercet.core.detector.forest.IsolationForest;
import io.tercet.core.detector.statistical.StatisticalLayer;
import io.tercet.core.feature.Feature;
import io.tercet.core.feature.FeatureEngine;
import io.tercet.core.model.ModelFormatException;
import io.tercet.core.model.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An ensemble as tensors and texts, and back: the content of a model file. */
public final class EnsembleFormat {
  private static final String KIND = "tercet.kind";
  private static final String FEATURES = "tercet.features";
  private static final String FEATURE_VERSION = "tercet.feature_version";

  private EnsembleFormat() {}

  /** Everything that a score needs. */
  public static Tensors write(EnsembleModel model) {
    Tensors tensors = new Tensors();
    tensors.metadata(KIND, "ensemble");
    tensors.metadata(FEATURES, featureNames());
    tensors.metadata(FEATURE_VERSION, Integer.toString(FeatureEngine.VERSION));
    OptionsFormat.write(model.options(), tensors);
    model.statistical().writeTo(tensors, "statistical.");
    for (int t = 0; t < model.typologies().size(); t++) {
      model.typologies().get(t).writeTo(tensors, "calibration.typology." + t + ".");
    }
    model.forest().writeTo(tensors, "forest.");
    model.autoencoder().writeTo(tensors, "autoencoder.");
    model.statisticalCalibration().writeTo(tensors, "calibration.statistical.");
    model.generalCalibration().writeTo(tensors, "calibration.general.");
    model.forestCalibration().writeTo(tensors, "calibration.forest.");
    model.autoencoderCalibration().writeTo(tensors, "calibration.autoencoder.");
    model.blendCalibration().writeTo(tensors, "calibration.blend.");
    model.fused().writeTo(tensors, "calibration.fused.");
    return tensors;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws ModelFormatException if something is missing or out of range, or if the model was made
   *     for other features than this version computes
   */
  public static EnsembleModel read(Tensors tensors) throws ModelFormatException {
    if (!"ensemble".equals(tensors.requireMetadata(KIND))) {
      throw new ModelFormatException(
          "the file holds '%s', not an ensemble".formatted(tensors.requireMetadata(KIND)));
    }
    requireFeatures(tensors);
    EnsembleOptions options = OptionsFormat.read(tensors);
    StatisticalLayer statistical =
        StatisticalLayer.readFrom(tensors, "statistical.", options.typologies());
    List<Calibration> typologies = new ArrayList<>();
    for (int t = 0; t < options.typologies().size(); t++) {
      typologies.add(Calibration.readFrom(tensors, "calibration.typology." + t + "."));
    }
    IsolationForest forest = IsolationForest.readFrom(tensors, "forest.");
    Autoencoder autoencoder = Autoencoder.readFrom(tensors, "autoencoder.");
    requireInputs("forest", forest.inputs());
    requireInputs("autoencoder", autoencoder.inputs());
    return new EnsembleModel(
        options,
        statistical,
        typologies,
        forest,
        autoencoder,
        Calibration.readFrom(tensors, "calibration.statistical."),
        Calibration.readFrom(tensors, "calibration.general."),
        Calibration.readFrom(tensors, "calibration.forest."),
        Calibration.readFrom(tensors, "calibration.autoencoder."),
        Calibration.readFrom(tensors, "calibration.blend."),
        RollingCalibration.readFrom(tensors, "calibration.fused."));
  }

  private static void requireFeatures(Tensors tensors) throws ModelFormatException {
    String names = tensors.requireMetadata(FEATURES);
    String version = tensors.requireMetadata(FEATURE_VERSION);
    if (!names.equals(featureNames()) || !version.equals("" + FeatureEngine.VERSION)) {
      throw new ModelFormatException(
          "the model was trained on another feature set (%d features, version %s; this Tercet has"
                  .formatted(names.split(",").length, version)
              + " %d, version %d). Train a new model with 'tercet train'."
                  .formatted(Feature.count(), FeatureEngine.VERSION));
    }
  }

  private static void requireInputs(String name, int inputs) throws ModelFormatException {
    if (inputs != StatisticalLayer.DIRECTED.size()) {
      throw new ModelFormatException(
          "the %s has %d inputs, expected %d"
              .formatted(name, inputs, StatisticalLayer.DIRECTED.size()));
    }
  }

  private static String featureNames() {
    return Feature.all().stream().map(Feature::id).collect(Collectors.joining(","));
  }
}
