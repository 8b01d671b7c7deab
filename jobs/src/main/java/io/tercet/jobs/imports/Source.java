package io.tercet.jobs.imports;

import org.jspecify.annotations.Nullable;

/** Where a field's value comes from, given a row. */
final class Source {
  private Source() {}

  /** A text; null where the row has none. */
  interface Text {
    /** The answer of {@link #cell} for a text that is not the cell of one column. */
    int MADE = -2;

    @Nullable String read(Row row);

    /**
     * The column whose cell is the text, blanks around it left out; {@link Columns#NONE} where the
     * row has none, {@link #MADE} if the text is no cell as it stands.
     */
    default int cell(Row row) {
      return MADE;
    }
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
