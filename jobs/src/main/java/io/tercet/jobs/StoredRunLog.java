package io.tercet.jobs;

import io.tercet.store.StoreException;
import io.tercet.store.metadata.RunState;
import io.tercet.store.metadata.RunStore;
import io.tercet.store.metadata.RunStore.NewRun;
import io.tercet.store.metadata.RunStore.Place;
import io.tercet.store.metadata.RunStore.Run;
import io.tercet.store.metadata.RunStore.RunEnd;
import io.tercet.store.metadata.RunStore.RunFilter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Records runs in the metadata database. A run that cannot be recorded as begun does not begin. */
public final class StoredRunLog implements RunLog {
  /** What the system says of a process's start differs by this much from time to time. */
  private static final Duration SAME_START = Duration.ofSeconds(2);

  private static final int MOST_ABANDONED = 1_000;

  private final RunStore runs;
  private final Place place;
  private final InstantSource clock;
  private final Function<Throwable, String> describe;
  private final Consumer<String> warnings;

  /**
   * Creates the log.
   *
   * @param place where this process runs
   * @param describe one line on what went wrong
   * @param warnings hears when the end of a run could not be recorded: its work is done all the
   *     same
   */
  public StoredRunLog(
      RunStore runs,
      Place place,
      InstantSource clock,
      Function<Throwable, String> describe,
      Consumer<String> warnings) {
    this.runs = runs;
    this.place = place;
    this.clock = clock;
    this.describe = describe;
    this.warnings = warnings;
  }

  /** Where this process runs, on the machine called {@code host}. */
  public static Place thisProcess(String host) {
    ProcessHandle process = ProcessHandle.current();
    Instant startedAt = process.info().startInstant().orElse(Instant.EPOCH);
    return new Place(host, process.pid(), startedAt.truncatedTo(ChronoUnit.MICROS));
  }

  @Override
  public <T> T record(Start start, Supplier<T> work, Function<T, Outcome> outcome) {
    long id = begin(start);
    T result;
    try {
      result = work.get();
    } catch (JobStopped e) {
      finish(id, new RunEnd(RunState.STOPPED, null, null, null, null));
      throw e;
    } catch (RuntimeException | Error e) {
      finish(id, RunEnd.failed(describe.apply(e)));
      throw e;
    }
    Outcome told = outcome.apply(result);
    finish(id, new RunEnd(RunState.SUCCEEDED, told.model(), told.rows(), told.alerts(), null));
    return result;
  }

  private long begin(Start start) {
    markAbandoned();
    return runs.begin(
        new NewRun(
            start.kind(),
            start.store(),
            instant(start.fromMicros()),
            instant(start.toMicros()),
            null,
            place),
        clock.instant());
  }

  private void finish(long id, RunEnd end) {
    try {
      runs.finish(id, end, clock.instant());
    } catch (StoreException e) {
      warnings.accept("the end of run %d was not recorded: %s".formatted(id, e.getMessage()));
    }
  }

  /** Marks the runs of this machine whose processes are gone, and returns how many. */
  public int markAbandoned() {
    RunFilter running =
        RunFilter.latest(MOST_ABANDONED).inState(RunState.RUNNING).onHost(place.host());
    int gone = 0;
    for (Run run : runs.list(running)) {
      if (!isAlive(run.begun().place())) {
        runs.finish(
            run.id(),
            new RunEnd(RunState.ABANDONED, null, null, null, "its process ended without a word"),
            clock.instant());
        gone++;
      }
    }
    return gone;
  }

  private static boolean isAlive(Place place) {
    return ProcessHandle.of(place.process())
        .filter(ProcessHandle::isAlive)
        .map(process -> process.info().startInstant().orElse(place.startedAt()))
        .filter(started ->
            Duration.between(started, place.startedAt()).abs().compareTo(SAME_START) <= 0)
        .isPresent();
  }

  private static @Nullable Instant instant(@Nullable Long micros) {
    return micros == null ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
