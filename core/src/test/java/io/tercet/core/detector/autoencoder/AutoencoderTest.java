package io.tercet.core.detector.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.tercet.core.detector.Detector.Scorer;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AutoencoderTest {
  private static final int INPUTS = 20;
  private static final int ROWS = 2_000;
  private static final float[][] ON = Manifold.on(INPUTS, ROWS, 11);
  private static Autoencoder model;

  @BeforeAll
  static void train() {
    float[][] columns = Manifold.on(INPUTS, 8_000, 1);
    model = new AutoencoderTrainer(AutoencoderOptions.defaults()).train(columns, 8_000, 1);
  }

  @Test
  void rowsOffTheManifoldScoreHigher() {
    float[] on = Manifold.scores(model, ON, ROWS);
    float[] off = Manifold.scores(model, Manifold.off(INPUTS, ROWS, 12), ROWS);

    assertThat(areaUnderCurve(on, off)).isGreaterThan(0.95);
  }

  @Test
  void theScoreIsTheMeanOfTheSquaredErrors() {
    float[][] errors = model.squaredErrors(ON, ROWS);
    float[] scores = Manifold.scores(model, ON, ROWS);
    for (int r = 0; r < ROWS; r++) {
      double sum = 0;
      for (float[] error : errors) {
        sum += error[r];
      }
      assertThat((double) scores[r]).isCloseTo(sum / INPUTS, within(1e-6 + 1e-5 * scores[r]));
    }
  }

  @Test
  void theInputThatWasSpoiltIsTheWorstReconstructed() {
    float[][] columns = Arrays.stream(ON).map(float[]::clone).toArray(float[][]::new);
    columns[7][3] += 4;

    float[][] errors = model.squaredErrors(columns, 4);
    for (int f = 0; f < INPUTS; f++) {
      assertThat(errors[f][3]).isLessThanOrEqualTo(errors[7][3]);
    }
  }

  @Test
  void reconstructionIsInTheUnitOfTheInput() {
    float[][] scaled = Arrays.stream(ON).map(float[]::clone).toArray(float[][]::new);
    for (int r = 0; r < ROWS; r++) {
      scaled[0][r] = 1_000 + 50 * scaled[0][r];
    }
    AutoencoderOptions options = AutoencoderOptions.defaults().withEpochs(200);
    float[][] output =
        new AutoencoderTrainer(options).train(scaled, ROWS, 3).reconstruct(scaled, 9);
    for (int r = 0; r < 9; r++) {
      assertThat(output[0][r]).isCloseTo(scaled[0][r], within(25f));
      assertThat(output[1][r]).isCloseTo(scaled[1][r], within(0.5f));
    }
  }

  @Test
  void whatIsNotFiniteScoresFiniteAndHigh() {
    float ordinary = Manifold.scores(model, ON, 1)[0];
    for (float value : new float[] {Float.POSITIVE_INFINITY, -Float.MAX_VALUE, Float.NaN}) {
      for (int rows : new int[] {1, 100}) {
        float[][] columns = Arrays.stream(ON).map(float[]::clone).toArray(float[][]::new);
        columns[2][0] = value;
        assertThat(Manifold.scores(model, columns, rows)[0]).isFinite().isGreaterThan(ordinary);
      }
    }
  }

  @Test
  void noRowsAreNoWork() {
    model.scorer().score(new float[INPUTS][0], 0, new float[0]);
    assertThat(model.reconstruct(new float[INPUTS][0], 0)).hasDimensions(INPUTS, 0);
  }

  @Test
  void anotherNumberOfColumnsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.scorer().score(new float[3][1], 1, new float[1]))
        .withMessage("this autoencoder has 20 inputs, got 3 columns");
    assertThatIllegalArgumentException().isThrownBy(() -> model.reconstruct(new float[3][1], 1));
    assertThatIllegalArgumentException().isThrownBy(() -> model.referenceScore(new float[3]));
  }

  @Test
  void scoringAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Scorer scorer = model.scorer();
    float[] scores = new float[ROWS];
    scorer.score(ON, ROWS, scores);
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 20; i++) {
      scorer.score(ON, ROWS, scores);
      scorer.score(ON, 1, scores);
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000);
  }

  private static double areaUnderCurve(float[] low, float[] high) {
    double wins = 0;
    for (float h : high) {
      for (float l : low) {
        wins += h > l ? 1 : h == l ? 0.5 : 0;
      }
    }
    return wins / low.length / high.length;
  }
}
