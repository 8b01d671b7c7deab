package io.tercet.jobs.typologies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.core.detector.autoencoder.AutoencoderOptions;
import io.tercet.core.detector.forest.ForestOptions;
import io.tercet.core.ensemble.EnsembleOptions;
import io.tercet.core.simulation.SimulatedTypology;
import io.tercet.jobs.JobStopped;
import io.tercet.jobs.Progress;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TypologyTrialTest {
  private static final EnsembleOptions SMALL =
      EnsembleOptions.defaults(TypologyPacks.standard())
          .withForest(ForestOptions.defaults().withTrees(10))
          .withAutoencoder(AutoencoderOptions.defaults().withHidden(4).withEpochs(1));

  private static final TrialRequest REQUEST = new TrialRequest(SMALL, 20_000, 3, 20);
  private static final TrialResult RESULT = TypologyTrial.run(REQUEST, Progress.NONE);

  @Test
  void theSameRequestGivesTheSameCounts() {
    assertThat(TypologyTrial.run(REQUEST, Progress.NONE)).isEqualTo(RESULT);
  }

  @Test
  void everyDayHasItsBudgetAndEveryAlertIsCountedOnce() {
    assertThat(RESULT.days()).isEqualTo(45);
    assertThat(RESULT.alerts()).isEqualTo(45 * 20);
    assertThat(RESULT.kinds())
        .extracting(TrialResult.Kind::id)
        .containsExactly(
            Arrays.stream(SimulatedTypology.values())
                .map(SimulatedTypology::id)
                .toArray(String[]::new));
    assertThat(RESULT.kinds().stream().mapToInt(TrialResult.Kind::frauds).sum())
        .isEqualTo(RESULT.frauds());
    assertThat(RESULT.kinds().stream().mapToInt(TrialResult.Kind::found).sum())
        .isEqualTo(RESULT.found())
        .isBetween(1, RESULT.frauds());
    assertThat(RESULT.kinds().stream().mapToInt(TrialResult.Kind::lookAlikeAlerts).sum())
        .isEqualTo(RESULT.lookAlikeAlerts());
    assertThat(RESULT.falseAlerts()).isBetween(RESULT.lookAlikeAlerts(), RESULT.alerts());
  }

  @Test
  void aTrialCanBeStopped() {
    Progress stopping =
        new Progress() {
          @Override
          public void step(String name, long total) {}

          @Override
          public void advance(long done) {}

          @Override
          public boolean stopRequested() {
            return true;
          }
        };
    assertThatThrownBy(() -> TypologyTrial.run(REQUEST, stopping)).isInstanceOf(JobStopped.class);
  }

  @Test
  void requestsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new TrialRequest(SMALL, 19_999, 1, 50))
        .hasMessageContaining("20,000 to 2,000,000 transactions, got 19,999");
    assertThatThrownBy(() -> new TrialRequest(SMALL, 20_000, 1, 0)).hasMessageContaining("got 0");
  }
}
