package io.tercet.jobs.imports;

import io.tercet.jobs.JobException;
import io.tercet.store.StoreException;
import io.tercet.store.TabularFiles;
import io.tercet.store.TabularFiles.TabularReader;
import io.tercet.store.TabularFiles.TextBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Rows of a columnar file, or of a query. */
final class TableSource implements RowSource {
  private final String name;
  private final TabularReader reader;
  private final @Nullable Path temporary;
  private final Columns columns;
  private long rows;

  private TableSource(String name, TabularReader reader, @Nullable Path temporary) {
    this.name = name;
    this.reader = reader;
    this.temporary = temporary;
    columns = Columns.of(name, reader.columns());
  }

  /** Rows that are read already, from the first on. */
  static TableSource of(String name, TabularReader reader) {
    return new TableSource(name, reader, null);
  }

  /**
   * Opens {@code input}, whose beginning is {@code content}. A columnar file is read from its end,
   * so what comes compressed or through a pipe is first written to a temporary file.
   */
  static TableSource open(Input input, Content content, TabularFiles files) throws IOException {
    Path plain = input.path();
    if (plain != null && content.isPlain()) {
      content.close();
      return open(content.name(), plain, null, files);
    }
    Path temporary = Files.createTempFile("tercet-", ".parquet");
    try (content) {
      Files.copy(content.stream(), temporary, StandardCopyOption.REPLACE_EXISTING);
      return open(content.name(), temporary, temporary, files);
    } catch (IOException | RuntimeException failure) {
      Files.deleteIfExists(temporary);
      throw failure;
    }
  }

  private static TableSource open(
      String name, Path file, @Nullable Path temporary, TabularFiles files) {
    try {
      return new TableSource(name, files.open(file), temporary);
    } catch (StoreException cause) {
      throw new JobException(name + ": " + cause.getMessage(), cause);
    }
  }

  @Override
  public Columns columns() {
    return columns;
  }

  @Override
  public @Nullable RowChunk next() {
    try {
      TextBlock block = reader.next();
      long firstRow = rows + 1;
      rows += block.rows();
      return block.rows() == 0 ? null : new TableChunk(block, firstRow);
    } catch (StoreException cause) {
      throw new JobException(name + ": " + cause.getMessage(), cause);
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
    if (temporary != null) {
      Files.deleteIfExists(temporary);
    }
  }

  private record TableChunk(TextBlock block, long firstRow) implements RowChunk {
    @Override
    public int size() {
      return block.rows();
    }

    @Override
    public long line(int row) {
      return firstRow + row;
    }

    @Override
    public String text(int row) {
      StringJoiner cells = new StringJoiner(",");
      for (@Nullable String[] column : block.cells()) {
        cells.add(Objects.requireNonNullElse(column[row], ""));
      }
      return Texts.shorten(cells.toString(), Texts.MAX_SOURCE_TEXT).replace('\0', '\u2400');
    }

    @Override
    public void read(int row, Row into) {
      into.beginCopies();
      for (int column = 0; column < block.cells().length; column++) {
        String text = block.cells()[column][row];
        if (text != null) {
          into.setCopy(column, text);
        }
      }
    }
  }
}
