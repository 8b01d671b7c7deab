package io.tercet.cli.progress;

import io.tercet.cli.terminal.Style;
import io.tercet.cli.terminal.Terminal;
import io.tercet.cli.terminal.Texts;
import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import org.jspecify.annotations.Nullable;

/** A bar with rate and time left while a step runs; a line with its figures afterwards. */
final class BarProgress extends JobProgress {
  private static final int INTERVAL_MILLIS = 100;
  private static final int NAME_WIDTH = 24;
  private static final String ERASE_LINE = "\r\u001b[K";

  private final PrintStream err;
  private final Terminal terminal;
  private @Nullable ProgressBar bar;

  BarProgress(PrintStream err, Terminal terminal, StopSignal stopSignal, Unit unit) {
    super(stopSignal, unit);
    this.err = err;
    this.terminal = terminal;
  }

  @Override
  void begin(String step, long stepTotal) {
    bar =
        new ProgressBarBuilder()
            .setInitialMax(stepTotal)
            .setTaskName(step)
            .setUpdateIntervalMillis(INTERVAL_MILLIS)
            .setRenderer((state, width) -> BarLine.of(state, unit(), width))
            .setConsumer(new ErasingConsumer(err, terminal.width() - 1))
            .build();
  }

  @Override
  void moved(long stepDone) {
    if (bar != null) {
      bar.stepTo(stepDone);
    }
  }

  @Override
  void end(String step, long stepDone) {
    if (bar != null) {
      bar.close();
      bar = null;
    }
    boolean colours = terminal.coloursOnErr();
    String mark = Style.GREEN.apply("✓", colours);
    String figures = Style.DIM.apply(summary(stepDone), colours);
    err.println(mark + " " + Texts.pad(step, NAME_WIDTH, false) + figures);
  }

  /** Draws every state over the one before, and leaves nothing behind. */
  private record ErasingConsumer(PrintStream err, int width) implements ProgressBarConsumer {
    @Override
    public int getMaxRenderedLength() {
      return width;
    }

    @Override
    public void accept(String line) {
      err.print(ERASE_LINE + Texts.cutEnd(line, width));
      err.flush();
    }

    @Override
    public void close() {
      err.print(ERASE_LINE);
      err.flush();
    }
  }
}
