package io.tercet.jobs.imports;

import io.tercet.jobs.JobException;
import io.tercet.store.ImportBatch;
import io.tercet.store.StoreException;
import io.tercet.store.TabularQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Reads the rows of a query and makes of each chunk the task of parsing it. */
final class QueryTasks implements RowTasks {
  private final String name;
  private final TableSource source;
  private final Binding binding;
  private volatile long rows;

  private QueryTasks(String name, TableSource source, Binding binding) {
    this.name = name;
    this.source = source;
    this.binding = binding;
  }

  /**
   * Runs the query.
   *
   * @throws JobException if it cannot be run, or its columns are not understood
   */
  static QueryTasks open(TabularQuery query, ImportOptions options) {
    try {
      TableSource source = TableSource.of(query.name(), query.open());
      try {
        return new QueryTasks(query.name(), source, Binding.of(source.columns(), options));
      } catch (RuntimeException e) {
        close(source);
        throw e;
      }
    } catch (StoreException e) {
      throw new JobException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public long done() {
    return rows;
  }

  @Override
  public List<ImportedFile> finished() {
    return List.of(new ImportedFile(name, FileFormat.QUERY, binding.layout(), rows));
  }

  @Override
  public Optional<Callable<ImportBatch>> next() {
    RowChunk chunk = source.next();
    if (chunk == null) {
      return Optional.empty();
    }
    rows = rows + chunk.size();
    int columns = source.columns().count();
    return Optional.of(() -> RowParser.parse(name, chunk, columns, binding.mapper()));
  }

  @Override
  public void close() {
    close(source);
  }

  private static void close(TableSource source) {
    try {
      source.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
