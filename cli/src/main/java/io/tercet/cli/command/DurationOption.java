package io.tercet.cli.command;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A length of time as an option gives it: {@code 7d}, {@code 12h}, {@code 90m}, {@code 2w}. */
final class DurationOption {
  private static final Pattern FORM = Pattern.compile("(\\d{1,6})\\s*([mhdw])");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "m",
          Duration.ofMinutes(1),
          "h",
          Duration.ofHours(1),
          "d",
          Duration.ofDays(1),
          "w",
          Duration.ofDays(7));

  private DurationOption() {}

  /** Microseconds; 0 if the option was not given. */
  static long micros(String option, @Nullable String text) {
    if (text == null) {
      return 0;
    }
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new UsageException(
          "%s must be a number with a unit, such as 7d, 12h, 90m or 2w, got '%s'"
              .formatted(option, text));
    }
    Duration unit = UNITS.get(matcher.group(2));
    return unit == null
        ? 0
        : unit.multipliedBy(Long.parseLong(matcher.group(1))).toMillis() * 1_000;
  }
}
