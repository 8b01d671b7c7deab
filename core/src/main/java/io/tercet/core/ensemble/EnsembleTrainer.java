package io.tercet.core.ensemble;

import io.tercet.core.detector.Detector;
import io.tercet.core.detector.autoencoder.Autoencoder;
import io.tercet.core.detector.autoencoder.AutoencoderTrainer;
import io.tercet.core.detector.forest.IsolationForest;
import io.tercet.core.detector.forest.IsolationForestTrainer;
import io.tercet.core.detector.statistical.StatisticalLayer;
import io.tercet.core.detector.statistical.Typology;
import io.tercet.core.ensemble.Calibration.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/**
 * Trains an ensemble on the features of a window, in time order. The earlier part fits the tails,
 * and its least suspicious rows teach forest and autoencoder: learning from everything would teach
 * frequent fraud as normal. The later part calibrates.
 */
public final class EnsembleTrainer {
  /** Fewer rows say nothing about tails. */
  public static final int MIN_ROWS = 100;

  private final EnsembleOptions options;

  /** Creates a trainer. */
  public EnsembleTrainer(EnsembleOptions options) {
    this.options = options;
  }

  /**
   * Trains on {@code columns[feature][0, rows)}, in time order.
   *
   * @param columns one a feature; NaN where a feature does not apply
   * @param seed of all randomness
   * @throws IllegalArgumentException if there are fewer than {@link #MIN_ROWS} rows, or columns
   *     that are missing or shorter
   */
  public EnsembleModel train(float[][] columns, int rows, long seed) {
    if (rows < MIN_ROWS) {
      throw new IllegalArgumentException(
          "training needs at least %d transactions, got %d. Maybe the window is too short."
              .formatted(MIN_ROWS, rows));
    }
    int fitted = rows - (int) Math.max(1, options.calibrationShare() * rows);
    TrainingWindow window = new TrainingWindow(columns, fitted, rows);
    StatisticalLayer statistical = StatisticalLayer.fit(columns, fitted, options.typologies());
    List<Calibration> typologies = calibrateTypologies(statistical, window);
    Suspicion suspicion = Suspicion.of(statistical, typologies, window);

    float[][] learnt = suspicion.leastSuspicious(options.learnShare(), fitted);
    int learntRows = learnt[0].length;
    // Neither knows of the other, so the model is the same however many processors there are.
    ForkJoinTask<IsolationForest> forest =
        ForkJoinPool.commonPool()
            .submit(
                () -> new IsolationForestTrainer(options.forest()).train(learnt, learntRows, seed));
    Autoencoder autoencoder =
        new AutoencoderTrainer(options.autoencoder()).train(learnt, learntRows, seed);
    EnsembleModel draft =
        calibrate(statistical, typologies, forest.join(), autoencoder, suspicion.from(fitted));
    EnsembleModel blended = draft.with(blendCalibration(draft, window), draft.fused());
    float[] fused = fusedScores(blended, window);
    return blended.with(
        blended.blendCalibration(),
        RollingCalibration.fit(fused, fused.length, options.rollingWindow()));
  }

  /**
   * Weights compare a typology with the loudest general one, which itself must not be made quieter:
   * it would no longer rank what it finds ordinary.
   */
  private static double generalWeight(List<Typology> typologies) {
    return typologies.stream()
        .filter(Typology::isGeneral)
        .mapToDouble(Typology::weight)
        .max()
        .orElse(1);
  }

  private static List<Calibration> calibrateTypologies(
      StatisticalLayer statistical, TrainingWindow window) {
    float[][] scores = new float[statistical.typologies().size()][window.held()];
    StatisticalLayer.Scorer scorer = statistical.scorer(EnsembleScorer.BLOCK);
    window.forBlocks(
        window.fitted(),
        (block, at) -> {
          scorer.score(block);
          for (int t = 0; t < scores.length; t++) {
            System.arraycopy(scorer.typologies[t], 0, scores[t], at - window.fitted(), block.size);
          }
        });
    double general = generalWeight(statistical.typologies());
    List<Calibration> calibrations = new ArrayList<>();
    for (int t = 0; t < scores.length; t++) {
      Calibration fit = Calibration.fit(scores[t], scores[t].length, Scale.LOW_LOGARITHMIC);
      Typology typology = statistical.typologies().get(t);
      calibrations.add(fit.heard(typology.weight() / general, typology.heardBelow()));
    }
    return calibrations;
  }

  /** An ensemble whose layers are calibrated on {@code held}; the fused score is not yet. */
  private EnsembleModel calibrate(
      StatisticalLayer statistical,
      List<Calibration> typologies,
      IsolationForest forest,
      Autoencoder autoencoder,
      Suspicion held) {
    return new EnsembleModel(
        options,
        statistical,
        typologies,
        forest,
        autoencoder,
        Calibration.fit(held.loudest(), held.loudest().length, Scale.HIGH),
        Calibration.fit(held.general(), held.general().length, Scale.HIGH),
        calibrate(forest, held, Scale.HIGH),
        calibrate(autoencoder, held, Scale.HIGH_LOGARITHMIC),
        Calibration.fit(new float[0], 0, Scale.LOW_LOGARITHMIC),
        RollingCalibration.fit(new float[0], 0, 1));
  }

  private static Calibration calibrate(Detector detector, Suspicion held, Scale scale) {
    int rows = held.loudest().length;
    float[] scores = new float[rows];
    detector.scorer().score(held.inputs(), rows, scores);
    return Calibration.fit(scores, rows, scale);
  }

  private static Calibration blendCalibration(EnsembleModel draft, TrainingWindow window) {
    float[] blend = new float[window.held()];
    VerdictBlock verdicts = new VerdictBlock(EnsembleScorer.BLOCK);
    LayerScorer scorer = draft.layerScorer();
    window.forBlocks(
        window.fitted(),
        (block, at) ->
            System.arraycopy(
                scorer.blend(block, verdicts), 0, blend, at - window.fitted(), block.size));
    return Calibration.fit(blend, blend.length, Scale.LOW_LOGARITHMIC);
  }

  private static float[] fusedScores(EnsembleModel blended, TrainingWindow window) {
    float[] fused = new float[window.held()];
    float[] scores = new float[EnsembleScorer.BLOCK];
    VerdictBlock verdicts = new VerdictBlock(EnsembleScorer.BLOCK);
    LayerScorer scorer = blended.layerScorer();
    window.forBlocks(
        window.fitted(),
        (block, at) -> {
          scorer.score(block, verdicts, scores);
          System.arraycopy(scores, 0, fused, at - window.fitted(), block.size);
        });
    return fused;
  }
}
