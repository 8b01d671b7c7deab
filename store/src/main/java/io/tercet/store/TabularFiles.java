package io.tercet.store;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads tables out of files of a columnar format, as text. */
public interface TabularFiles {
  /**
   * Opens {@code file}, whatever it is called.
   *
   * @throws StoreException if it cannot be read as a table
   */
  TabularReader open(Path file);

  /** A table under way, in the order of the file. Not safe for two threads at once. */
  interface TabularReader extends AutoCloseable {
    /** The names of the columns, in order. */
    List<String> columns();

    /**
     * The next rows; a block without rows after the last.
     *
     * @throws StoreException if the file is damaged
     */
    TextBlock next();

    @Override
    void close();
  }

  /**
   * Rows as columns of text: numbers in decimal, times as ISO 8601 in UTC, null where there is no
   * value.
   *
   * @param rows how many, ≥ 0
   * @param cells {@code [column][row]}
   */
  @SuppressWarnings("ArrayRecordComponent")
  record TextBlock(int rows, @Nullable String[][] cells) {}
}
