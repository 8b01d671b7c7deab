package io.tercet.cli.command;

import io.tercet.core.ensemble.RiskLevel;
import io.tercet.jobs.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A risk level as an option gives it. */
final class LevelOption {
  private static final List<String> NAMES =
      Arrays.stream(RiskLevel.values()).map(RiskLevel::text).toList();

  private LevelOption() {}

  static RiskLevel parse(String option, String text) {
    int code = NAMES.indexOf(text.strip().toLowerCase(Locale.ROOT));
    if (code < 0) {
      throw new UsageException(
          "%s must be one of %s, got '%s'.%s"
              .formatted(option, String.join(", ", NAMES), text, Nearest.hint(text, NAMES)));
    }
    return RiskLevel.ofCode(code);
  }
}
