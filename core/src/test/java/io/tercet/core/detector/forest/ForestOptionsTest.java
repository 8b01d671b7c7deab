package io.tercet.core.detector.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ForestOptionsTest {
  @Test
  void defaultsAreThePapers() {
    assertThat(ForestOptions.defaults()).isEqualTo(new ForestOptions(100, 256, 0.01));
  }

  @Test
  void withersChangeOneOption() {
    assertThat(ForestOptions.defaults().withTrees(7).withSampleSize(64).withContamination(0.5))
        .isEqualTo(new ForestOptions(7, 64, 0.5));
  }

  @Test
  void optionsOutOfRangeAreRejectedWithWhatArrived() {
    ForestOptions options = ForestOptions.defaults();
    assertThatThrownBy(() -> options.withTrees(0)).hasMessage("trees must be in [1, 1000], got 0");
    assertThatThrownBy(() -> options.withTrees(1001)).hasMessageEndingWith("got 1001");
    assertThatThrownBy(() -> options.withSampleSize(1))
        .hasMessage("sampleSize must be in [2, 4096], got 1");
    assertThatThrownBy(() -> options.withSampleSize(4097)).hasMessageEndingWith("got 4097");
    for (double share : new double[] {-0.1, 0.51, Double.NaN}) {
      assertThatThrownBy(() -> options.withContamination(share))
          .hasMessage("contamination is a share and must be in [0, 0.5], got " + share);
    }
  }
}
