package io.tercet.cli.progress;

import io.tercet.cli.terminal.Format;
import io.tercet.cli.terminal.Terminal;
import io.tercet.jobs.Progress;
import java.io.PrintStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Shows a job's steps on standard error; close it when the job is done or failed. */
public abstract class JobProgress implements Progress, AutoCloseable {
  private static final double VISIBLE_SECONDS = 0.0005;

  /** What a job counts. */
  public enum Unit {
    ROWS,
    BYTES;

    /** A number of them, for people. */
    String text(long count) {
      return this == BYTES ? Format.bytes(count) : Format.count(count);
    }
  }

  private final StopSignal stopSignal;
  private final Unit unit;
  private @Nullable String name;
  private long total;
  private long done;
  private long startedNanos;

  JobProgress(StopSignal stopSignal, Unit unit) {
    this.stopSignal = stopSignal;
    this.unit = unit;
  }

  /** A bar where a person watches, lines where not. */
  public static JobProgress on(
      PrintStream err, Terminal terminal, StopSignal stopSignal, Unit unit) {
    return terminal.errIsTerminal()
        ? new BarProgress(err, terminal, stopSignal, unit)
        : new LineProgress(err, stopSignal, unit);
  }

  @Override
  public final void step(String newName, long newTotal) {
    endStep();
    name = newName;
    total = newTotal;
    done = 0;
    startedNanos = System.nanoTime();
    begin(newName, newTotal);
  }

  @Override
  public final void advance(long newDone) {
    done = newDone;
    moved(newDone);
  }

  @Override
  public final boolean stopRequested() {
    return stopSignal.requested();
  }

  @Override
  public final void close() {
    endStep();
  }

  private void endStep() {
    if (name != null) {
      end(name, done);
      name = null;
    }
  }

  /** A step begins. */
  abstract void begin(String step, long stepTotal);

  /** The step has come so far. */
  abstract void moved(long stepDone);

  /** The step is over. */
  abstract void end(String step, long stepDone);

  final Unit unit() {
    return unit;
  }

  final long total() {
    return total;
  }

  final Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  /** {@code 120,000 in 1.2 s (100,000/s)}; without a rate where nothing was counted. */
  final String summary(long stepDone) {
    Duration elapsed = elapsed();
    double seconds = elapsed.toNanos() / 1e9;
    if (stepDone <= 0 || seconds < VISIBLE_SECONDS) {
      return Format.duration(elapsed);
    }
    return "%s in %s (%s/s)"
        .formatted(
            unit.text(stepDone),
            Format.duration(elapsed),
            unit.text(Math.round(stepDone / seconds)));
  }
}
