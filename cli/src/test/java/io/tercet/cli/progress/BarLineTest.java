package io.tercet.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.cli.progress.JobProgress.Unit;
import io.tercet.cli.terminal.Texts;
import org.junit.jupiter.api.Test;

class BarLineTest {
  @Test
  void aStepShowsShareRateAndTimeLeft() {
    assertThat(BarLine.of("Scoring", 250_000, 1_000_000, Unit.ROWS, 5, 79))
        .contains("Scoring", "25 %", "50,000/s", "15 s left", "███", "░░░");
  }

  @Test
  void aStepOfUnknownSizeShowsCountAndRate() {
    assertThat(BarLine.of("Reading", 3_000, -1, Unit.ROWS, 2, 79))
        .contains("Reading", "3,000", "1,500/s")
        .doesNotContain("%", "left");
  }

  @Test
  void noWidthIsExceeded() {
    for (int width = 40; width < 120; width++) {
      assertThat(
              Texts.width(BarLine.of("A step with a long name indeed", 5, 9, Unit.ROWS, 3, width)))
          .isLessThanOrEqualTo(width);
    }
  }

  @Test
  void theBeginningAndMoreThanAllAreDrawn() {
    assertThat(BarLine.of("Scoring", 0, 10, Unit.ROWS, 0, 79)).contains("  0 %");
    assertThat(BarLine.of("Scoring", 12, 10, Unit.ROWS, 1, 79)).contains("100 %", "0.0 s left");
  }
}
