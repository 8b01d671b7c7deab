package io.tercet.cli.command;

import io.tercet.cli.config.Keys;
import io.tercet.cli.config.Settings;
import io.tercet.core.detector.autoencoder.AutoencoderOptions;
import io.tercet.core.detector.autoencoder.AutoencoderOptions.Adam;
import io.tercet.core.detector.forest.ForestOptions;
import io.tercet.core.detector.statistical.Rule;
import io.tercet.core.detector.statistical.Rules;
import io.tercet.core.detector.statistical.Typology;
import io.tercet.core.ensemble.EnsembleOptions;
import io.tercet.core.ensemble.Thresholds;
import io.tercet.core.ensemble.Weights;
import io.tercet.jobs.typologies.TypologyPacks;
import java.util.ArrayList;
import java.util.List;

/** The options of an ensemble as the configuration gives them. */
final class EnsembleSettings {
  private final Settings settings;

  private EnsembleSettings(Settings settings) {
    this.settings = settings;
  }

  static EnsembleOptions of(Settings settings) {
    return UsageException.options(() -> new EnsembleSettings(settings).options());
  }

  private EnsembleOptions options() {
    return EnsembleOptions.defaults(typologies(settings))
        .withForest(forest())
        .withAutoencoder(autoencoder())
        .withWeights(weights())
        .withThresholds(thresholds())
        .withRules(rules())
        .withShares(
            settings.get(Keys.ENSEMBLE_LEARN_SHARE),
            settings.get(Keys.ENSEMBLE_CALIBRATION_SHARE),
            settings.integer(Keys.ENSEMBLE_ROLLING_WINDOW));
  }

  /** The packs' typologies, and those of the user's files. */
  static List<Typology> typologies(Settings settings) {
    List<List<Typology>> lists = new ArrayList<>();
    settings.get(Keys.TYPOLOGY_PACKS).forEach(pack -> lists.add(TypologyPacks.pack(pack)));
    FileNames.paths(settings.get(Keys.TYPOLOGY_FILES))
        .forEach(file -> lists.add(TypologyPacks.file(file)));
    return TypologyPacks.merged(lists);
  }

  private ForestOptions forest() {
    return new ForestOptions(
        settings.integer(Keys.FOREST_TREES),
        settings.integer(Keys.FOREST_SAMPLE_SIZE),
        settings.get(Keys.FOREST_CONTAMINATION));
  }

  private AutoencoderOptions autoencoder() {
    AutoencoderOptions defaults = AutoencoderOptions.defaults();
    Adam adam = defaults.adam();
    return defaults
        .withHidden(settings.get(Keys.AUTOENCODER_HIDDEN).toArray(Integer[]::new))
        .withEpochs(settings.integer(Keys.AUTOENCODER_EPOCHS))
        .withBatchSize(settings.integer(Keys.AUTOENCODER_BATCH_SIZE))
        .withEarlyStopping(defaults.validationShare(), settings.integer(Keys.AUTOENCODER_PATIENCE))
        .withAdam(
            new Adam(
                settings.get(Keys.AUTOENCODER_LEARNING_RATE),
                adam.beta1(),
                adam.beta2(),
                adam.epsilon()));
  }

  private Weights weights() {
    Weights profile =
        settings.get(Keys.ENSEMBLE_PROFILE).equals("original")
            ? Weights.ORIGINAL
            : Weights.STANDARD;
    return new Weights(
        settings.get(Keys.WEIGHT_STATISTICAL).orElse(profile.statistical()),
        settings.get(Keys.WEIGHT_FOREST).orElse(profile.forest()),
        settings.get(Keys.WEIGHT_AUTOENCODER).orElse(profile.autoencoder()));
  }

  private Thresholds thresholds() {
    return new Thresholds(
        settings.get(Keys.THRESHOLD_MEDIUM),
        settings.get(Keys.THRESHOLD_HIGH),
        settings.get(Keys.THRESHOLD_CRITICAL));
  }

  private Rules rules() {
    return new Rules(
        Keys.RULES.stream()
            .map(rule ->
                new Rule(rule.kind(), settings.get(rule.weight()), settings.get(rule.threshold())))
            .toList());
  }
}
