package io.tercet.cli.progress;

import io.tercet.cli.terminal.Format;
import java.io.PrintStream;

/** A line when a step ends, and one now and then while it takes long. */
final class LineProgress extends JobProgress {
  private static final long PAUSE_NANOS = 10_000_000_000L;

  private final PrintStream err;
  private String step = "";
  private long nextLine;

  LineProgress(PrintStream err, StopSignal stopSignal, Unit unit) {
    super(stopSignal, unit);
    this.err = err;
  }

  @Override
  void begin(String newStep, long stepTotal) {
    step = newStep;
    nextLine = System.nanoTime() + PAUSE_NANOS;
  }

  @Override
  void moved(long stepDone) {
    long now = System.nanoTime();
    if (now >= nextLine) {
      nextLine = now + PAUSE_NANOS;
      err.println(step + ": " + far(stepDone));
    }
  }

  private String far(long stepDone) {
    String count = unit().text(stepDone);
    return total() <= 0
        ? count
        : "%s of %s (%s)"
            .formatted(count, unit().text(total()), Format.share((double) stepDone / total()));
  }

  @Override
  void end(String endedStep, long stepDone) {
    err.println(endedStep + ": " + summary(stepDone));
  }
}
