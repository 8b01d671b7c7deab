package io.tercet.cli.command;

import io.tercet.store.Selection;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options {@code --from} and {@code --to}. */
final class Window {
  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "First moment, ISO 8601, UTC where no zone is given: 2026-01-31.")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "First moment after the window; the window is [from, to).")
  private @Nullable String to;

  /** Microseconds since the epoch, if given. */
  OptionalLong from() {
    OptionalLong first = TimeOption.micros("--from", from);
    TimeOption.requireOrder(first, TimeOption.micros("--to", to));
    return first;
  }

  /** Microseconds since the epoch, exclusive, if given. */
  OptionalLong to() {
    return TimeOption.micros("--to", to);
  }

  /** What happened in the window; everything where an end is not given. */
  Selection selection() {
    return Selection.window(
        from().orElse(Selection.ALL.fromMicros()), to().orElse(Selection.ALL.toMicros()));
  }
}
