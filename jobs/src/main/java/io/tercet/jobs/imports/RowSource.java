package io.tercet.jobs.imports;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of one input, as a stream. */
interface RowSource extends AutoCloseable {
  /** The columns, known before the first row is read. */
  Columns columns();

  /**
   * The next rows, or null after the last.
   *
   * @throws IOException if the input breaks off or is damaged
   */
  @Nullable RowChunk next() throws IOException;

  @Override
  void close() throws IOException;
}
