package io.tercet.jobs.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tercet.jobs.JobException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of JSON lines: one object a line, its keys the columns. The columns are the keys of the
 * first lines, and beyond them every name a layout knows, since a later row may be the first to
 * have it.
 */
final class JsonSource implements RowSource {
  private final Content content;
  private final RecordSplitter splitter;
  private final Columns columns;
  private final Map<String, Integer> indices = new HashMap<>();

  private JsonSource(Content content, Columns columns, int maxLength) {
    this.content = content;
    this.columns = columns;
    splitter = RecordSplitter.lines(content.stream(), maxLength);
    for (int i = 0; i < columns.count(); i++) {
      indices.putIfAbsent(columns.name(i), i);
    }
  }

  /** Looks at the first lines of {@code content}. */
  static JsonSource open(Content content, ImportOptions options) throws IOException {
    Set<String> names = new LinkedHashSet<>(keys(content, options.maxLineLength()));
    if (names.isEmpty()) {
      throw new JobException(
          content.name() + ": no JSON object in its first lines. Write one object a line.");
    }
    int seen = names.size();
    names.addAll(Layout.allColumns());
    Columns columns = new Columns(content.name(), List.copyOf(names), seen);
    return new JsonSource(content, columns, options.maxLineLength());
  }

  /** The keys of the sound lines at the beginning, in the order of their first appearance. */
  private static Set<String> keys(Content content, int maxLength) throws IOException {
    byte[] head = content.head().getBytes(UTF_8);
    RecordSplitter lines = RecordSplitter.lines(new ByteArrayInputStream(head), maxLength);
    Set<String> keys = new LinkedHashSet<>();
    for (Records records = lines.next(); records != null; records = lines.next()) {
      int complete = content.isLongerThanHead() ? records.size() - 1 : records.size();
      for (int i = 0; i < complete; i++) {
        keys.addAll(JsonCells.keys(records.bytes, records.start(i), records.end(i)));
      }
    }
    return keys;
  }

  @Override
  public Columns columns() {
    return columns;
  }

  @Override
  public @Nullable RowChunk next() throws IOException {
    Records records = splitter.next();
    return records == null ? null : new JsonChunk(records, indices);
  }

  @Override
  public void close() throws IOException {
    content.close();
  }

  private record JsonChunk(Records records, Map<String, Integer> indices) implements RowChunk {
    @Override
    public int size() {
      return records.size();
    }

    @Override
    public long line(int row) {
      return records.line(row);
    }

    @Override
    public String text(int row) {
      return records.text(row);
    }

    @Override
    public void read(int row, Row into) {
      records.requireSound(row);
      JsonCells.read(records.bytes, records.start(row), records.end(row), indices, into);
    }
  }
}
