package io.tercet.core.ensemble;

import io.tercet.core.detector.Detector;
import io.tercet.core.detector.Trainer;
import io.tercet.core.detector.autoencoder.Autoencoder;
import io.tercet.core.detector.autoencoder.AutoencoderTrainer;
import io.tercet.core.detector.forest.IsolationForest;
import io.tercet.core.detector.forest.IsolationForestTrainer;
import io.tercet.core.detector.statistical.StatisticalLayer;
import io.tercet.core.ensemble.Calibration.Scale;
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
    HeldRows held = HeldRows.of(statistical, window);
    List<Calibration> typologies = held.calibrate(statistical.typologies());
    float[][] learnt =
        new LeastSuspicious(statistical, typologies).inputs(window, options.learnShare());

    // Neither knows of the other, so the model is the same however many processors there are.
    ForkJoinTask<Learnt<IsolationForest>> forest =
        ForkJoinPool.commonPool()
            .submit(() -> learn(new IsolationForestTrainer(options.forest()), learnt, seed, held));
    Learnt<Autoencoder> autoencoder =
        learn(new AutoencoderTrainer(options.autoencoder()), learnt, seed, held);
    return calibrate(statistical, typologies, forest.join(), autoencoder, held);
  }

  /** A detector and its raw scores of the held rows. */
  @SuppressWarnings("ArrayRecordComponent") // identity is never asked of it
  private record Learnt<D extends Detector>(D detector, float[] scores) {}

  private static <D extends Detector> Learnt<D> learn(
      Trainer<D> trainer, float[][] inputs, long seed, HeldRows held) {
    D detector = trainer.train(inputs, inputs[0].length, seed);
    return new Learnt<>(detector, held.scores(detector));
  }

  private EnsembleModel calibrate(
      StatisticalLayer statistical,
      List<Calibration> typologies,
      Learnt<IsolationForest> forest,
      Learnt<Autoencoder> autoencoder,
      HeldRows held) {
    HeldVoices voices = HeldVoices.of(held, statistical.typologies(), typologies);
    Fusion fusion = new Fusion(options.weights(), held.rows());
    return new EnsembleModel(
        options,
        statistical,
        typologies,
        forest.detector(),
        autoencoder.detector(),
        Calibration.fit(voices.all(), held.rows(), Scale.HIGH),
        fusion.addStatistical(voices.general()),
        fusion.addForest(forest.scores()),
        fusion.addAutoencoder(autoencoder.scores()),
        fusion.calibrateBlend(),
        fusion.calibrateFused(voices.special(), options.rollingWindow()));
  }
}
