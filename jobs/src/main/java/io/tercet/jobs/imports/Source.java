package io.tercet.jobs.imports;

import org.jspecify.annotations.Nullable;

/** Where a field's value comes from, given a row. */
final class Source {
  private Source() {}

  /** A text; null where the row has none. */
  interface Text {
    @Nullable String read(Row row);
  }

  /** An amount, ≥ 0. */
  interface Number {
    double read(Row row);
  }

  /** A time in microseconds, or a nonce. */
  interface Whole {
    long read(Row row);
  }
}
