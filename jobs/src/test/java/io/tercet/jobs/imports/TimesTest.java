package io.tercet.jobs.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  @ParameterizedTest
  @CsvSource({
    "2018-06-15T00:02:14Z, 2018-06-15T00:02:14Z",
    "2018-06-15 00:02:14, 2018-06-15T00:02:14Z",
    "2018-06-15t00:02:14z, 2018-06-15T00:02:14Z",
    "2018-06-15 00:02:14 UTC, 2018-06-15T00:02:14Z",
    "2018-06-15 00:02:14.123456 UTC, 2018-06-15T00:02:14.123456Z",
    "2018-06-15T02:02:14+02:00, 2018-06-15T00:02:14Z",
    "2018-06-14T18:32:14-0530, 2018-06-15T00:02:14Z",
    "2018-06-15 02:02:14+02, 2018-06-15T00:02:14Z",
    "2018-06-15T00:02, 2018-06-15T00:02:00Z",
    "2018-06-15, 2018-06-15T00:00:00Z",
    "2018-06-15T00:02:14.1Z, 2018-06-15T00:02:14.1Z",
    "2018-06-15T00:02:14.123456999Z, 2018-06-15T00:02:14.123456Z",
    "2018-06-15T02:02:14+02:00[Europe/Paris], 2018-06-15T00:02:14Z",
    "2024-02-29T23:59:59Z, 2024-02-29T23:59:59Z",
    "1900-01-01T00:00:00Z, 1900-01-01T00:00:00Z",
    "2300-01-01T00:00:00Z, 2300-01-01T00:00:00Z",
    "1529020934, 2018-06-15T00:02:14Z",
    "1529020934.25, 2018-06-15T00:02:14.25Z",
    "1.529020934E9, 2018-06-15T00:02:14Z",
    "1529020934123, 2018-06-15T00:02:14.123Z",
    "1529020934123456, 2018-06-15T00:02:14.123456Z",
    "1529020934123456789, 2018-06-15T00:02:14.123456Z",
    "-2208988800, 1900-01-01T00:00:00Z",
    "10413792000, 2300-01-01T00:00:00Z",
    "10413792000000, 2300-01-01T00:00:00Z",
    "0x5b230546, 2018-06-15T00:16:06Z",
  })
  void readsEveryForm(String text, String expected) {
    assertThat(parse(text)).isEqualTo(micros(Instant.parse(expected)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2018-13-01",
        "2018-02-30",
        "2023-02-29",
        "2018-06-15T24:00:00Z",
        "2018-06-15T00:60:00Z",
        "2018-06-15T00:00:61Z",
        "15.06.2018",
        "06/15/2018",
        "2018/06/15",
        "2018-06-15T",
        "2018-06-15T1",
        "2018-06-15T00:02:14+99:00",
        "2018-06-15T00:02:14 CET",
        "2018-06-15x00:02:14",
        "2018-06-15T00:02:14Zjunk",
        "2018-6-5",
        "1e300",
        "NaN",
        "20180615T"
      })
  void anythingElseIsNoTime(String text) {
    assertThat(parse(text)).isEqualTo(Times.NOT_A_TIME);
  }

  @Test
  void readsWhatJavaTimeWrites() {
    Random random = new Random(11);
    for (int i = 0; i < 50_000; i++) {
      Instant time =
          Instant.ofEpochSecond(random.nextLong(-2_208_988_800L, 10_413_792_000L))
              .plusNanos(random.nextInt(1_000_000_000));
      long expected = micros(time.truncatedTo(ChronoUnit.MICROS));
      ZoneOffset offset = ZoneOffset.ofTotalSeconds(60 * (random.nextInt(1_441) - 720));
      List<String> forms =
          List.of(
              time.toString(),
              LocalDateTime.ofInstant(time, ZoneOffset.UTC).toString(),
              DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                  OffsetDateTime.ofInstant(time, offset)));
      for (String form : forms) {
        assertThat(parse(form)).as(form).isEqualTo(expected);
      }
    }
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static long parse(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return Times.parse(bytes, 0, bytes.length);
  }
}
