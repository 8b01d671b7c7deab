package io.tercet.jobs.imports;

import io.tercet.jobs.JobException;
import io.tercet.jobs.JobStopped;
import io.tercet.jobs.Progress;
import io.tercet.jobs.imports.ImportResult.Rejection;
import io.tercet.store.ImportBatch;
import io.tercet.store.TabularFiles;
import io.tercet.store.TabularQuery;
import io.tercet.store.TransactionStore;
import io.tercet.store.TransactionStore.ImportCounts;
import io.tercet.store.TransactionStore.ImportSession;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings files into the store: all of their rows at once, or none if it fails. Rows that are no
 * transactions are kept aside with a reason.
 */
public final class ImportJob {
  private final TransactionStore store;
  private final TabularFiles tables;
  private final ImportOptions options;

  /**
   * Creates the job.
   *
   * @param tables reads Parquet
   */
  public ImportJob(TransactionStore store, TabularFiles tables, ImportOptions options) {
    this.store = store;
    this.tables = tables;
    this.options = options;
  }

  /**
   * Imports {@code inputs}: files, patterns, or {@code -} for standard input.
   *
   * @param startedAt recorded with the import
   * @param progress counts bytes of the inputs as they are stored
   * @throws JobException if an input is missing, empty, damaged or not understood
   * @throws JobStopped if a stop was requested
   */
  public ImportResult run(List<String> inputs, Instant startedAt, Progress progress) {
    return run(inputs, startedAt, progress, System.in);
  }

  /**
   * Imports the rows of a query, with the checks and the mapping of files.
   *
   * @param startedAt recorded with the import
   * @param progress counts rows as they are read
   * @throws JobException if the query cannot be run or is not understood
   * @throws JobStopped if a stop was requested
   */
  public ImportResult run(TabularQuery query, Instant startedAt, Progress progress) {
    try (TransactionFiles rows = TransactionFiles.open(query, options)) {
      return run(rows, startedAt, progress);
    }
  }

  ImportResult run(
      List<String> inputs, Instant startedAt, Progress progress, InputStream standardInput) {
    try (TransactionFiles files = TransactionFiles.open(inputs, options, tables, standardInput)) {
      return run(files, startedAt, progress);
    }
  }

  private ImportResult run(TransactionFiles files, Instant startedAt, Progress progress) {
    try (ImportSession session = store.beginImport(startedAt)) {
      List<Rejection> rejections = addAll(files, session, progress);
      progress.checkpoint();
      ImportCounts counts = session.finish();
      return new ImportResult(
          counts.rows(),
          counts.imported(),
          counts.duplicates(),
          counts.rejected(),
          files.files(),
          rejections);
    }
  }

  private List<Rejection> addAll(TransactionFiles files, ImportSession session, Progress progress) {
    List<Rejection> rejections = new ArrayList<>();
    progress.step("Importing", files.size());
    for (Optional<ImportBatch> rows = files.next(); rows.isPresent(); rows = files.next()) {
      progress.checkpoint();
      keepFirst(rows.get(), rejections);
      session.add(rows.get());
      progress.advance(files.bytesRead());
    }
    return rejections;
  }

  private void keepFirst(ImportBatch rows, List<Rejection> rejections) {
    for (ImportBatch.Rejection rejection : rows.rejections()) {
      if (rejections.size() == options.shownRejections()) {
        return;
      }
      rejections.add(new Rejection(rows.source(rejection), rejection.reason()));
    }
  }
}
