package io.tercet.cli.progress;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Turns the first SIGINT or SIGTERM into a wish to stop, which jobs look at between chunks. The
 * second one ends the process at once.
 */
public final class StopSignal implements AutoCloseable {
  private static final int STOPPED = 130;

  private final AtomicBoolean requested = new AtomicBoolean();
  private final List<Signal> signals = List.of(new Signal("INT"), new Signal("TERM"));
  private final List<SignalHandler> before;

  private StopSignal(Runnable onFirst) {
    before = signals.stream().map(signal -> Signal.handle(signal, s -> heard(onFirst))).toList();
  }

  /** Listens until closed; tells on {@code err} that it heard. */
  public static StopSignal install(PrintStream err) {
    return new StopSignal(() -> {
      err.println();
      err.println("Stopping after this chunk. Once more stops at once.");
    });
  }

  /** Listens until closed; calls {@code onFirst} when it hears the first one. */
  public static StopSignal install(Runnable onFirst) {
    return new StopSignal(onFirst);
  }

  private void heard(Runnable onFirst) {
    if (requested.getAndSet(true)) {
      Runtime.getRuntime().halt(STOPPED);
    }
    onFirst.run();
  }

  /** Whether a signal was heard. */
  public boolean requested() {
    return requested.get();
  }

  @Override
  public void close() {
    for (int i = 0; i < signals.size(); i++) {
      Signal.handle(signals.get(i), before.get(i));
    }
  }
}
