package io.tercet.core.detector.autoencoder;

import java.util.SplittableRandom;

/** Columns for tests: rows near a curved surface of few dimensions, and rows off it. */
final class Manifold {
  private static final int LATENT = 4;

  private Manifold() {}

  /** {@code columns[f][row]} of rows on the surface, with little noise. */
  static float[][] on(int inputs, int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] mixing = mixing(inputs);
    float[][] columns = new float[inputs][rows];
    double[] latent = new double[LATENT];
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < LATENT; k++) {
        latent[k] = random.nextGaussian();
      }
      for (int f = 0; f < inputs; f++) {
        double value = 0;
        for (int k = 0; k < LATENT; k++) {
          value += mixing[f][k] * latent[k];
        }
        columns[f][r] = (float) (Math.tanh(value) + 0.02 * random.nextGaussian());
      }
    }
    return columns;
  }

  /** Rows whose every column is distributed as on the surface, but independent of the others. */
  static float[][] off(int inputs, int rows, long seed) {
    float[][] columns = on(inputs, rows, seed);
    SplittableRandom random = new SplittableRandom(seed + 1);
    for (float[] column : columns) {
      for (int r = rows - 1; r > 0; r--) {
        int other = random.nextInt(r + 1);
        float swapped = column[r];
        column[r] = column[other];
        column[other] = swapped;
      }
    }
    return columns;
  }

  private static double[][] mixing(int inputs) {
    SplittableRandom random = new SplittableRandom(99);
    double[][] mixing = new double[inputs][LATENT];
    for (double[] row : mixing) {
      for (int k = 0; k < LATENT; k++) {
        row[k] = random.nextGaussian() * 0.6;
      }
    }
    return mixing;
  }

  static float[] scores(Autoencoder model, float[][] columns, int rows) {
    float[] scores = new float[rows];
    model.scorer().score(columns, rows, scores);
    return scores;
  }

  static float[] row(float[][] columns, int row) {
    float[] values = new float[columns.length];
    for (int f = 0; f < columns.length; f++) {
      values[f] = columns[f][row];
    }
    return values;
  }
}
