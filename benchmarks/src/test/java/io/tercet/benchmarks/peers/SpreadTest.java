package io.tercet.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void theMedianIsInTheMiddleOrBetweenTheTwoThere() {
    assertThat(Spread.of(3, 1, 2)).isEqualTo(new Spread(1, 2, 3));
    assertThat(Spread.of(4, 1, 2, 3)).isEqualTo(new Spread(1, 2.5, 4));
    assertThat(Spread.of(7)).isEqualTo(new Spread(7, 7, 7));
  }

  @Test
  void numbersHaveThreeDigits() {
    assertThat(Spread.number(0.2716)).isEqualTo("0.272");
    assertThat(Spread.number(9.172)).isEqualTo("9.17");
    assertThat(Spread.number(33.66)).isEqualTo("33.7");
    assertThat(Spread.number(12_345.6)).isEqualTo("12,346");
  }

  @Test
  void aRatioIsTheMedianOfTheRoundsAndAFloorHoldsIt() throws IOException {
    Results results = Results.of(List.of(fixed("own", 2), fixed("other", 5)), 3);
    assertThat(results.ratio("other", "own").median()).isEqualTo(2.5);
    assertThat(new Floor("own", "other", 2.4).isHeld(results)).isTrue();
    assertThat(new Floor("own", "other", 2.6).isHeld(results)).isFalse();
  }

  private static Contestant fixed(String name, double micros) {
    return new Contestant() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String version() {
        return "";
      }

      @Override
      public Sample measure() {
        return new Sample(1_000_000, micros, micros);
      }
    };
  }
}
