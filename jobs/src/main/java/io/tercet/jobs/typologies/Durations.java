package io.tercet.jobs.typologies;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them: {@code 90s}, {@code 10min}, {@code 6h}, {@code 7d}. */
final class Durations {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(s|min|h|d)");

  private Durations() {}

  static boolean isDuration(String text) {
    return DURATION.matcher(text).matches();
  }

  /** Seconds of a text that {@link #isDuration}. */
  static double seconds(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is no length of time");
    }
    double number = Double.parseDouble(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> number;
      case "min" -> number * 60;
      case "h" -> number * 3_600;
      default -> number * 86_400;
    };
  }
}
