package io.tercet.core.detector.forest;

import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/** Random columns of every kind that hurts: ties, constants, extremes, zeros of both signs. */
final class Samples {
  private static final float[] EXTREMES = {
    0f,
    -0f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    -Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    1e-41f,
    -1e-41f,
    1f,
    -1f
  };

  private Samples() {}

  static float[][] mixed(int inputs, int rows, SplittableRandom random) {
    float[][] columns = new float[inputs][rows];
    for (float[] column : columns) {
      DoubleSupplier kind = kind(random);
      for (int i = 0; i < rows; i++) {
        column[i] = (float) kind.getAsDouble();
      }
    }
    return columns;
  }

  static float[][] gaussian(int inputs, int rows, SplittableRandom random) {
    float[][] columns = new float[inputs][rows];
    for (float[] column : columns) {
      for (int i = 0; i < rows; i++) {
        column[i] = (float) random.nextGaussian();
      }
    }
    return columns;
  }

  private static DoubleSupplier kind(SplittableRandom random) {
    return switch (random.nextInt(8)) {
      case 0 -> () -> 42;
      case 1 -> () -> random.nextInt(2);
      case 2 -> () -> EXTREMES[random.nextInt(EXTREMES.length)];
      case 3 -> () -> Math.exp(3 * random.nextGaussian());
      case 4 -> () -> -Math.exp(20 * random.nextGaussian());
      case 5 -> () -> 1_500_000_000 + 1e6 * random.nextDouble();
      case 6 -> () -> random.nextGaussian() * 1e-40;
      default -> random::nextGaussian;
    };
  }
}
