package io.tercet.core.detector.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PathLengthTest {
  @Test
  void averageIsEquationOne() {
    assertThat(PathLength.average(1)).isZero();
    assertThat(PathLength.average(2)).isEqualTo(1);
    // 2 (ln 255 + 0.5772156649) − 2 · 255 / 256
    assertThat(PathLength.average(256)).isCloseTo(10.244770920, within(1e-8));
  }

  @Test
  void heightLimitIsTheCeilingOfTheLogarithm() {
    assertThat(PathLength.heightLimit(2)).isEqualTo(1);
    assertThat(PathLength.heightLimit(3)).isEqualTo(2);
    assertThat(PathLength.heightLimit(256)).isEqualTo(8);
    assertThat(PathLength.heightLimit(257)).isEqualTo(9);
  }

  @Test
  void anAveragePathScoresOneHalf() {
    assertThat(PathLength.score(PathLength.average(256), 256)).isEqualTo(0.5f);
  }
}
