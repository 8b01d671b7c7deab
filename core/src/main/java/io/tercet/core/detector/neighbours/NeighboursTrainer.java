package io.tercet.core.detector.neighbours;

import io.tercet.core.detector.Trainer;
import java.util.Arrays;

/**
 * Draws reference rows, for each member one from each of as many equal stretches of the window, so
 * that every part of it has its say.
 */
public final class NeighboursTrainer implements Trainer<Neighbours> {
  /** How many rows, evenly spaced, decide scales and the mean distance. */
  private static final int MAX_SCALE_ROWS = 1 << 14;

  private final NeighboursOptions options;

  /** Creates a trainer of detectors with these options. */
  public NeighboursTrainer(NeighboursOptions options) {
    this.options = options;
  }

  @Override
  public Neighbours train(float[][] columns, int rows, long seed) {
    requireShape(columns, rows);
    int spacedRows = Math.min(rows, MAX_SCALE_ROWS);
    float[][] spaced = spaced(columns, rows, spacedRows);
    Scaling scaling = Scaling.fit(spaced, spacedRows);
    float[][][] references = new float[options.members()][][];
    for (int m = 0; m < references.length; m++) {
      references[m] = references(columns, rows, scaling, mix(mix(seed) + m));
    }
    int k = Math.min(options.neighbours(), references[0].length);
    float[] factors = factors(scaling, references, k, spaced, spacedRows);
    return new Neighbours(scaling, references, factors, k);
  }

  private float[][] references(float[][] columns, int rows, Scaling scaling, long seed) {
    int size = Math.min(options.references(), rows);
    float[][] references = new float[size][columns.length];
    for (int j = 0; j < size; j++) {
      int from = (int) ((long) j * rows / size);
      int width = (int) ((j + 1L) * rows / size) - from;
      int row = from + (int) (((mix(seed + j) >>> 32) * width) >>> 32);
      for (int f = 0; f < columns.length; f++) {
        references[j][f] = scaling.scaled(f, columns[f][row]);
      }
    }
    return references;
  }

  /**
   * Steele, Lea, Flood 2014: the same numbers on every Java, which its generators do not promise.
   */
  private static long mix(long value) {
    long z = (value + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** For each member, 1 over the mean distance of the rows and over the number of members. */
  private static float[] factors(
      Scaling scaling, float[][][] references, int k, float[][] spaced, int rows) {
    float[] factors = new float[references.length];
    float[] distances = new float[rows];
    for (int m = 0; m < factors.length; m++) {
      float[][][] one = {references[m]};
      new Neighbours(scaling, one, new float[] {1}, k).scorer().score(spaced, rows, distances);
      double sum = 0;
      for (float distance : distances) {
        sum += distance;
      }
      double mean = sum > 0 ? sum / rows : 1; // all rows alike: their distance is 0
      factors[m] = (float) (1 / (mean * factors.length));
    }
    return factors;
  }

  private static float[][] spaced(float[][] columns, int rows, int size) {
    if (size == rows) {
      return columns;
    }
    float[][] spaced = new float[columns.length][size];
    for (int f = 0; f < columns.length; f++) {
      for (int i = 0; i < size; i++) {
        spaced[f][i] = columns[f][(int) ((long) i * rows / size)];
      }
    }
    return spaced;
  }

  private static void requireShape(float[][] columns, int rows) {
    if (columns.length < 1 || columns.length > Neighbours.MAX_INPUTS) {
      throw new IllegalArgumentException(
          "neighbours need 1 to %d columns, got %d"
              .formatted(Neighbours.MAX_INPUTS, columns.length));
    }
    if (rows < 2) {
      throw new IllegalArgumentException(
          "rows must be ≥ 2, got " + rows + ". Maybe the training window is empty.");
    }
    int shortest = Arrays.stream(columns).mapToInt(c -> c.length).min().orElse(0);
    if (shortest < rows) {
      throw new IllegalArgumentException(
          "a column has %d values, fewer than %d rows".formatted(shortest, rows));
    }
  }
}
