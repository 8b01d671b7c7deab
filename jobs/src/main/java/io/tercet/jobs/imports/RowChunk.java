package io.tercet.jobs.imports;

/**
 * Consecutive rows of one file, not yet parsed. Handed from the thread that reads to one that
 * parses, and used by one thread at a time.
 */
interface RowChunk {
  /** How many rows, ≥ 0. */
  int size();

  /** The 1-based line at which row {@code row} begins; the record where there are no lines. */
  long line(int row);

  /** Row {@code row} as it arrived, shortened. */
  String text(int row);

  /**
   * Splits row {@code row} into the cells of {@code into}.
   *
   * @throws RowRejected if the row is damaged
   */
  void read(int row, Row into);
}
