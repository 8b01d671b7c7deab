package io.tercet.cli.progress;

import io.tercet.cli.progress.JobProgress.Unit;
import io.tercet.cli.terminal.Format;
import io.tercet.cli.terminal.Texts;
import java.time.Duration;
import me.tongfei.progressbar.ProgressState;

/** A running step as one line: name, bar, share, rate, time left. */
final class BarLine {
  private static final int NAME_WIDTH = 24;
  private static final int LONGEST_BAR = 30;
  private static final int TAIL_WIDTH = 34;
  private static final int FIGURE_WIDTH = 13;

  private BarLine() {}

  static String of(ProgressState state, Unit unit, int width) {
    double seconds = state.getElapsedAfterStart().toNanos() / 1e9;
    return of(state.getTaskName(), state.getCurrent(), state.getMax(), unit, seconds, width);
  }

  /** {@code max} ≤ 0 where the end is not known. */
  static String of(String name, long done, long max, Unit unit, double seconds, int width) {
    String head = "  " + Texts.pad(Texts.cutEnd(name, NAME_WIDTH - 1), NAME_WIDTH, false);
    String tail = tail(done, max, unit, seconds);
    int room = Math.min(LONGEST_BAR, width - Texts.width(head) - TAIL_WIDTH - 1);
    String bar = max <= 0 || room < 5 ? "" : bar((double) done / max, room) + " ";
    return Texts.cutEnd(head + bar + tail, width);
  }

  private static String tail(long done, long max, Unit unit, double seconds) {
    String rate = rate(done, unit, seconds);
    if (max <= 0) {
      return done <= 0 ? Format.duration(millis(seconds)) : unit.text(done) + rate;
    }
    double share = Math.clamp((double) done / max, 0, 1);
    return "%3.0f %%%s%s"
        .formatted(share * 100, Texts.pad(rate, FIGURE_WIDTH, true), timeLeft(share, seconds));
  }

  private static String rate(long done, Unit unit, double seconds) {
    return done <= 0 || seconds <= 0 ? "" : "  " + unit.text(Math.round(done / seconds)) + "/s";
  }

  private static String timeLeft(double share, double seconds) {
    return share <= 0
        ? ""
        : "  " + Format.duration(millis(seconds * (1 - share) / share)) + " left";
  }

  private static Duration millis(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  private static String bar(double share, int room) {
    int full = (int) Math.round(Math.clamp(share, 0, 1) * room);
    return "█".repeat(full) + "░".repeat(room - full);
  }
}
