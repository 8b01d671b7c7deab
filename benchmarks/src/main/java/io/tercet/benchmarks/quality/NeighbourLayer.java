package io.tercet.benchmarks.quality;

import io.tercet.core.detector.Detector;
import io.tercet.core.detector.neighbours.NeighboursOptions;
import io.tercet.core.detector.neighbours.NeighboursTrainer;
import io.tercet.core.detector.statistical.StatisticalLayer;
import io.tercet.core.ensemble.Calibration;
import io.tercet.core.ensemble.EnsembleModel;
import io.tercet.core.ensemble.EnsembleScorer;
import io.tercet.core.ensemble.Risk;
import io.tercet.core.feature.FeatureBlock;
import java.util.Arrays;

/**
 * What nearest neighbours would say as a layer beside forest and autoencoder: on the same inputs,
 * learnt from the same least suspicious rows, calibrated on the same later part of the window.
 */
final class NeighbourLayer {
  private static final int BLOCK = EnsembleScorer.BLOCK;

  private final Traffic traffic;
  private final StatisticalLayer.Scorer inputs;
  private final Detector.Scorer scorer;
  private final Calibration calibration;

  /** Trains it on the window that {@code model} was trained on. */
  NeighbourLayer(Traffic traffic, EnsembleModel model, Span window, long seed) {
    this.traffic = traffic;
    inputs = model.statistical().scorer(BLOCK);
    double held = model.options().calibrationShare() * window.rows();
    int end = window.to() - (int) Math.max(1, held);
    Span fitted = new Span(window.from(), end);
    Scores scores = new Scores(traffic.rows());
    new Experiment(traffic, model.options(), seed).score(model, fitted, scores);
    float[][] learnt = leastSuspicious(fitted, scores.statistical, model.options().learnShare());
    scorer =
        new NeighboursTrainer(NeighboursOptions.defaults())
            .train(learnt, learnt[0].length, seed)
            .scorer();
    float[] raw = new float[traffic.rows()];
    Span later = new Span(end, window.to());
    scoreRaw(later, raw);
    float[] sample = Arrays.copyOfRange(raw, later.from(), later.to());
    calibration = Calibration.fit(sample, sample.length, Calibration.Scale.HIGH_LOGARITHMIC);
  }

  /** Fills the risks of {@code span}. */
  void score(Span span, float[] risks) {
    scoreRaw(span, risks);
    for (int i = span.from(); i < span.to(); i++) {
      risks[i] = Risk.of(calibration.surprise(Math.max(Float.MIN_NORMAL, risks[i])));
    }
  }

  private void scoreRaw(Span span, float[] out) {
    FeatureBlock features = new FeatureBlock(BLOCK);
    float[] scores = new float[BLOCK];
    for (int at = span.from(); at < span.to(); at += BLOCK) {
      Experiment.copy(traffic.features, at, Math.min(BLOCK, span.to() - at), features);
      inputs.score(features);
      scorer.score(inputs.surprise, features.size, scores);
      System.arraycopy(scores, 0, out, at, features.size);
    }
  }

  private float[][] leastSuspicious(Span fitted, float[] suspicion, double share) {
    float[] sorted = Arrays.copyOfRange(suspicion, fitted.from(), fitted.to());
    Arrays.sort(sorted);
    float limit = sorted[Math.max(1, (int) Math.ceil(share * fitted.rows())) - 1];
    int count = 0;
    float[][] learnt = new float[inputs.surprise.length][fitted.rows()];
    FeatureBlock features = new FeatureBlock(BLOCK);
    for (int at = fitted.from(); at < fitted.to(); at += BLOCK) {
      Experiment.copy(traffic.features, at, Math.min(BLOCK, fitted.to() - at), features);
      inputs.score(features);
      for (int i = 0; i < features.size; i++) {
        if (suspicion[at + i] <= limit) {
          for (int d = 0; d < learnt.length; d++) {
            learnt[d][count] = inputs.surprise[d][i];
          }
          count++;
        }
      }
    }
    int rows = count;
    return Arrays.stream(learnt).map(c -> Arrays.copyOf(c, rows)).toArray(float[][]::new);
  }
}
