package io.tercet.core.detector.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class AutoencoderOptionsTest {
  private static final AutoencoderOptions DEFAULTS = AutoencoderOptions.defaults();

  @Test
  void theDefaultsAreAsDocumented() {
    assertThat(DEFAULTS.hidden()).containsExactly(16, 8, 16);
    assertThat(DEFAULTS.epochs()).isEqualTo(8);
    assertThat(DEFAULTS.maxRowsPerEpoch()).isEqualTo(65_536);
  }

  @Test
  void messagesSayWhatArrivedAndWhatIsAllowed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withEpochs(0))
        .withMessage("epochs must be in [1, 10000], got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withEarlyStopping(0.75, 1))
        .withMessage("validationShare must be in [0, 0.5], got 0.75");
  }

  @Test
  void everyRangeIsChecked() {
    assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withHidden());
    assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withHidden(0));
    assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withHidden(8, 1025));
    assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withBatchSize(0));
    assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withEarlyStopping(0.1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withMaxRowsPerEpoch(0));
    assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withL2(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> adam(0, 0.9, 0.999, 1e-8));
    assertThatIllegalArgumentException().isThrownBy(() -> adam(1e-3, 1, 0.999, 1e-8));
    assertThatIllegalArgumentException().isThrownBy(() -> adam(1e-3, 0.9, 1, 1e-8));
    assertThatIllegalArgumentException().isThrownBy(() -> adam(1e-3, 0.9, 0.999, 0));
  }

  private static AutoencoderOptions.Adam adam(
      double rate, double beta1, double beta2, double epsilon) {
    return new AutoencoderOptions.Adam(rate, beta1, beta2, epsilon);
  }
}
