package io.tercet.core.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ThresholdsTest {
  @Test
  void aLevelBeginsExactlyAtItsThreshold() {
    Thresholds standard = Thresholds.STANDARD;
    assertThat(standard.level(0)).isEqualTo(RiskLevel.LOW);
    assertThat(standard.level(Math.nextDown(60f))).isEqualTo(RiskLevel.LOW);
    assertThat(standard.level(60)).isEqualTo(RiskLevel.MEDIUM);
    assertThat(standard.level(Math.nextDown(80f))).isEqualTo(RiskLevel.MEDIUM);
    assertThat(standard.level(80)).isEqualTo(RiskLevel.HIGH);
    assertThat(standard.level(Math.nextDown(95f))).isEqualTo(RiskLevel.HIGH);
    assertThat(standard.level(95)).isEqualTo(RiskLevel.CRITICAL);
    assertThat(standard.level(100)).isEqualTo(RiskLevel.CRITICAL);
  }

  @Test
  void decisionsFollowLevels() {
    assertThat(Thresholds.decision(RiskLevel.LOW)).isEqualTo(Decision.APPROVED);
    assertThat(Thresholds.decision(RiskLevel.MEDIUM)).isEqualTo(Decision.REVIEW);
    assertThat(Thresholds.decision(RiskLevel.HIGH)).isEqualTo(Decision.REVIEW);
    assertThat(Thresholds.decision(RiskLevel.CRITICAL)).isEqualTo(Decision.BLOCKED);
  }

  @Test
  void equalThresholdsLeaveLevelsOut() {
    Thresholds two = new Thresholds(50, 50, 50);
    assertThat(two.level(Math.nextDown(50f))).isEqualTo(RiskLevel.LOW);
    assertThat(two.level(50)).isEqualTo(RiskLevel.CRITICAL);
  }

  @Test
  void thresholdsOutOfOrderOrRangeAreRefused() {
    double[][] wrong = {
      {0, 80, 95},
      {60, 50, 95},
      {60, 80, 70},
      {60, 80, 101},
      {Double.NaN, 80, 95},
      {1, 2, Double.NaN}
    };
    for (double[] t : wrong) {
      assertThatThrownBy(() -> new Thresholds(t[0], t[1], t[2]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(Double.toString(t[0]));
    }
  }

  @Test
  void riskIsMinusTwentyDecadesOfP() {
    assertThat((double) Risk.of((float) Math.log(1000))).isCloseTo(60, within(1e-4));
    assertThat(Risk.of(0)).isZero();
    assertThat(Risk.of(27.6f)).isEqualTo(100);
    assertThat(Risk.threshold(1e-4)).isCloseTo(80, within(1e-9));
    assertThat(Risk.threshold(1)).isZero();
    assertThat(Risk.threshold(1e-9)).isEqualTo(100);
  }

  @Test
  void codesAndTextsAreThoseStored() {
    for (RiskLevel level : RiskLevel.values()) {
      assertThat(RiskLevel.ofCode(level.code())).isEqualTo(level);
    }
    for (Decision decision : Decision.values()) {
      assertThat(Decision.ofCode(decision.code())).isEqualTo(decision);
    }
    assertThat(RiskLevel.CRITICAL.text()).isEqualTo("critical");
    assertThat(RiskLevel.CRITICAL.code()).isEqualTo((byte) 3);
    assertThat(Decision.BLOCKED.text()).isEqualTo("blocked");
    assertThat(Decision.BLOCKED.code()).isEqualTo((byte) 2);
  }

  @Test
  void weightsMustHaveAProportion() {
    double[][] wrong = {{0, 0, 0}, {-1, 1, 1}, {Double.NaN, 1, 1}, {1 / 0.0, 1, 1}};
    for (double[] w : wrong) {
      assertThatThrownBy(() -> new Weights(w[0], w[1], w[2]))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(Weights.ORIGINAL).isEqualTo(new Weights(0.2, 0.4, 0.4));
  }
}
