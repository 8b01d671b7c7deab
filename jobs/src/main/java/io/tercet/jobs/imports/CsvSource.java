package io.tercet.jobs.imports;

import io.tercet.jobs.JobException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of delimited text under a header. */
final class CsvSource implements RowSource {
  private final Content content;
  private final RecordSplitter splitter;
  private final byte delimiter;
  private final Columns columns;
  private @Nullable Records first;

  private CsvSource(Content content, char delimiter, char lineEnd, int maxLength)
      throws IOException {
    this.content = content;
    this.delimiter = (byte) delimiter;
    splitter = RecordSplitter.quoted(content.stream(), delimiter, lineEnd, maxLength);
    first = splitter.next();
    if (first == null) {
      throw new JobException(content.name() + " is empty. It needs a header and at least one row.");
    }
    columns = header(first);
  }

  /** Reads the header of {@code content}. */
  static CsvSource open(Content content, ImportOptions options) throws IOException {
    CsvDialect dialect = CsvDialect.detect(content, options.delimiter());
    return new CsvSource(content, dialect.delimiter(), dialect.lineEnd(), options.maxLineLength());
  }

  private Columns header(Records records) {
    if (records.fault(0) != Records.Fault.NONE) {
      throw new JobException(
          content.name() + ": the header, line " + records.line(0) + ", has an unclosed quote");
    }
    int start = records.start(0);
    int end = records.end(0);
    Row row = new Row(1 + ByteSearch.count(records.bytes, start, end, delimiter));
    int cells = CsvCells.split(records.bytes, start, end, delimiter, row);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < cells; i++) {
      names.add(row.text(i));
    }
    return Columns.of(content.name(), names);
  }

  @Override
  public Columns columns() {
    return columns;
  }

  @Override
  public @Nullable RowChunk next() throws IOException {
    Records records = first;
    if (records != null) {
      first = null;
      return new CsvChunk(records, 1);
    }
    records = splitter.next();
    return records == null ? null : new CsvChunk(records, 0);
  }

  @Override
  public void close() throws IOException {
    content.close();
  }

  /** Records, the first few of which are no rows. */
  private final class CsvChunk implements RowChunk {
    private final Records records;
    private final int skipped;

    CsvChunk(Records records, int skipped) {
      this.records = records;
      this.skipped = skipped;
    }

    @Override
    public int size() {
      return records.size() - skipped;
    }

    @Override
    public long line(int row) {
      return records.line(row + skipped);
    }

    @Override
    public String text(int row) {
      return records.text(row + skipped);
    }

    @Override
    public void read(int row, Row into) {
      int record = row + skipped;
      records.requireSound(record);
      int cells =
          CsvCells.split(
              records.bytes, records.start(record), records.end(record), delimiter, into);
      if (cells != into.columns()) {
        throw new RowRejected(
            "the row has %d cells, the header has %d".formatted(cells, into.columns()));
      }
    }
  }
}
