package io.tercet.store.metadata;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs of jobs: what was done, when, where, and what became of it. Safe for many threads. */
public interface RunStore {
  /**
   * Records that a run has begun.
   *
   * @return the number of the run, ≥ 1, higher than that of any earlier one
   */
  long begin(NewRun run, Instant startedAt);

  /**
   * Records how a run ended.
   *
   * @return false if it had ended before, and nothing changed; a run that was taken for abandoned
   *     may still end
   */
  boolean finish(long id, RunEnd end, Instant endedAt);

  /** A run by its number. */
  Optional<Run> find(long id);

  /** Runs, newest first. */
  List<Run> list(RunFilter filter);

  /**
   * Where a run happens.
   *
   * @param host its name
   * @param process the process's id there
   * @param startedAt when the process began: ids are given anew after a while
   */
  record Place(String host, long process, Instant startedAt) {
    public Place {
      host = Limits.name("host", host);
    }
  }

  /**
   * What begins.
   *
   * @param kind {@code import}, {@code train}, {@code detect}, {@code evaluate} …
   * @param store what it works on, for people
   * @param from first event time, or null where there is no window
   * @param to event time after the last, or null
   * @param job number of the queued job that it carries out, or null
   */
  record NewRun(
      String kind,
      String store,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Long job,
      Place place) {
    public NewRun {
      kind = Limits.name("kind", kind);
      store = Limits.shortened(store, Limits.TEXT);
    }
  }

  /**
   * How it ended.
   *
   * @param state anything but {@code RUNNING}
   * @param model version of the model that was made or used, or null
   * @param rows that were handled, ≥ 0, or null where nothing is counted
   * @param alerts that were raised, ≥ 0, or null
   * @param error what went wrong, for people; null if nothing did
   */
  record RunEnd(
      RunState state,
      @Nullable String model,
      @Nullable Long rows,
      @Nullable Long alerts,
      @Nullable String error) {
    public RunEnd {
      if (state == RunState.RUNNING) {
        throw new IllegalArgumentException("a run cannot end as RUNNING");
      }
      model = Limits.optionalName("model", model);
      error = error == null ? null : Limits.shortened(error, Limits.TEXT);
    }

    /** An end with an error. */
    public static RunEnd failed(String error) {
      return new RunEnd(RunState.FAILED, null, null, null, error);
    }
  }

  /**
   * A run.
   *
   * @param id its number
   * @param end how it ended; null while it runs
   * @param endedAt when; null while it runs
   */
  record Run(
      long id, NewRun begun, Instant startedAt, @Nullable RunEnd end, @Nullable Instant endedAt) {
    /** How far it has come. */
    public RunState state() {
      return end == null ? RunState.RUNNING : end.state();
    }
  }

  /**
   * Which runs.
   *
   * @param kind only of this kind; null for all
   * @param state only in this state; null for all
   * @param host only of this host; null for all
   * @param from started at or after; null for any time
   * @param to started before; null for any time
   * @param before only with a lower number, for the next page; null for the first
   * @param limit at most so many, in [1, 10000]
   */
  record RunFilter(
      @Nullable String kind,
      @Nullable RunState state,
      @Nullable String host,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Long before,
      int limit) {
    public RunFilter {
      limit = Limits.page(limit);
    }

    /** The latest. */
    public static RunFilter latest(int limit) {
      return new RunFilter(null, null, null, null, null, null, limit);
    }

    /** The same, only of one kind. */
    public RunFilter ofKind(@Nullable String other) {
      return new RunFilter(other, state, host, from, to, before, limit);
    }

    /** The same, only in one state. */
    public RunFilter inState(@Nullable RunState other) {
      return new RunFilter(kind, other, host, from, to, before, limit);
    }

    /** The same, only of one host. */
    public RunFilter onHost(@Nullable String other) {
      return new RunFilter(kind, state, other, from, to, before, limit);
    }

    /** The same, started in {@code [from, to)}. */
    public RunFilter within(@Nullable Instant otherFrom, @Nullable Instant otherTo) {
      return new RunFilter(kind, state, host, otherFrom, otherTo, before, limit);
    }

    /** The same, after the page that ended with this run. */
    public RunFilter before(@Nullable Long id) {
      return new RunFilter(kind, state, host, from, to, id, limit);
    }
  }
}
