package io.tercet.core.detector.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class AutoencoderTrainerTest {
  private static final AutoencoderOptions QUICK = AutoencoderOptions.defaults().withEpochs(3);

  @Test
  void trainingStopsWhenTheValidationLossNoLongerFalls() {
    float[][] noise = Manifold.off(6, 400, 2);
    AutoencoderOptions options =
        AutoencoderOptions.defaults().withEpochs(5_000).withBatchSize(32).withEarlyStopping(0.3, 5);
    AutoencoderTrainer.Run run = new AutoencoderTrainer(options).run(noise, 400, 1);

    assertThat(run.losses()).hasSizeBetween(10, 4_000);
    double best = Collections.min(run.losses());
    assertThat(run.losses().subList(run.losses().size() - 5, run.losses().size()))
        .allMatch(loss -> loss >= best * (1 - 1e-3));
  }

  @Test
  void theWeightsOfTheBestEpochAreReturned() {
    float[][] columns = Manifold.on(6, 400, 2);
    AutoencoderOptions options =
        AutoencoderOptions.defaults()
            .withEpochs(40)
            .withBatchSize(16)
            .withAdam(new AutoencoderOptions.Adam(0.05, 0.9, 0.999, 1e-8))
            .withEarlyStopping(0, 40);
    AutoencoderTrainer.Run run = new AutoencoderTrainer(options).run(columns, 400, 1);
    double best = Collections.min(run.losses());
    double mean = 0;
    for (float score : Manifold.scores(run.model(), columns, 400)) {
      mean += score / 400;
    }

    assertThat(best).isLessThan(run.losses().get(run.losses().size() - 1));
    assertThat(mean).isCloseTo(best, withinPercentage(0.1));
  }

  @Test
  void trainingLowersTheLoss() {
    AutoencoderTrainer.Run run =
        new AutoencoderTrainer(AutoencoderOptions.defaults())
            .run(Manifold.on(20, 8_000, 1), 8_000, 1);

    assertThat(Collections.min(run.losses())).isLessThan(run.losses().get(0) / 10);
  }

  @Test
  void weightDecayKeepsWeightsSmall() {
    float[][] columns = Manifold.on(20, 4_000, 1);
    AutoencoderTrainer decaying = new AutoencoderTrainer(QUICK.withEpochs(20).withL2(0.1));
    AutoencoderTrainer free = new AutoencoderTrainer(QUICK.withEpochs(20).withL2(0));
    float[] decayed = Manifold.scores(decaying.train(columns, 4_000, 1), columns, 1);
    float[] fitted = Manifold.scores(free.train(columns, 4_000, 1), columns, 1);

    assertThat(decayed[0]).isGreaterThan(fitted[0]);
  }

  @Test
  void anEpochSeesAtMostSoManyRowsAndTheNextGoesOn() {
    float[][] columns = {new float[100]};
    for (int r = 0; r < 100; r++) {
      columns[0][r] = r;
    }
    AutoencoderOptions options = QUICK.withMaxRowsPerEpoch(30).withEarlyStopping(0.1, 1);
    RobustScaling identity = new RobustScaling(new float[1], new float[] {0.01f});
    TrainingSample sample = new TrainingSample(columns, 100, identity, options, new SplitMix64(1));
    boolean[] seen = new boolean[100];
    for (int epoch = 0; epoch < 3; epoch++) {
      assertThat(sample.epochRows()).isEqualTo(30);
      for (float value : sample.epoch[0]) {
        seen[Math.round(value * 100)] = true;
      }
      sample.advance();
    }

    int distinct = 0;
    for (boolean row : seen) {
      distinct += row ? 1 : 0;
    }
    assertThat(distinct).isEqualTo(90);
    assertThat(sample.validationRows()).isEqualTo(3);
    assertThat(seen[Math.round(sample.validation[0][0] * 100)]).isFalse();
  }

  @Test
  void twoRowsAreEnough() {
    float[][] columns = {{1, 2}, {5, 5}, {-1e30f, 1e30f}};
    Autoencoder model = new AutoencoderTrainer(QUICK).train(columns, 2, 1);

    for (float score : Manifold.scores(model, columns, 2)) {
      assertThat(score).isFinite().isNotNegative();
    }
  }

  @Test
  void constantAndExtremeColumnsGiveFiniteScores() {
    float[][] columns = new float[6][1_000];
    for (int r = 0; r < 1_000; r++) {
      columns[1][r] = 1e20f;
      columns[2][r] = r % 100 == 0 ? 1 : 0;
      columns[3][r] = r % 2 == 0 ? Float.MAX_VALUE : -Float.MAX_VALUE;
      columns[4][r] = r * Float.MIN_VALUE;
      columns[5][r] = r;
    }
    Autoencoder model = new AutoencoderTrainer(QUICK).train(columns, 1_000, 1);

    for (float score : Manifold.scores(model, columns, 1_000)) {
      assertThat(score).isBetween(0f, 64f * 6);
    }
    for (float[] column : model.reconstruct(columns, 1_000)) {
      for (float value : column) {
        assertThat(value).isFinite();
      }
    }
  }

  @Test
  void aDivergingTrainingReturnsFiniteWeights() {
    float[][] columns = Manifold.on(5, 300, 1);
    AutoencoderOptions wild =
        QUICK.withEpochs(50).withBatchSize(1).withAdam(new AutoencoderOptions.Adam(1, 0, 0, 1e-12));
    Autoencoder model = new AutoencoderTrainer(wild).train(columns, 300, 1);

    for (float score : Manifold.scores(model, columns, 300)) {
      assertThat(score).isFinite();
    }
  }

  @Test
  void tooLittleToTrainOnIsRefused() {
    AutoencoderTrainer trainer = new AutoencoderTrainer(QUICK);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer.train(new float[0][], 5, 1))
        .withMessageContaining("got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer.train(new float[1][1], 1, 1))
        .withMessageContaining("at least 2 rows, got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer.train(new float[2][4], 5, 1))
        .withMessage("column 0 must hold 5 rows, got 4");
  }

  @Test
  void aValueThatIsNotFiniteIsNamed() {
    float[][] columns = Manifold.on(3, 50, 1);
    columns[1][49] = Float.NaN;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AutoencoderTrainer(QUICK).train(columns, 50, 1))
        .withMessage("column 1 must be finite, got NaN in row 49");
  }

  @Test
  void rowsBeyondTheNumberAreNotRead() {
    float[][] columns = Manifold.on(3, 100, 1);
    float[][] spoilt = Arrays.stream(columns).map(float[]::clone).toArray(float[][]::new);
    Arrays.fill(spoilt[0], 60, 100, Float.NaN);
    Autoencoder a = new AutoencoderTrainer(QUICK).train(columns, 60, 1);
    Autoencoder b = new AutoencoderTrainer(QUICK).train(spoilt, 60, 1);

    assertThat(Manifold.scores(a, columns, 60)).isEqualTo(Manifold.scores(b, columns, 60));
  }
}
