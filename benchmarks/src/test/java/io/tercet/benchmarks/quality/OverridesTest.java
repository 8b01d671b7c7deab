package io.tercet.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.core.detector.statistical.Typology;
import io.tercet.core.ensemble.EnsembleOptions;
import io.tercet.core.ensemble.Weights;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverridesTest {
  private static final EnsembleOptions DEFAULTS = Overrides.defaults();

  @Test
  void changesOnlyWhatIsNamed() {
    EnsembleOptions options =
        Overrides.apply(DEFAULTS, List.of("weights=1,0,2", "learn_share=0.5"));
    assertThat(options.weights()).isEqualTo(new Weights(1, 0, 2));
    assertThat(options.learnShare()).isEqualTo(0.5);
    assertThat(options.calibrationShare()).isEqualTo(DEFAULTS.calibrationShare());
    assertThat(options.typologies()).isEqualTo(DEFAULTS.typologies());
  }

  @Test
  void takesTypologiesOutOrLeavesOnlySome() {
    String first = DEFAULTS.typologies().getFirst().id();
    assertThat(Overrides.without(DEFAULTS, first).typologies())
        .hasSize(DEFAULTS.typologies().size() - 1)
        .extracting(Typology::id)
        .doesNotContain(first);
    assertThat(Overrides.apply(DEFAULTS, List.of("only=" + first)).typologies())
        .extracting(Typology::id)
        .containsExactly(first);
  }

  @Test
  void anUnknownNameStops() {
    assertThatThrownBy(() -> Overrides.apply(DEFAULTS, List.of("weigths=1,1,1")))
        .hasMessageContaining("weights")
        .hasMessageContaining("weigths");
    assertThatThrownBy(() -> Overrides.apply(DEFAULTS, List.of("without=none_such")))
        .hasMessageContaining("none_such");
  }
}
