package io.tercet.jobs;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where it is recorded which jobs ran, and what became of them. */
public interface RunLog {
  /** Records nothing. */
  RunLog NONE =
      new RunLog() {
        @Override
        public <T> T record(Start start, Supplier<T> work, Function<T, Outcome> outcome) {
          return work.get();
        }
      };

  /**
   * Does {@code work} and records when it began and ended, and how.
   *
   * @param outcome what to tell of the result
   * @return the result of {@code work}, which may throw what it likes
   */
  <T> T record(Start start, Supplier<T> work, Function<T, Outcome> outcome);

  /**
   * What begins.
   *
   * @param kind {@code import}, {@code train}, {@code detect}, {@code evaluate} …
   * @param store what it works on, for people
   * @param fromMicros first event time of its window; null where there is none
   * @param toMicros event time after its window; null where there is none
   */
  record Start(String kind, String store, @Nullable Long fromMicros, @Nullable Long toMicros) {
    /** Without a window. */
    public static Start of(String kind, String store) {
      return new Start(kind, store, null, null);
    }
  }

  /**
   * What came of it.
   *
   * @param model version of the model that was made or used; null if there is none
   * @param rows that were handled, ≥ 0
   * @param alerts that were raised; null where nothing raises alerts
   */
  record Outcome(@Nullable String model, long rows, @Nullable Long alerts) {
    /** Rows alone. */
    public static Outcome ofRows(long rows) {
      return new Outcome(null, rows, null);
    }
  }
}
