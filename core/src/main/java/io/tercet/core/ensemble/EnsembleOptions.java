package io.tercet.core.ensemble;

import io.tercet.core.detector.autoencoder.AutoencoderOptions;
import io.tercet.core.detector.forest.ForestOptions;
import io.tercet.core.detector.statistical.Rules;
import io.tercet.core.detector.statistical.Typology;
import io.tercet.core.feature.FeatureOptions;
import java.util.List;

/**
 * All that decides how an ensemble is trained and what its verdicts are.
 *
 * @param features bounds of the profiles
 * @param forest hyperparameters of the isolation forest
 * @param autoencoder hyperparameters of the autoencoder
 * @param typologies of the statistical layer, 1 to 100 with different ids
 * @param rules of the original system
 * @param weights of the layers
 * @param thresholds of the levels
 * @param learnShare share of the window, the least suspicious by the statistical layer, that forest
 *     and autoencoder learn from; in (0, 1]
 * @param calibrationShare share of the window, its latest part, that nothing is trained on and that
 *     calibrates; in (0, 0.9]
 * @param rollingWindow how many of the latest scores calibrate the fused score, in [100, 1000000]
 */
public record EnsembleOptions(
    FeatureOptions features,
    ForestOptions forest,
    AutoencoderOptions autoencoder,
    List<Typology> typologies,
    Rules rules,
    Weights weights,
    Thresholds thresholds,
    double learnShare,
    double calibrationShare,
    int rollingWindow) {

  public EnsembleOptions {
    typologies = List.copyOf(typologies);
    if (typologies.isEmpty() || typologies.size() > 100) {
      throw new IllegalArgumentException(
          "there must be 1 to 100 typologies, got " + typologies.size());
    }
    List<String> ids = typologies.stream().map(Typology::id).sorted().toList();
    for (int i = 1; i < ids.size(); i++) {
      if (ids.get(i).equals(ids.get(i - 1))) {
        throw new IllegalArgumentException("two typologies have the id '" + ids.get(i) + "'");
      }
    }
    if (!(learnShare > 0 && learnShare <= 1)) {
      throw new IllegalArgumentException("learnShare must be in (0, 1], got " + learnShare);
    }
    if (!(calibrationShare > 0 && calibrationShare <= 0.9)) {
      throw new IllegalArgumentException(
          "calibrationShare must be in (0, 0.9], got " + calibrationShare);
    }
    if (rollingWindow < 100 || rollingWindow > 1_000_000) {
      throw new IllegalArgumentException(
          "rollingWindow must be in [100, 1000000], got " + rollingWindow);
    }
  }

  /** What is measured to work on all sets, with these typologies. */
  public static EnsembleOptions defaults(List<Typology> typologies) {
    return new EnsembleOptions(
        FeatureOptions.defaults(),
        ForestOptions.defaults(),
        AutoencoderOptions.defaults(),
        typologies,
        Rules.defaults(),
        Weights.STANDARD,
        Thresholds.STANDARD,
        0.25,
        0.2,
        32_768);
  }

  /** The same with other weights. */
  public EnsembleOptions withWeights(Weights other) {
    return new EnsembleOptions(
        features,
        forest,
        autoencoder,
        typologies,
        rules,
        other,
        thresholds,
        learnShare,
        calibrationShare,
        rollingWindow);
  }

  /** The same with other thresholds. */
  public EnsembleOptions withThresholds(Thresholds other) {
    return new EnsembleOptions(
        features,
        forest,
        autoencoder,
        typologies,
        rules,
        weights,
        other,
        learnShare,
        calibrationShare,
        rollingWindow);
  }

  /** The same with other rules. */
  public EnsembleOptions withRules(Rules other) {
    return new EnsembleOptions(
        features,
        forest,
        autoencoder,
        typologies,
        other,
        weights,
        thresholds,
        learnShare,
        calibrationShare,
        rollingWindow);
  }

  /** The same with another forest. */
  public EnsembleOptions withForest(ForestOptions other) {
    return new EnsembleOptions(
        features,
        other,
        autoencoder,
        typologies,
        rules,
        weights,
        thresholds,
        learnShare,
        calibrationShare,
        rollingWindow);
  }

  /** The same with another autoencoder. */
  public EnsembleOptions withAutoencoder(AutoencoderOptions other) {
    return new EnsembleOptions(
        features,
        forest,
        other,
        typologies,
        rules,
        weights,
        thresholds,
        learnShare,
        calibrationShare,
        rollingWindow);
  }

  /** The same with other shares and window. */
  public EnsembleOptions withShares(double learn, double calibration, int window) {
    return new EnsembleOptions(
        features,
        forest,
        autoencoder,
        typologies,
        rules,
        weights,
        thresholds,
        learn,
        calibration,
        window);
  }

  /** The same with other typologies. */
  public EnsembleOptions withTypologies(List<Typology> others) {
    return new EnsembleOptions(
        features,
        forest,
        autoencoder,
        others,
        rules,
        weights,
        thresholds,
        learnShare,
        calibrationShare,
        rollingWindow);
  }
}
