package io.tercet.core.ensemble;

import io.tercet.core.detector.Detector;
import io.tercet.core.detector.autoencoder.Autoencoder;
import io.tercet.core.detector.autoencoder.AutoencoderTrainer;
import io.tercet.core.detector.forest.IsolationForest;
import io.tercet.core.detector.forest.IsolationForestTrainer;
import io.tercet.core.detector.statistical.StatisticalLayer;
import io.tercet.core.feature.FeatureBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Trains an ensemble on the features of a window, in time order. The earlier part fits the tails,
 * and its least suspicious rows teach forest and autoencoder: learning from everything would teach
 * frequent fraud as normal. The later part calibrates.
 */
public final class EnsembleTrainer {
  /** Fewer rows say nothing about tails. */
  public static final int MIN_ROWS = 100;

  private static final int BLOCK = EnsembleScorer.BLOCK;

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
   * @throws IllegalArgumentException if there are fewer than {@link #MIN_ROWS} rows
   */
  public EnsembleModel train(float[][] columns, int rows, long seed) {
    if (rows < MIN_ROWS) {
      throw new IllegalArgumentException(
          "training needs at least %d transactions, got %d. Maybe the window is too short."
              .formatted(MIN_ROWS, rows));
    }
    int fitted = rows - (int) Math.max(1, options.calibrationShare() * rows);
    StatisticalLayer statistical = StatisticalLayer.fit(columns, fitted, options.typologies());
    List<Calibration> typologies = calibrateTypologies(statistical, columns, fitted, rows);
    float[] loudest = new float[rows];
    float[][] inputs = new float[StatisticalLayer.DIRECTED.size()][rows];
    fillInputs(statistical, typologies, columns, rows, inputs, loudest);

    float[][] learnt = leastSuspicious(inputs, loudest, fitted);
    int learntRows = learnt[0].length;
    IsolationForest forest =
        new IsolationForestTrainer(options.forest()).train(learnt, learntRows, seed);
    Autoencoder autoencoder =
        new AutoencoderTrainer(options.autoencoder()).train(learnt, learntRows, seed);
    return calibrate(
        statistical, typologies, forest, autoencoder, columns, inputs, loudest, fitted, rows);
  }

  private List<Calibration> calibrateTypologies(
      StatisticalLayer statistical, float[][] columns, int from, int to) {
    float[][] scores = new float[statistical.typologies().size()][to - from];
    forBlocks(
        statistical,
        columns,
        from,
        to,
        (scorer, at, size) -> {
          for (int t = 0; t < scores.length; t++) {
            System.arraycopy(scorer.typologies[t], 0, scores[t], at - from, size);
          }
        });
    List<Calibration> calibrations = new ArrayList<>();
    for (float[] typology : scores) {
      calibrations.add(Calibration.fit(typology, to - from, Calibration.Scale.LOW_LOGARITHMIC));
    }
    return calibrations;
  }

  private static void fillInputs(
      StatisticalLayer statistical,
      List<Calibration> typologies,
      float[][] columns,
      int rows,
      float[][] inputs,
      float[] loudest) {
    float[] surprise = new float[BLOCK];
    float[] comfort = new float[BLOCK];
    forBlocks(
        statistical,
        columns,
        0,
        rows,
        (scorer, at, size) -> {
          for (int d = 0; d < inputs.length; d++) {
            System.arraycopy(scorer.surprise[d], 0, inputs[d], at, size);
          }
          for (int t = 0; t < typologies.size(); t++) {
            typologies.get(t).apply(scorer.typologies[t], size, surprise, comfort);
            for (int i = 0; i < size; i++) {
              loudest[at + i] = Math.max(loudest[at + i], surprise[i]);
            }
          }
        });
  }

  /** Of the first {@code rows} rows, the share whose loudest typology is the quietest, in order. */
  private float[][] leastSuspicious(float[][] inputs, float[] loudest, int rows) {
    float[] sorted = Arrays.copyOf(loudest, rows);
    Arrays.sort(sorted);
    int wanted = Math.min(rows, Math.max(2, (int) Math.ceil(options.learnShare() * rows)));
    float limit = sorted[wanted - 1];
    int[] chosen = new int[rows];
    int count = 0;
    for (int i = 0; i < rows; i++) {
      if (loudest[i] <= limit) {
        chosen[count++] = i;
      }
    }
    float[][] learnt = new float[inputs.length][count];
    for (int d = 0; d < inputs.length; d++) {
      for (int i = 0; i < count; i++) {
        learnt[d][i] = inputs[d][chosen[i]];
      }
    }
    return learnt;
  }

  private EnsembleModel calibrate(
      StatisticalLayer statistical,
      List<Calibration> typologies,
      IsolationForest forest,
      Autoencoder autoencoder,
      float[][] columns,
      float[][] inputs,
      float[] loudest,
      int from,
      int to) {
    int rows = to - from;
    float[][] held = new float[inputs.length][];
    Arrays.setAll(held, d -> Arrays.copyOfRange(inputs[d], from, to));
    Calibration ofStatistical =
        Calibration.fit(Arrays.copyOfRange(loudest, from, to), rows, Calibration.Scale.HIGH);
    Calibration ofForest = calibrate(forest, held, rows, Calibration.Scale.HIGH);
    Calibration ofAutoencoder =
        calibrate(autoencoder, held, rows, Calibration.Scale.HIGH_LOGARITHMIC);
    EnsembleModel draft =
        new EnsembleModel(
            options,
            statistical,
            typologies,
            forest,
            autoencoder,
            ofStatistical,
            ofForest,
            ofAutoencoder,
            RollingCalibration.fit(new float[0], 0, 1));
    RollingCalibration fused =
        RollingCalibration.fit(
            fusedScores(draft, columns, from, to), rows, options.rollingWindow());
    return new EnsembleModel(
        options,
        statistical,
        typologies,
        forest,
        autoencoder,
        ofStatistical,
        ofForest,
        ofAutoencoder,
        fused);
  }

  private static Calibration calibrate(
      Detector detector, float[][] inputs, int rows, Calibration.Scale scale) {
    float[] scores = new float[rows];
    detector.scorer().score(inputs, rows, scores);
    return Calibration.fit(scores, rows, scale);
  }

  private static float[] fusedScores(EnsembleModel draft, float[][] columns, int from, int to) {
    float[] fused = new float[to - from];
    FeatureBlock block = new FeatureBlock(BLOCK);
    VerdictBlock verdicts = new VerdictBlock(BLOCK);
    EnsembleScorer scorer = draft.scorer();
    for (int at = from; at < to; at += BLOCK) {
      fill(block, columns, at, Math.min(to, at + BLOCK));
      scorer.scoreAgainst(scorer.curve(), block, verdicts);
      for (int i = 0; i < block.size; i++) {
        fused[at - from + i] = 1 / verdicts.fusedScore[i];
      }
    }
    return fused;
  }

  private interface BlockUse {
    void use(StatisticalLayer.Scorer scorer, int at, int size);
  }

  private static void forBlocks(
      StatisticalLayer statistical, float[][] columns, int from, int to, BlockUse use) {
    FeatureBlock block = new FeatureBlock(BLOCK);
    StatisticalLayer.Scorer scorer = statistical.scorer(BLOCK);
    for (int at = from; at < to; at += BLOCK) {
      fill(block, columns, at, Math.min(to, at + BLOCK));
      scorer.score(block);
      use.use(scorer, at, block.size);
    }
  }

  private static void fill(FeatureBlock block, float[][] columns, int from, int to) {
    block.size = to - from;
    for (int f = 0; f < columns.length; f++) {
      System.arraycopy(columns[f], from, block.columns[f], 0, to - from);
    }
  }
}
