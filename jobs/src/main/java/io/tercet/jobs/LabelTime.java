package io.tercet.jobs;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;

/** When a label became known: ISO 8601, UTC where no zone is given, or seconds since 1970. */
final class LabelTime {
  /** What {@link #micros} answers for what is no time. */
  static final long NONE = Long.MIN_VALUE;

  private static final long LAST_SECOND = 100_000_000_000L;
  private static final List<Function<String, Instant>> FORMS =
      List.of(
          text -> OffsetDateTime.parse(text).toInstant(),
          text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
          text -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());

  private LabelTime() {}

  /** Microseconds since the epoch, or {@link #NONE}. */
  static long micros(String text) {
    if (!text.isEmpty() && text.chars().allMatch(Character::isDigit)) {
      return text.length() <= 11 && Long.parseLong(text) < LAST_SECOND
          ? Long.parseLong(text) * 1_000_000
          : NONE;
    }
    String normal = text.replace(' ', 'T');
    for (Function<String, Instant> form : FORMS) {
      try {
        return ChronoUnit.MICROS.between(Instant.EPOCH, form.apply(normal));
      } catch (DateTimeException e) {
        // The next form may fit.
        continue;
      }
    }
    return NONE;
  }
}
