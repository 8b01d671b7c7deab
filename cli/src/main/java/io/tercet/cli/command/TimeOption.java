package io.tercet.cli.command;

import io.tercet.cli.terminal.Format;
import io.tercet.core.transaction.Transaction;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A moment as an option gives it: ISO 8601, a date or date and time; UTC where no zone is given.
 */
final class TimeOption {
  private static final List<Function<String, Instant>> FORMS =
      List.of(
          text -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant(),
          text -> OffsetDateTime.parse(text).toInstant(),
          text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));

  private TimeOption() {}

  /** Microseconds since the epoch; empty if the option was not given. */
  static OptionalLong micros(String option, @Nullable String text) {
    return text == null ? OptionalLong.empty() : OptionalLong.of(parse(option, text));
  }

  private static long parse(String option, String text) {
    String normal = text.strip().replace(' ', 'T');
    for (Function<String, Instant> form : FORMS) {
      try {
        return requireRange(option, text, form.apply(normal));
      } catch (DateTimeException e) {
        // The next form may fit.
        continue;
      }
    }
    throw new UsageException(
        "%s must be a date or time in ISO 8601, such as 2026-01-31 or 2026-01-31T18:00:00Z, got '%s'"
            .formatted(option, text));
  }

  private static long requireRange(String option, String text, Instant time) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, time);
    if (micros < Transaction.MIN_TIMESTAMP || micros > Transaction.MAX_TIMESTAMP) {
      throw new UsageException(
          "%s must be in [%s, %s], got '%s'"
              .formatted(
                  option,
                  Format.iso(Transaction.MIN_TIMESTAMP),
                  Format.iso(Transaction.MAX_TIMESTAMP),
                  text));
    }
    return micros;
  }

  /** The two ends of a window, which must not be the wrong way round. */
  static void requireOrder(OptionalLong from, OptionalLong to) {
    if (from.isPresent() && to.isPresent() && from.getAsLong() >= to.getAsLong()) {
      throw new UsageException(
          "--from must be before --to, got [%s, %s)"
              .formatted(Format.iso(from.getAsLong()), Format.iso(to.getAsLong())));
    }
  }
}
