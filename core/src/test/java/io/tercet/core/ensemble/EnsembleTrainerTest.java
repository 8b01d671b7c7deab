package io.tercet.core.ensemble;

import static io.tercet.core.ensemble.SampleEnsemble.FEATURES;
import static io.tercet.core.ensemble.SampleEnsemble.MODEL;
import static io.tercet.core.ensemble.SampleEnsemble.OPTIONS;
import static io.tercet.core.ensemble.SampleEnsemble.ROWS;
import static io.tercet.core.ensemble.SampleEnsemble.TRAINED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.core.feature.Feature;
import io.tercet.core.feature.FeatureBlock;
import io.tercet.core.model.Safetensors;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnsembleTrainerTest {
  @Test
  void theSameSeedGivesTheSameBitsAndAnotherOneOthers() {
    EnsembleOptions quick = quick();
    byte[] once = file(SampleEnsemble.train(quick, 3000, 7));
    assertThat(file(SampleEnsemble.train(quick, 3000, 7))).isEqualTo(once);
    assertThat(file(SampleEnsemble.train(quick, 3000, 8))).isNotEqualTo(once);
  }

  @Test
  void tooFewRowsAreRefusedAndTheFewestSuffice() {
    for (int rows : new int[] {0, 1, 10, 99}) {
      assertThatThrownBy(() -> SampleEnsemble.train(quick(), rows, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("at least 100")
          .hasMessageContaining("got " + rows);
    }
    requireScores(SampleEnsemble.train(quick(), 100, 1));
  }

  @Test
  void columnsThatAreMissingOrShortAreRefused() {
    assertThatThrownBy(() -> new EnsembleTrainer(quick()).train(new float[3][200], 200, 1))
        .hasMessageContaining("got 3");
    float[][] columns = new float[Feature.count()][200];
    columns[Feature.AMOUNT.ordinal()] = new float[199];
    assertThatThrownBy(() -> new EnsembleTrainer(quick()).train(columns, 200, 1))
        .hasMessageContaining("amount")
        .hasMessageContaining("199");
  }

  @Test
  void constantUnknownAndInfiniteFeaturesCanBeTrainedOn() {
    for (float value : new float[] {0, 7, Float.NaN, 1 / 0f, -1 / 0f}) {
      float[][] columns = new float[Feature.count()][500];
      for (float[] column : columns) {
        Arrays.fill(column, value);
      }
      EnsembleModel model = new EnsembleTrainer(quick()).train(columns, 500, 1);
      requireScores(model);
      FeatureBlock block = new FeatureBlock(1);
      block.size = 1;
      for (float[] column : block.columns) {
        column[0] = value;
      }
      VerdictBlock verdicts = new VerdictBlock(1);
      EnsembleScorer scorer = model.scorer();
      scorer.scoreAgainst(scorer.curve(), block, verdicts);
      assertThat(verdicts.totalRisk[0]).as("all %s", value).isBetween(0f, 20f);
    }
  }

  @Test
  void theOriginalWeightsChangeTheFusionAndNoLayer() {
    EnsembleModel original = SampleEnsemble.train(quick().withWeights(Weights.ORIGINAL), 4000, 1);
    EnsembleModel standard = SampleEnsemble.train(quick().withWeights(Weights.STANDARD), 4000, 1);
    VerdictBlock a = SampleEnsemble.score(original.scorer(), 4000, 6000);
    VerdictBlock b = SampleEnsemble.score(standard.scorer(), 4000, 6000);
    assertThat(a.statisticalRisk).isEqualTo(b.statisticalRisk);
    assertThat(a.forestRisk).isEqualTo(b.forestRisk);
    assertThat(a.autoencoderRisk).isEqualTo(b.autoencoderRisk);
    assertThat(a.fusedScore).isNotEqualTo(b.fusedScore);
    requireScores(original);
  }

  @Test
  void aLayerWithoutWeightHasNoSay() {
    EnsembleModel model =
        SampleEnsemble.train(
            quick()
                .withWeights(new Weights(1, 0, 0))
                .withTypologies(List.of(SampleEnsemble.TYPOLOGIES.getFirst())),
            4000,
            1);
    VerdictBlock verdicts = SampleEnsemble.score(model.scorer(), 4000, 5000);
    for (int i = 1; i < verdicts.size; i++) {
      float louder = verdicts.statisticalRisk[i] - verdicts.statisticalRisk[i - 1];
      float more = verdicts.fusedScore[i] - verdicts.fusedScore[i - 1];
      assertThat(louder * more).isNotNegative();
    }
  }

  @Test
  void calibrationUsesTheLaterPartOnly() {
    float[][] columns = new float[Feature.count()][];
    Arrays.setAll(columns, f -> FEATURES.columns[f].clone());
    int held = TRAINED - (int) (OPTIONS.calibrationShare() * TRAINED);
    for (float[] column : columns) {
      Arrays.fill(column, held, TRAINED, Float.NaN);
    }
    EnsembleModel other = new EnsembleTrainer(OPTIONS).train(columns, TRAINED, 1);
    for (Feature feature : Feature.all()) {
      assertThat(other.statistical().tail(feature).tail(1, true))
          .isEqualTo(MODEL.statistical().tail(feature).tail(1, true));
    }
  }

  @Test
  void theLeastSuspiciousShareIsLearnt() {
    float[] loudest = {5, 1, 3, 2, 4, 9};
    assertThat(LeastSuspicious.chosen(loudest, 0.5)).containsExactly(1, 2, 3);
    assertThat(LeastSuspicious.chosen(loudest, 1e-9)).as("two at least").containsExactly(1, 3);
    assertThat(LeastSuspicious.chosen(loudest, 1)).hasSize(6);
    assertThat(LeastSuspicious.chosen(new float[9], 0.1)).as("all as quiet").hasSize(9);
  }

  @Test
  void moreRowsThanTeachAnythingAreThinnedEvenly() {
    int[] rows = {3, 5, 7, 9, 11, 13};
    assertThat(LeastSuspicious.thinned(rows, 6)).containsExactly(3, 5, 7, 9, 11, 13);
    assertThat(LeastSuspicious.thinned(rows, 3)).containsExactly(3, 7, 11);
    assertThat(LeastSuspicious.thinned(rows, 100)).hasSize(6);
  }

  @Test
  void theHeldRowsScoreAsTheyDidInTraining() {
    EnsembleModel model = SampleEnsemble.train(quick(), 4000, 1);
    int held = (int) (quick().calibrationShare() * 4000);
    VerdictBlock verdicts = SampleEnsemble.score(model.scorer(), 4000 - held, 4000);
    RollingCalibration again =
        RollingCalibration.fit(verdicts.fusedScore, held, quick().rollingWindow());
    for (float score : verdicts.fusedScore) {
      assertThat(again.curve().surprise(score)).isEqualTo(model.fused().curve().surprise(score));
    }
  }

  private static void requireScores(EnsembleModel model) {
    VerdictBlock verdicts = SampleEnsemble.score(model.scorer(), ROWS - 3000, ROWS);
    for (int i = 0; i < verdicts.size; i++) {
      assertThat(verdicts.totalRisk[i]).isBetween(0f, 100f);
      assertThat(verdicts.fusedScore[i]).isFinite();
    }
  }

  private static EnsembleOptions quick() {
    return OPTIONS
        .withForest(OPTIONS.forest().withTrees(10))
        .withAutoencoder(OPTIONS.autoencoder().withEpochs(1).withHidden(4));
  }

  private static byte[] file(EnsembleModel model) {
    return Safetensors.encode(EnsembleFormat.write(model));
  }
}
