package io.tercet.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FormatTest {
  @Test
  void amountsKeepFiveDigitsThatCount() {
    assertThat(Format.amount(0)).isEqualTo("0");
    assertThat(Format.amount(0.000012345678)).isEqualTo("0.000012346");
    assertThat(Format.amount(1.5)).isEqualTo("1.5");
    assertThat(Format.amount(100)).isEqualTo("100");
    assertThat(Format.amount(1234.5678)).isEqualTo("1,234.6");
    assertThat(Format.amount(1234567.89)).isEqualTo("1,234,568");
    assertThat(Format.amount(1e20)).isEqualTo("1.000e+20");
  }

  @Test
  void durationsHaveTheUnitThatFits() {
    assertThat(Format.duration(Duration.ofMillis(40))).isEqualTo("0.0 s");
    assertThat(Format.duration(Duration.ofMillis(9940))).isEqualTo("9.9 s");
    assertThat(Format.duration(Duration.ofMillis(9960))).isEqualTo("10 s");
    assertThat(Format.duration(Duration.ofSeconds(185))).isEqualTo("3 min 05 s");
    assertThat(Format.duration(Duration.ofSeconds(7805))).isEqualTo("2 h 10 min");
  }

  @Test
  void smallSharesDoNotReadAsNone() {
    assertThat(Format.share(0.0004)).isEqualTo("0.04 %");
    assertThat(Format.share(0)).isEqualTo("0.0 %");
    assertThat(Format.share(0.5)).isEqualTo("50.0 %");
  }

  @Test
  void bytesHaveDecimalUnits() {
    assertThat(Format.bytes(999)).isEqualTo("999 bytes");
    assertThat(Format.bytes(1_500)).isEqualTo("1.5 kB");
    assertThat(Format.bytes(42_000_000)).isEqualTo("42 MB");
  }
}
