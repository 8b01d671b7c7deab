package io.tercet.jobs.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "007, 7",
    "1.5, 1.5",
    "+1.5, 1.5",
    "-2, -2",
    "1e3, 1000",
    "1.25E-2, 0.0125",
    "12345678901234567890, 12345678901234567890",
    ".5, 0.5",
    "5., 5",
    "0x1A, 26"
  })
  void readsDecimalForms(String text, double value) {
    assertThat(parse(text, 0)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "NaN",
        "nan",
        "Infinity",
        "-inf",
        "1,000",
        "1 000",
        "1_000",
        "0x",
        "0x1p3",
        "1d",
        "1.5f",
        "--1",
        "1.2.3",
        ".",
        "e5",
        "1e",
        "1e+",
        "ten",
        "1e5x",
        "½",
        "١"
      })
  void anythingElseIsNoNumber(String text) {
    assertThat(parse(text, 0)).isNaN();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "1e999999999999", "123456789e1000000"})
  void whatIsTooLargeIsInfinite(String text) {
    assertThat(parse(text, 0)).isInfinite();
  }

  @Test
  void aNumberOfAMillionDigitsIsRefusedWithoutReadingIt() {
    assertThat(parse("9".repeat(1_000_000), 18)).isNaN();
  }

  @Test
  void weiOfAnyLengthIsRoundedOnce() {
    Random random = new Random(7);
    for (int i = 0; i < 50_000; i++) {
      BigInteger wei = new BigInteger(1 + random.nextInt(256), random);
      BigInteger round = BigInteger.TEN.pow(random.nextInt(20));
      String text = wei.multiply(round).toString();
      assertThat(parse(text, 18))
          .as(text)
          .isEqualTo(new BigDecimal(new BigInteger(text), 18).doubleValue());
    }
  }

  @Test
  void decimalsAreRoundedAsTheJdkRoundsThem() {
    Random random = new Random(8);
    for (int i = 0; i < 50_000; i++) {
      String text =
          new BigDecimal(BigInteger.valueOf(random.nextLong() >>> 1), random.nextInt(30))
              .toPlainString();
      assertThat(parse(text, 0)).as(text).isEqualTo(Double.parseDouble(text));
    }
  }

  @Test
  void aProductIsExactBeforeItIsRounded() {
    Random random = new Random(9);
    for (int i = 0; i < 20_000; i++) {
      long a = random.nextLong() >>> 1 + random.nextInt(60);
      long b = random.nextLong() >>> 1 + random.nextInt(60);
      BigInteger exact = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
      assertThat(Numbers.product(a, b, 18))
          .as("%d × %d", a, b)
          .isEqualTo(new BigDecimal(exact, 18).doubleValue());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "42, 42",
    "9223372036854775807, 9223372036854775807",
    "9223372036854775808, -1",
    "-1, -1",
    "1.0, -1",
    "'', -1",
    "0xff, 255",
    "0x10000000000000000, -1",
    "0xffffffffffffffff, -1"
  })
  void wholeNumbersFitALong(String text, long value) {
    byte[] bytes = text.getBytes(UTF_8);
    assertThat(Numbers.parseLong(bytes, 0, bytes.length)).isEqualTo(value);
  }

  private static double parse(String text, int scale) {
    byte[] bytes = text.getBytes(UTF_8);
    return Numbers.parse(bytes, 0, bytes.length, scale);
  }
}
