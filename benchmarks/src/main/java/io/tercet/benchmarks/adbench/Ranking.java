package io.tercet.benchmarks.adbench;

import io.tercet.core.detector.Trainer;
import io.tercet.core.ensemble.Calibration;

/** Orders the rows of a set by what it learns from them. */
interface Ranking {
  /** One score a row, higher is more anomalous; sees no label. */
  float[] score(AnomalySet set, long seed);

  /** A detector alone. */
  static Ranking of(Trainer<?> trainer) {
    return (set, seed) -> {
      float[] scores = new float[set.rows()];
      trainer
          .train(set.columns(), set.rows(), seed)
          .scorer()
          .score(set.columns(), set.rows(), scores);
      return scores;
    };
  }

  /** The weighted sum of two rankings' −ln p (Fisher), p the tail probability in the set. */
  static Ranking combined(Ranking first, float weight, Ranking second, float secondWeight) {
    return (set, seed) -> {
      float[] scores = surprise(first.score(set, seed));
      float[] others = surprise(second.score(set, seed));
      for (int i = 0; i < scores.length; i++) {
        scores[i] = weight * scores[i] + secondWeight * others[i];
      }
      return scores;
    };
  }

  private static float[] surprise(float[] scores) {
    Calibration calibration = Calibration.fit(scores, scores.length, Calibration.Scale.HIGH);
    float[] surprise = new float[scores.length];
    for (int i = 0; i < scores.length; i++) {
      surprise[i] = calibration.surprise(scores[i]);
    }
    return surprise;
  }
}
