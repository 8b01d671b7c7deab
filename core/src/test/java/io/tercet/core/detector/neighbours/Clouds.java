package io.tercet.core.detector.neighbours;

import io.tercet.core.detector.Detector;
import java.util.SplittableRandom;

/** Rows of independent normal inputs, each of its own place and spread. */
final class Clouds {
  private Clouds() {}

  static float[][] of(int inputs, int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] columns = new float[inputs][rows];
    for (int f = 0; f < inputs; f++) {
      double place = 100 * random.nextGaussian();
      double spread = Math.exp(3 * random.nextGaussian());
      for (int r = 0; r < rows; r++) {
        columns[f][r] = (float) (place + spread * random.nextGaussian());
      }
    }
    return columns;
  }

  static float[] scores(Detector.Scorer scorer, float[][] columns, int rows) {
    float[] scores = new float[rows];
    scorer.score(columns, rows, scores);
    return scores;
  }
}
