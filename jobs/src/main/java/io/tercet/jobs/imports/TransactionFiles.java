package io.tercet.jobs.imports;

import io.tercet.jobs.JobException;
import io.tercet.jobs.JobStopped;
import io.tercet.store.ImportBatch;
import io.tercet.store.TabularFiles;
import io.tercet.store.TabularQuery;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * The transactions of files, as a stream: read on one thread, parsed and validated on several, and
 * handed over in the order of the files' rows. Memory does not grow with the files.
 */
public final class TransactionFiles implements AutoCloseable {
  private final RowTasks tasks;
  private final OrderedPipeline<ImportBatch> pipeline;
  private final long size;

  private TransactionFiles(RowTasks tasks, long size, int threads) {
    this.tasks = tasks;
    this.size = size;
    pipeline = new OrderedPipeline<>(tasks, threads);
  }

  /**
   * Opens {@code names}: files, patterns, or {@code -} for standard input.
   *
   * @param tables reads Parquet
   * @throws JobException if one of them is missing, empty, or not understood
   */
  public static TransactionFiles open(
      List<String> names, ImportOptions options, TabularFiles tables) {
    return open(names, options, tables, System.in);
  }

  /**
   * Runs a query, whose rows are read in the same way.
   *
   * @throws JobException if it cannot be run, or its columns are not understood
   */
  public static TransactionFiles open(TabularQuery query, ImportOptions options) {
    return new TransactionFiles(QueryTasks.open(query, options), -1, options.threads());
  }

  static TransactionFiles open(
      List<String> names, ImportOptions options, TabularFiles tables, InputStream standardInput) {
    List<Input> inputs = Inputs.resolve(names);
    InputTasks tasks = new InputTasks(inputs, options, tables, standardInput);
    tasks.check();
    return new TransactionFiles(tasks, size(inputs), options.threads());
  }

  private static long size(List<Input> inputs) {
    boolean unknown = inputs.stream().anyMatch(input -> input.path() == null);
    return unknown ? -1 : inputs.stream().mapToLong(Input::size).sum();
  }

  /**
   * The next rows, at least none; empty after the last.
   *
   * @throws JobException if a file is damaged
   * @throws JobStopped if the thread was interrupted
   */
  public Optional<ImportBatch> next() {
    try {
      return pipeline.take();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new JobStopped();
    }
  }

  /** The bytes of all files as they are stored; −1 with standard input, and of a query. */
  public long size() {
    return size;
  }

  /**
   * How many of those bytes have been read; rows of a query. Parquet counts only what recognised
   * it.
   */
  public long bytesRead() {
    return tasks.done();
  }

  /** What each file turned out to be; complete after the last rows. */
  public List<ImportedFile> files() {
    return tasks.finished();
  }

  @Override
  public void close() {
    pipeline.close();
  }
}
