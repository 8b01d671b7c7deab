package io.tercet.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignificantDigitsTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "500, 1",
    "15.97, 4",
    "0.1, 1",
    "0.30000000000000004, 1",
    "0.3333333333333333, 12",
    "1e18, 1",
    "1234500000000000000, 5",
    "1234567890123456789, 12",
    "1e-18, 1",
    "1e30, 1",
    "0.000123, 3",
    "99.99, 4",
    "1e23, 1",
    "123456789.12, 11",
    "0, 0",
    "4.9e-324, 0"
  })
  void countsTheDigitsThatAnAmountNeeds(double amount, int digits) {
    assertThat(SignificantDigits.of(amount)).isEqualTo(digits);
  }

  @Test
  void agreesWithDecimalArithmetic() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 50_000; i++) {
      int digits = 1 + random.nextInt(11);
      long leading = random.nextLong((long) Math.pow(10, digits)) + 1;
      double amount = Double.parseDouble(leading + "e" + (random.nextInt(40) - 25));
      if (SignificantDigits.of(amount) != SlowFeatures.digits(amount)) {
        throw new AssertionError(
            amount + ": " + SignificantDigits.of(amount) + ", " + SlowFeatures.digits(amount));
      }
    }
  }

  @Test
  void leadingDigitsOfDecimalsAreNotLostToRounding() {
    for (int exponent = -40; exponent <= 30; exponent++) {
      for (int leading = 1; leading < 10; leading++) {
        double amount = Double.parseDouble(leading + "e" + exponent);
        double mantissa = SignificantDigits.mantissa(amount);
        assertThat(mantissa).as("%s", amount).isCloseTo(leading, within(2e-15));
        boolean justUnder = mantissa >= TransactionFeatures.JUST_UNDER;
        assertThat(justUnder).as("%s", amount).isEqualTo(leading == 9);
      }
    }
    assertThat(SignificantDigits.mantissa(0)).isEqualTo(1);
    assertThat(SignificantDigits.mantissa(95.5)).isEqualTo(9.55);
  }
}
