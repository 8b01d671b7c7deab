package io.tercet.core.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tercet.core.ensemble.Calibration.Scale;
import io.tercet.core.model.ModelFormatException;
import io.tercet.core.model.Tensors;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  @Test
  void withoutScoresEverythingSaysHalf() {
    for (Scale scale : Scale.values()) {
      Calibration none = Calibration.fit(new float[0], 0, scale);
      for (float score : new float[] {1e-30f, 1, 1e30f}) {
        assertThat(p(none, score)).isCloseTo(0.5, within(1e-6));
      }
    }
  }

  @Test
  void oneScoreSaysHalf() {
    for (Scale scale : Scale.values()) {
      assertThat(p(Calibration.fit(new float[] {3}, 1, scale), 3)).isCloseTo(0.5, within(1e-6));
    }
  }

  @Test
  void constantScoresSayHalfHoweverMany() {
    for (int rows : new int[] {2, 199, 200, 5000}) {
      float[] scores = new float[rows];
      Arrays.fill(scores, 0.4f);
      for (Scale scale : Scale.values()) {
        Calibration constant = Calibration.fit(scores, rows, scale);
        assertThat(p(constant, 0.4f)).isCloseTo(0.5, within(1e-6));
        float beyond = scale == Scale.LOW_LOGARITHMIC ? 0.1f : 1.6f;
        assertThat(p(constant, beyond)).isCloseTo(0.5 / (rows + 1), within(1e-6));
      }
    }
  }

  @Test
  void aFewScoresBesideAnAtomKeepTheirShare() {
    // One row in a hundred passes a gate; the others all have one score.
    SplittableRandom random = new SplittableRandom(1);
    float[] scores = new float[10_000];
    Arrays.fill(scores, 1e4f);
    for (int i = 0; i < 100; i++) {
      scores[i] = (float) random.nextDouble(0.5, 1.5);
    }
    Calibration calibration = Calibration.fit(scores, scores.length, Scale.LOW_LOGARITHMIC);
    assertThat(p(calibration, 1e4f)).isCloseTo(0.505, within(0.001));
    assertThat(p(calibration, 1.4f)).isCloseTo(0.009, within(0.002));
    assertThat(p(calibration, 1)).isCloseTo(0.005, within(0.0015));
  }

  @Test
  void scoresThatAreNotPositiveOrNotFiniteAreTheEnds() {
    float[] scores = {-1, 0, -0f, 1, 2, 3, Float.MAX_VALUE, Float.POSITIVE_INFINITY};
    for (Scale scale : Scale.values()) {
      Calibration calibration = Calibration.fit(scores, scores.length, scale);
      boolean high = scale != Scale.LOW_LOGARITHMIC;
      for (float score : new float[] {Float.NEGATIVE_INFINITY, -5, 0, 2, 1e38f, Float.MAX_VALUE}) {
        assertThat(p(calibration, score)).isBetween(1e-12, 1.0);
      }
      assertThat(p(calibration, 0) > p(calibration, Float.MAX_VALUE)).isEqualTo(high);
    }
    float[] huge = {Float.MAX_VALUE, Float.POSITIVE_INFINITY};
    assertThat(p(Calibration.fit(huge, 2, Scale.HIGH), 1e38f)).isCloseTo(0.5, within(1e-6));
  }

  @Test
  void theEmpiricalPartIsMidRanks() {
    for (long seed = 0; seed < 30; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      float[] scores = new float[20 + random.nextInt(170)]; // too few for a tail
      for (int i = 0; i < scores.length; i++) {
        scores[i] = 0.1f + random.nextInt(30) * 0.05f;
      }
      Calibration high = Calibration.fit(scores, scores.length, Scale.HIGH);
      Calibration low = Calibration.fit(scores, scores.length, Scale.LOW_LOGARITHMIC);
      for (float score : scores) {
        double share = survival(scores, score);
        assertThat(p(high, score)).as("seed %d", seed).isCloseTo(share, within(1e-6));
        assertThat(p(low, score)).as("seed %d", seed).isCloseTo(1 - share, within(1e-6));
      }
    }
  }

  @Test
  void surpriseIsMonotoneOverAllScoresThereAre() {
    for (long seed = 0; seed < 30; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      float[] scores = scores(2000 + random.nextInt(3000), seed, SplittableRandom::nextExponential);
      for (Scale scale : Scale.values()) {
        Calibration calibration = Calibration.fit(scores, scores.length, scale);
        float last = calibration.surprise(1e-30f);
        for (float score = 1e-30f; score < 1e30f; score *= 1.01f) {
          float surprise = calibration.surprise(score);
          boolean ordered = scale == Scale.LOW_LOGARITHMIC ? surprise <= last : surprise >= last;
          assertThat(ordered).as("seed %d, %s at %s", seed, scale, score).isTrue();
          last = surprise;
        }
      }
    }
  }

  @Test
  void anExponentialTailIsRecoveredFarBeyondTheSample() {
    float[] scores = scores(20_000, 1, SplittableRandom::nextExponential);
    Calibration calibration = Calibration.fit(scores, scores.length, Scale.HIGH);
    for (double x : new double[] {1, 3, 5, 8, 12, 16}) {
      assertThat(-Math.log(p(calibration, (float) x))).isCloseTo(x, within(0.1 + 0.12 * x));
    }
  }

  @Test
  void aParetoTailIsRecoveredOnTheLogarithm() {
    ToDoubleFunction<SplittableRandom> pareto = r -> Math.pow(1 - r.nextDouble(), -0.5);
    float[] scores = scores(20_000, 2, pareto); // p = x^−2
    Calibration calibration = Calibration.fit(scores, scores.length, Scale.HIGH_LOGARITHMIC);
    for (double x : new double[] {2, 10, 100, 1000}) {
      double expected = 2 * Math.log(x);
      double actual = -Math.log(p(calibration, (float) x));
      assertThat(actual).isCloseTo(expected, within(0.1 + 0.15 * expected));
    }
  }

  @Test
  void sharesOfNewScoresAreNominalWithinAFactorOfTwo() {
    ToDoubleFunction<SplittableRandom> draw = r -> Math.exp(r.nextGaussian());
    float[] fresh = scores(2_000_000, 99, draw);
    for (double risk : new double[] {60, 80, 95}) {
      double nominal = fresh.length * Math.pow(10, -risk / 20);
      double sum = 0;
      for (long seed = 0; seed < 6; seed++) { // the mean of samples, each of which is off by chance
        float[] learnt = scores(16_384, seed, draw);
        for (Scale scale : new Scale[] {Scale.HIGH_LOGARITHMIC, Scale.LOW_LOGARITHMIC}) {
          sum += above(Calibration.fit(learnt, learnt.length, scale), fresh, risk);
        }
      }
      assertThat(sum / 12).as("above %s on average", risk).isBetween(nominal / 2, nominal * 2);
    }
  }

  private static double above(Calibration calibration, float[] scores, double risk) {
    int above = 0;
    for (float score : scores) {
      above += Risk.of(calibration.surprise(score)) >= risk ? 1 : 0;
    }
    return above;
  }

  @Test
  void comfortIsTheOtherTail() {
    float[] scores = scores(3000, 5, SplittableRandom::nextExponential);
    Calibration calibration = Calibration.fit(scores, 3000, Scale.HIGH);
    float[] surprise = new float[3000];
    float[] comfort = new float[3000];
    calibration.apply(scores, 3000, surprise, comfort);
    for (int i = 0; i < 3000; i++) {
      assertThat(surprise[i]).isEqualTo(calibration.surprise(scores[i]));
      double sum = Math.exp(-surprise[i]) + Math.exp(-comfort[i]);
      assertThat(sum).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void aCalibrationReadBackSaysTheSameAndADamagedOneIsRefused() throws ModelFormatException {
    float[] scores = scores(3000, 6, SplittableRandom::nextExponential);
    Calibration calibration = Calibration.fit(scores, 3000, Scale.HIGH);
    Tensors tensors = new Tensors();
    calibration.writeTo(tensors, "c.");
    Calibration read = Calibration.readFrom(tensors, "c.");
    for (float score : scores) {
      assertThat(read.surprise(score)).isEqualTo(calibration.surprise(score));
    }
    for (float wrong : new float[] {0, -1, Float.NaN, 1e-30f, 28}) {
      refused(new int[] {10, 0}, new float[] {1, wrong});
    }
    refused(new int[] {10, -5}, new float[] {1, 1});
    refused(new int[] {9, 5}, new float[] {1, 1});
    refused(new int[] {31, 5}, new float[] {1, 1});
    refused(new int[] {10, Integer.MAX_VALUE}, new float[] {1, 1});
    refused(new int[] {10, 5}, new float[0]);
    refused(new int[] {10}, new float[] {1});
  }

  private static void refused(int[] bins, float[] surprise) {
    Tensors tensors = new Tensors().put("c.bins", bins).put("c.surprise", surprise);
    assertThatThrownBy(() -> Calibration.readFrom(tensors, "c."))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("c.");
  }

  private static float[] scores(int rows, long seed, ToDoubleFunction<SplittableRandom> draw) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] scores = new float[rows];
    for (int i = 0; i < rows; i++) {
      scores[i] = (float) draw.applyAsDouble(random);
    }
    return scores;
  }

  private static double survival(float[] scores, float at) {
    double above = 0.5;
    for (float score : scores) {
      above += score > at ? 1 : score == at ? 0.5 : 0;
    }
    return above / (scores.length + 1);
  }

  private static double p(Calibration calibration, float score) {
    return Math.exp(-calibration.surprise(score));
  }
}
