package io.tercet.core.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.core.feature.Feature;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ValuesTest {
  @Test
  void numbersHaveThreeDigitsAndNoExponentThatPeopleMeet() {
    assertThat(Values.number(0)).isEqualTo("0");
    assertThat(Values.number(-0.0)).isEqualTo("0");
    assertThat(Values.number(1)).isEqualTo("1");
    assertThat(Values.number(1.004)).isEqualTo("1");
    assertThat(Values.number(1.25)).isEqualTo("1.25");
    assertThat(Values.number(0.62539)).isEqualTo("0.625");
    assertThat(Values.number(0.000012345)).isEqualTo("0.0000123");
    assertThat(Values.number(9.999)).isEqualTo("10");
    assertThat(Values.number(99.96)).isEqualTo("100");
    assertThat(Values.number(999.4)).isEqualTo("999");
    assertThat(Values.number(999.7)).isEqualTo("1,000");
    assertThat(Values.number(1_234_567.8)).isEqualTo("1,234,568");
    assertThat(Values.number(2.5e9)).isEqualTo("2.5 billion");
    assertThat(Values.number(1e13)).isEqualTo("10,000 billion");
    assertThat(Values.number(1.234e21)).isEqualTo("1.23 × 10^21");
    assertThat(Values.number(9.999e20)).isEqualTo("1 × 10^21");
    assertThat(Values.number(-3.14159)).isEqualTo("−3.14");
    assertThat(Values.number(1e-300)).isEqualTo("0");
    assertThat(Values.number(-1e-300)).isIn("0", "−0").isEqualTo("0");
  }

  @Test
  void durationsHaveTheUnitsThatSayEnough() {
    assertThat(Values.duration(0)).isEqualTo("0 s");
    assertThat(Values.duration(59.4)).isEqualTo("59 s");
    assertThat(Values.duration(59.6)).isEqualTo("1 min");
    assertThat(Values.duration(61)).isEqualTo("1 min 1 s");
    assertThat(Values.duration(3599)).isEqualTo("59 min");
    assertThat(Values.duration(3600 + 120)).isEqualTo("1 h 2 min");
    assertThat(Values.duration(86_400)).isEqualTo("1 day");
    assertThat(Values.duration(3 * 86_400 + 4 * 3600)).isEqualTo("3 days 4 h");
    assertThat(Values.duration(16.7 * 86_400)).isEqualTo("16 days");
    assertThat(Values.duration(400 * 86_400)).isEqualTo("400 days");
    assertThat(Values.duration(1e9)).isEqualTo("32 years");
    assertThat(Values.duration(2.5 * 365 * 86_400)).isEqualTo("2.5 years");
  }

  @Test
  void sharesAndProbabilitiesAreWorded() {
    assertThat(Values.percent(0)).isEqualTo("0 %");
    assertThat(Values.percent(0.0001)).isEqualTo("under 0.1 %");
    assertThat(Values.percent(0.1234)).isEqualTo("12.3 %");
    assertThat(Values.percent(1)).isEqualTo("100 %");
    assertThat(Values.percent(-0.004)).isEqualTo("−0.4 %");
    assertThat(Values.percent(-0.0001)).isEqualTo("0 %");
    assertThat(Values.oneIn(0.75)).isEqualTo("75 %");
    assertThat(Values.oneIn(0.2)).isEqualTo("1 in 5");
    assertThat(Values.oneIn(1 / 12_345.0)).isEqualTo("1 in 12,345");
  }

  @Test
  void aRiskIsRoundedDown() {
    assertThat(Values.risk(59.99f)).isEqualTo("59");
    assertThat(Values.risk(60)).isEqualTo("60");
    assertThat(Values.risk(0)).isEqualTo("0");
    assertThat(Values.risk(100)).isEqualTo("100");
  }

  @Test
  void everyUnitHasItsWords() {
    assertThat(Values.describe(Feature.PARTY_AGE, ln1p(7200))).isEqualTo("2 h");
    assertThat(Values.describe(Feature.PAIR_COUNT, ln1p(12))).isEqualTo("12");
    assertThat(Values.describe(Feature.SUM_24H, ln1p(3.5))).isEqualTo("3.5 × a usual amount");
    assertThat(Values.describe(Feature.SUM_24H, 0)).isEqualTo("nothing");
    assertThat(Values.describe(Feature.ACTIVITY_RATE_R, ln1p(8))).isEqualTo("8 a day");
    assertThat(Values.describe(Feature.AMOUNT_RATIO, (float) Math.log(90))).isEqualTo("90 ×");
    assertThat(Values.describe(Feature.OUT_AGAINST_LAST_IN, (float) Math.log(1.02)))
        .isEqualTo("2 %");
    assertThat(Values.describe(Feature.FEE_RATIO, 0.125f)).isEqualTo("12.5 %");
    assertThat(Values.describe(Feature.AMOUNT, 5.23f)).isEqualTo("5.2 deviations above");
    assertThat(Values.describe(Feature.AMOUNT, -0.5f)).isEqualTo("0.5 deviations below");
    assertThat(Values.describe(Feature.AMOUNT, -0.01f)).isEqualTo("0 deviations");
    assertThat(Values.describe(Feature.SIGNIFICANT_DIGITS, 3)).isEqualTo("3");
    assertThat(Values.describe(Feature.NIGHT, 1)).isEqualTo("yes");
    assertThat(Values.describe(Feature.NIGHT, 0)).isEqualTo("no");
    assertThat(Values.describe(Feature.AMOUNT, Float.NaN)).isEqualTo("unknown");
  }

  @Test
  void noValueOfAnyFeatureReadsLikeAMachine() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      for (Feature feature : Feature.all()) {
        SplittableRandom random = new SplittableRandom(feature.ordinal());
        for (int i = 0; i < 500; i++) {
          float value = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(-3, 3)));
          String text = Values.describe(feature, value);
          assertThat(text)
              .as("%s of %s", feature, value)
              .doesNotContain("NaN", "Infinity", "E")
              .doesNotMatch(".*−0( .*)?")
              .doesNotMatch(".*,\\d{1,2}(\\D.*)?")
              .hasSizeLessThan(50);
        }
        for (float value : new float[] {1 / 0f, -1 / 0f, 1e30f, -1e30f}) {
          assertThat(Values.describe(feature, value)).doesNotContain("NaN", "Infinity");
        }
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  private static float ln1p(double value) {
    return (float) Math.log1p(value);
  }

  @Test
  void digitsAreThoseOfTheExactValue() {
    long seed = 17;
    Random random = new Random(seed);
    MathContext threeDigits = new MathContext(3, RoundingMode.HALF_EVEN);
    for (int i = 0; i < 200_000; i++) {
      double value = Math.exp(random.nextDouble() * 25 - 18);
      double tie = Math.rint(value * 1000) / 1000 + 0.0005;
      for (double each : new double[] {value, Math.rint(value * 10) / 10, tie, (float) value}) {
        if (each >= 1e-12 && each < 999.5) {
          String expected =
              new BigDecimal(each).round(threeDigits).stripTrailingZeros().toPlainString();
          assertThat(Values.number(each)).as("seed %d, %s", seed, each).isEqualTo(expected);
        }
      }
    }
  }
}
