package io.tercet.core.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tercet.core.model.ModelFormatException;
import io.tercet.core.model.Tensors;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RollingCalibrationTest {
  private static final int REFRESH = RollingCalibration.REFRESH;

  @Test
  void theTailIsThatOfTheWindowAndTheBodyThatOfTraining() {
    for (int window : new int[] {100, 2000, 5000}) {
      float[] sample = scores(3000, 1, 1);
      float[] later = scores(5 * REFRESH, 2, 1.3);
      RollingCalibration rolling = RollingCalibration.fit(sample, 3000, window);
      addAll(rolling, later, REFRESH);
      float[] all = concat(sample, later);
      float[] latest = Arrays.copyOfRange(all, all.length - window, all.length);
      requireMerged(rolling.curve(), sample, latest);
    }
  }

  @Test
  void aWindowThatStartsSmallGrows() {
    float[] sample = scores(20, 1, 1);
    float[] later = scores(4 * REFRESH, 2, 1);
    RollingCalibration rolling = RollingCalibration.fit(sample, 20, 16_384);
    addAll(rolling, later, 100);
    requireMerged(rolling.curve(), sample, concat(sample, later));
    assertThat(risk(rolling, 1e6f)).as("a small sample alone gives 32").isGreaterThan(60);
  }

  @Test
  void theCurveChangesAfterEveryRefreshAndAtNoOtherTime() {
    float[] later = scores(3 * REFRESH, 2, 2);
    RollingCalibration rolling = RollingCalibration.fit(scores(3000, 1, 1), 3000, 2000);
    Calibration curve = rolling.curve();
    for (int i = 0; i < later.length; i++) {
      assertThat(rolling.untilRefresh()).isEqualTo(REFRESH - i % REFRESH);
      rolling.add(later, i, i);
      assertThat(rolling.curve()).isSameAs(curve);
      rolling.add(later, i, i + 1);
      assertThat(rolling.curve() != curve).isEqualTo((i + 1) % REFRESH == 0);
      curve = rolling.curve();
    }
  }

  @Test
  void itDoesNotMatterHowScoresAreCut() {
    float[] later = scores(10_000, 4, 0.7);
    for (long seed = 0; seed < 10; seed++) {
      RollingCalibration whole = RollingCalibration.fit(scores(500, 1, 1), 500, 3000);
      RollingCalibration cut = whole.copy();
      addAll(whole, later, REFRESH);
      SplittableRandom random = new SplittableRandom(seed);
      for (int at = 0; at < later.length; ) {
        int most = Math.min(cut.untilRefresh(), later.length - at);
        int to = at + random.nextInt(most + 1);
        cut.add(later, at, to);
        at = to;
      }
      requireSame(cut, whole, "seed " + seed);
    }
  }

  @Test
  void moreThanTheCurveLastsForIsRefused() {
    RollingCalibration rolling = RollingCalibration.fit(scores(500, 1, 1), 500, 500);
    assertThatThrownBy(() -> rolling.add(new float[2000], 0, REFRESH + 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("" + (REFRESH + 1));
    for (int window : new int[] {0, -1, RollingCalibration.MAX_WINDOW + 1}) {
      assertThatThrownBy(() -> RollingCalibration.fit(new float[0], 0, window))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("windowSize");
    }
  }

  @Test
  void itFollowsAShiftOfDistribution() {
    float[] shifted = scores(20 * REFRESH, 3, 0.05); // everything twenty times as suspicious
    RollingCalibration rolling = RollingCalibration.fit(scores(8192, 1, 1), 8192, 8192);
    int frozen = above(rolling.curve(), shifted);
    addAll(rolling, shifted, REFRESH);
    float[] fresh = scores(20 * REFRESH, 7, 0.05);
    assertThat(frozen).isGreaterThan(100);
    assertThat(above(rolling.curve(), fresh)).isBetween(30, 160); // 82 nominal
  }

  @Test
  void aCopyGoesItsOwnWay() {
    RollingCalibration original = RollingCalibration.fit(scores(3000, 1, 1), 3000, 2000);
    RollingCalibration untouched = original.copy();
    RollingCalibration copy = original.copy();
    addAll(copy, scores(5000, 2, 3), 700);
    requireSame(original, untouched, "the original");
    assertThat(copy.curve().surprise(1e4f)).isNotEqualTo(original.curve().surprise(1e4f));
  }

  @Test
  void aBurstOfFraudDoesNotMakeTheNextOneLookOrdinary() {
    RollingCalibration rolling = RollingCalibration.fit(scores(8192, 1, 1), 8192, 8192);
    float before = rolling.curve().surprise(10);
    addAll(rolling, scores(3 * REFRESH, 3, 0.03), REFRESH);
    assertThat(rolling.curve().surprise(10)).isEqualTo(before);
    assertThat(risk(rolling, 1000)).as("one in a thousand of training").isBetween(26f, 60f);
    float last = 0;
    for (float score = 1; score < 1e7f; score *= 1.01f) {
      assertThat(rolling.curve().surprise(score)).isGreaterThanOrEqualTo(last);
      last = rolling.curve().surprise(score);
    }
  }

  @Test
  void savedAnywhereItGoesOnWithTheSameBits() throws ModelFormatException {
    float[] later = scores(6000, 2, 0.5);
    for (int window : new int[] {700, 5000, 16_384}) {
      for (int at : new int[] {0, 1, 700, 1023, 1024, 3333}) {
        RollingCalibration straight = RollingCalibration.fit(scores(600, 1, 1), 600, window);
        addAll(straight, Arrays.copyOf(later, at), REFRESH);
        RollingCalibration restored = restored(straight);
        float[] rest = Arrays.copyOfRange(later, at, later.length);
        addAll(straight, rest, REFRESH);
        addAll(restored, rest, REFRESH);
        requireSame(restored, straight, "window %d, saved after %d".formatted(window, at));
      }
    }
  }

  @Test
  void aDamagedStateIsRefused() {
    refused("bins", new int[] {10, 1});
    refused("bins", new int[] {20, 500, 4096});
    refused("bins", new int[] {20, -500, 10});
    refused("bins", new int[] {20, Integer.MAX_VALUE, 10});
    refused("bins", new int[] {20, 500, 0});
    refused("trained", new float[3]);
    refused("trained", new float[2048]);
    refused("seen", new long[] {-1});
    refused("seen", new long[] {Long.MAX_VALUE});
    refused("seen", new long[] {});
    refused("window", new int[] {-1});
    refused("window", new int[] {99_999});
    refused("window", new int[501]);
    refused("capacity", new int[] {0});
    refused("capacity", new int[] {499});
    refused("capacity", new int[] {RollingCalibration.MAX_WINDOW + 1});
  }

  private static void refused(String name, Object array) {
    Tensors good = new Tensors();
    RollingCalibration.fit(scores(600, 1, 1), 600, 500).writeTo(good, "");
    Tensors bad = new Tensors();
    good.all().forEach((key, tensor) -> put(bad, key, key.equals(name) ? array : tensor.array()));
    assertThatThrownBy(() -> RollingCalibration.readFrom(bad, ""))
        .as(name)
        .isInstanceOf(ModelFormatException.class);
  }

  private static void put(Tensors tensors, String name, Object array) {
    if (array instanceof int[] ints) {
      tensors.put(name, ints);
    } else if (array instanceof long[] longs) {
      tensors.put(name, longs);
    } else {
      tensors.put(name, (float[]) array);
    }
  }

  private static RollingCalibration restored(RollingCalibration rolling)
      throws ModelFormatException {
    Tensors tensors = new Tensors();
    rolling.writeTo(tensors, "r.");
    return RollingCalibration.readFrom(tensors, "r.");
  }

  private static void requireSame(RollingCalibration a, RollingCalibration b, String description) {
    Tensors left = new Tensors();
    Tensors right = new Tensors();
    a.writeTo(left, "");
    b.writeTo(right, "");
    left.all()
        .forEach((name, tensor) ->
            assertThat(right.all().get(name).array())
                .as("%s, %s", description, name)
                .isEqualTo(tensor.array()));
  }

  /** Wherever a score of the window lies, in its tail, the curve says the rank. */
  private static void requireMerged(Calibration merged, float[] sample, float[] latest) {
    Calibration.Scale scale = Calibration.Scale.HIGH_LOGARITHMIC;
    FloatBins bins = Calibration.bins(sample, sample.length, scale, 2048);
    Calibration trained = new CurveFit(bins, scale).fit(counts(bins, sample));
    int[] counts = counts(bins, latest);
    float tail = (float) Math.log(20);
    long beyond = 0;
    for (int b = counts.length - 1; b >= 0; beyond += counts[b--]) {
      double p = (beyond + 0.5 * counts[b] + 0.5) / (latest.length + 1);
      float score = bins.middle(b);
      if (counts[b] > 0 && p < 0.05) {
        assertThat(merged.surprise(score)).isCloseTo((float) -Math.log(p), within(0.021f));
      } else if (p > 0.06 && trained.surprise(score) < tail) {
        assertThat(merged.surprise(score)).as("at %s", score).isEqualTo(trained.surprise(score));
      } else if (p > 0.06) {
        assertThat(merged.surprise(score)).as("at %s", score).isBetween(tail - 1e-5f, tail + 0.02f);
      }
    }
  }

  private static int[] counts(FloatBins bins, float[] scores) {
    int[] counts = new int[bins.bins()];
    for (float score : scores) {
      counts[bins.of(score)]++;
    }
    return counts;
  }

  private static void addAll(RollingCalibration rolling, float[] scores, int step) {
    for (int at = 0; at < scores.length; ) {
      int to = Math.min(scores.length, at + Math.min(step, rolling.untilRefresh()));
      rolling.add(scores, at, to);
      at = to;
    }
  }

  private static int above(Calibration curve, float[] scores) {
    int above = 0;
    for (float score : scores) {
      above += Risk.of(curve.surprise(score)) >= 60 ? 1 : 0;
    }
    return above;
  }

  private static float risk(RollingCalibration rolling, float score) {
    return Risk.of(rolling.curve().surprise(score));
  }

  /** Scores s with P(S > s) of about 1 / (scale · s). */
  private static float[] scores(int rows, long seed, double scale) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] scores = new float[rows];
    for (int i = 0; i < rows; i++) {
      scores[i] = (float) (1 / (scale * Math.max(1e-9, random.nextExponential())));
    }
    return scores;
  }

  private static float[] concat(float[] a, float[] b) {
    float[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }
}
