package io.tercet.core.detector.statistical;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.core.model.ModelFormatException;
import io.tercet.core.model.Tensors;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Tails by table against ranks counted from the table's file, row by row in doubles. */
class TailTableReferenceTest {
  private static final int CHUNK = 1 << 16;
  private static final float[] EXTREMES = {
    Float.NaN, 1 / 0f, -1 / 0f, Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE, 0f, -0f
  };

  @Test
  void aMillionRowsAreWithinAnUlpOfTheirRank() throws ModelFormatException {
    SplittableRandom random = new SplittableRandom(5);
    TailTable table = TailTable.fit(values(random), CHUNK);
    Ranks ranks = new Ranks(table);
    float[] toward = new float[CHUNK];
    float[] away = new float[CHUNK];
    int[] places = new int[CHUNK];
    for (int from = 0; from < 1_000_000; from += CHUNK) {
      float[] values = values(random);
      table.place(values, CHUNK, places);
      TailKernels.read(table.surprise(true), places, toward, CHUNK);
      TailKernels.read(table.surprise(false), places, away, CHUNK);
      for (int i = 0; i < CHUNK; i++) {
        double atMost = ranks.atMost(values[i]);
        requireUlp(values[i], away[i], -Math.log(atMost));
        requireUlp(values[i], toward[i], -Math.log(1 - atMost));
      }
    }
  }

  private static void requireUlp(float value, float actual, double expected) {
    if (!(Math.abs(actual - (float) expected) <= Math.ulp((float) expected))) {
      assertThat(actual).as("value %s", value).isEqualTo((float) expected);
    }
  }

  private static float[] values(SplittableRandom random) {
    float[] values = new float[CHUNK];
    for (int i = 0; i < CHUNK; i++) {
      values[i] = (float) (Math.log(random.nextDouble()) * 3 + random.nextInt(4));
    }
    System.arraycopy(EXTREMES, 0, values, random.nextInt(CHUNK - 8), EXTREMES.length);
    return values;
  }

  /** What the table's file says, read the slow way. */
  private static final class Ranks {
    private final float[] range;
    private final int[] counts;
    private final double[] shares;

    Ranks(TailTable table) throws ModelFormatException {
      Tensors tensors = new Tensors();
      table.writeTo(tensors, "");
      range = tensors.floats("range");
      counts = tensors.ints("counts");
      shares = shares(counts);
    }

    double atMost(float value) {
      if (Float.isNaN(value)) {
        return 0.5;
      }
      double place = Math.floor((double) ((value - range[0]) * range[1] + 1));
      int bin = (int) Math.max(0, Math.min(counts.length - 1, place));
      return shares[bin];
    }

    private static double[] shares(int[] counts) {
      long total = 0;
      for (int count : counts) {
        total += count;
      }
      double[] shares = new double[counts.length];
      for (int b = 0; b < counts.length; b++) {
        long before = 0;
        for (int other = 0; other < b; other++) {
          before += counts[other];
        }
        shares[b] = (before + counts[b] / 2.0 + 0.5) / (total + 1);
      }
      return shares;
    }
  }
}
