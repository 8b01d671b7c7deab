package io.tercet.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.core.simulation.TrafficDrift.Holiday;
import io.tercet.core.simulation.TrafficDrift.NewCurrency;
import io.tercet.core.simulation.TrafficDrift.PriceJump;
import io.tercet.core.simulation.TrafficDrift.TimeZoneShift;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SimulationOptionsTest {
  private static final SimulationOptions DEFAULTS = SimulationOptions.of(150_000, 1);

  @Test
  void defaultsToAFewFraudsAmongManyTransactions() {
    assertThat(DEFAULTS.fraudShare()).isLessThan(0.01);
    assertThat(DEFAULTS.days()).isBetween(60, 90);
    assertThat(DEFAULTS.accounts()).isEqualTo(3_750);
    assertThat(DEFAULTS.typologies()).containsExactly(SimulatedTypology.values());
    assertThat(DEFAULTS.drifts()).isEmpty();
  }

  @Test
  void saysWhatArrivedWhenANumberIsOutOfRange() {
    assertThatThrownBy(() -> SimulationOptions.of(0, 1))
        .hasMessage("transactions must be in [1, 100000000], got 0");
    assertThatThrownBy(() -> DEFAULTS.withAccounts(0)).hasMessageContaining("accounts must be");
    assertThatThrownBy(() -> DEFAULTS.withShares(0.51, 0))
        .hasMessage("fraudShare must be in [0, 0.5], got 0.51");
    assertThatThrownBy(() -> DEFAULTS.withShares(0, Double.NaN))
        .hasMessageContaining("lookAlikeShare must be");
    assertThatThrownBy(() -> DEFAULTS.withPeriod(DEFAULTS.startMicros(), 0))
        .hasMessage("days must be in [1, 3650], got 0");
  }

  @Test
  void refusesAStartInMilliseconds() {
    assertThatThrownBy(() -> DEFAULTS.withPeriod(1_767_571_200_000L, 75))
        .hasMessageContaining("got 1767571200000 with 75 days. Maybe it is in seconds");
  }

  @Test
  void refusesDriftsThatCannotBe() {
    assertThatThrownBy(() -> new PriceJump("XYZ", 1, 10, 30)).hasMessageContaining("XYZ");
    assertThatThrownBy(() -> new PriceJump("BTC", 1, 0, 30)).hasMessageContaining("factor");
    assertThatThrownBy(() -> new NewCurrency(-1)).hasMessageContaining("day must be");
    assertThatThrownBy(() -> new TimeZoneShift(1, 13)).hasMessageContaining("hours must be");
    assertThatThrownBy(() -> new Holiday(1, 0)).hasMessageContaining("days must be");
  }

  @Test
  void cataloguesTypologiesUnderUniqueStableIds() {
    assertThat(
            Arrays.stream(SimulatedTypology.values())
                .flatMap(typology -> Stream.of(typology.id(), typology.lookAlikeId())))
        .hasSize(32)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[a-z]+(_[a-z]+)*"));
    assertThat(SimulatedTypology.values())
        .allMatch(typology -> typology.description().endsWith("."))
        .allMatch(typology -> typology.lookAlikeDescription().endsWith("."))
        .allMatch(typology ->
            typology
                .id()
                .equals(
                    typology
                        .title()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[ -]", "_")
                        .replace("_with_", "_")));
  }
}
