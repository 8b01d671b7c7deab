package io.tercet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TimeOptionTest {
  private static Instant parse(String text) {
    return Instant.EPOCH.plus(TimeOption.micros("--from", text).getAsLong(), ChronoUnit.MICROS);
  }

  @Test
  void datesAndTimesWithAndWithoutZoneAreRead() {
    assertThat(parse("2018-07-25")).isEqualTo("2018-07-25T00:00:00Z");
    assertThat(parse("2018-07-25T10:30")).isEqualTo("2018-07-25T10:30:00Z");
    assertThat(parse("2018-07-25 10:30:15")).isEqualTo("2018-07-25T10:30:15Z");
    assertThat(parse("2018-07-25T10:30:00.123456Z")).isEqualTo("2018-07-25T10:30:00.123456Z");
    assertThat(parse("2018-07-25T10:30:00+02:00")).isEqualTo("2018-07-25T08:30:00Z");
  }

  @Test
  void whatIsNoTimeSaysWhatArrived() {
    assertThatThrownBy(() -> parse("yesterday"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--from must be a date or time in ISO 8601")
        .hasMessageEndingWith("got 'yesterday'");
    assertThatThrownBy(() -> parse("2018-02-30")).hasMessageContaining("got '2018-02-30'");
    assertThatThrownBy(() -> parse("1900-01-01")).hasMessageContaining("got '1900-01-01'");
  }

  @Test
  void theWindowMustNotBeTheWrongWayRound() {
    assertThatThrownBy(
            () -> TimeOption.requireOrder(OptionalLong.of(2_000_000), OptionalLong.of(1_000_000)))
        .hasMessageContaining("--from must be before --to");
  }
}
