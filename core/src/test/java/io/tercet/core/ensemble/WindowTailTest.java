package io.tercet.core.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WindowTailTest {
  private static final int BINS = 1000;
  private final WindowTail tail = new WindowTail(positions());
  private final float[] surprise = new float[BINS];

  @Test
  void theLargestScoresAreAsRareAsTheirRanks() {
    int[] counts = new int[BINS];
    for (int score = 0; score < 100; score++) {
      counts[5 * score]++;
    }
    int first = tail.fit(counts, 100, 0.5f, surprise);
    for (int rank = 1; rank <= 50; rank++) {
      float expected = (float) -Math.log(rank / 101.0);
      assertThat(surprise[5 * (100 - rank)]).as("rank %d", rank).isCloseTo(expected, within(1e-5f));
    }
    assertThat(surprise[first]).isGreaterThan(0.5f);
    assertThat(surprise[first - 1]).isLessThanOrEqualTo(0.5f);
  }

  @Test
  void equalScoresShareTheirRanks() {
    int[] counts = new int[BINS];
    counts[10] = 990;
    counts[20] = 9;
    counts[30] = 1;
    assertThat(tail.fit(counts, 1000, 3, surprise)).isEqualTo(16);
    assertThat(surprise[20]).isCloseTo((float) -Math.log(6 / 1001.0), within(1e-5f));
    assertThat(surprise[25]).isCloseTo((surprise[20] + surprise[30]) / 2, within(1e-5f));
  }

  @Test
  void theCurveAscendsAndGoesOnBeyondTheLargest() {
    for (long seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int[] counts = draw(random, 500 + random.nextInt(5000), 0.001);
      int first = tail.fit(counts, Arrays.stream(counts).sum(), 3, surprise);
      int largest = BINS - 1;
      while (counts[largest] == 0) {
        largest--;
      }
      for (int b = first + 1; b < BINS; b++) {
        assertThat(surprise[b]).as("seed %d", seed).isGreaterThanOrEqualTo(surprise[b - 1]);
      }
      assertThat(surprise[largest + 1]).isGreaterThan(surprise[largest]);
    }
  }

  @Test
  void withoutScoresNothingIsFilled() {
    assertThat(tail.fit(new int[BINS], 0, 3, surprise)).isEqualTo(BINS);
    int[] one = new int[BINS];
    one[7] = 1;
    assertThat(tail.fit(one, 1, 3, surprise)).as("one in two is no tail").isEqualTo(8);
  }

  @Test
  void whatRepeatsItselfIsNotCalledRarerThanItIs() {
    // A cluster far beyond an ordinary tail, twice in a window: no smooth tail foretells it.
    int[] beyond = new int[3];
    int asked = 0;
    for (long seed = 0; seed < 400; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int[] window = draw(random, 20_000, 1e-4);
      tail.fit(window, 20_000, 3, surprise);
      int[] next = draw(random, 20_000, 1e-4);
      asked += 20_000;
      for (int b = 0; b < BINS; b++) {
        beyond[0] += surprise[b] > -Math.log(1e-3) ? next[b] : 0;
        beyond[1] += surprise[b] > -Math.log(1e-4) ? next[b] : 0;
        beyond[2] += surprise[b] > -Math.log(2e-5) ? next[b] : 0;
      }
    }
    assertThat(beyond[0] / (1e-3 * asked)).isBetween(0.9, 1.1);
    assertThat(beyond[1] / (1e-4 * asked)).isBetween(0.7, 1.3);
    assertThat(beyond[2] / (2e-5 * asked)).isBetween(0.5, 2.0);
  }

  private static double[] positions() {
    double[] position = new double[BINS];
    Arrays.setAll(position, b -> b / 50.0);
    return position;
  }

  /** Exponential scores of mean 1, and a share of others that lie at 15 or so. */
  private static int[] draw(SplittableRandom random, int rows, double cluster) {
    int[] counts = new int[BINS];
    for (int i = 0; i < rows; i++) {
      double score =
          random.nextDouble() < cluster ? 15 + random.nextDouble() : random.nextExponential();
      counts[(int) Math.min(BINS - 1, 50 * score)]++;
    }
    return counts;
  }
}
