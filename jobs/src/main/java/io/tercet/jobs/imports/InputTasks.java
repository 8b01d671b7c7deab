package io.tercet.jobs.imports;

import io.tercet.jobs.JobException;
import io.tercet.store.ImportBatch;
import io.tercet.store.TabularFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Reads inputs one after the other and makes of each chunk of rows the task of parsing it. */
final class InputTasks implements RowTasks {
  private final Queue<Input> inputs;
  private final ImportOptions options;
  private final TabularFiles tables;
  private final InputStream standardInput;
  private final AtomicLong bytesRead = new AtomicLong();
  private final List<ImportedFile> finished = new ArrayList<>();
  private @Nullable OpenInput current;

  InputTasks(
      Collection<Input> inputs,
      ImportOptions options,
      TabularFiles tables,
      InputStream standardInput) {
    this.inputs = new ArrayDeque<>(inputs);
    this.options = options;
    this.tables = tables;
    this.standardInput = standardInput;
  }

  /** An input under way. */
  private static final class OpenInput {
    final Input input;
    final FileFormat format;
    final RowSource source;
    final Binding binding;
    long rows;

    OpenInput(Input input, FileFormat format, RowSource source, Binding binding) {
      this.input = input;
      this.format = format;
      this.source = source;
      this.binding = binding;
    }
  }

  /**
   * Opens every file once, so that one that cannot be read fails before work begins.
   *
   * @throws JobException if one cannot be read or understood
   */
  void check() {
    for (Input input : inputs) {
      if (input.path() != null) {
        closeSource(open(input));
      }
    }
    bytesRead.set(0);
  }

  /** How many bytes of the inputs, as they are stored, have been read. */
  @Override
  public long done() {
    return bytesRead.get();
  }

  @Override
  public List<ImportedFile> finished() {
    return List.copyOf(finished);
  }

  @Override
  public Optional<Callable<ImportBatch>> next() {
    while (true) {
      OpenInput open = current;
      if (open == null) {
        Input input = inputs.poll();
        if (input == null) {
          return Optional.empty();
        }
        open = open(input);
        current = open;
      }
      RowChunk chunk = nextChunk(open);
      if (chunk != null) {
        open.rows += chunk.size();
        return Optional.of(task(open, chunk));
      }
      finish(open);
    }
  }

  private static Callable<ImportBatch> task(OpenInput open, RowChunk chunk) {
    String name = open.input.name();
    int columns = open.source.columns().count();
    RowMapper mapper = open.binding.mapper();
    return () -> RowParser.parse(name, chunk, columns, mapper);
  }

  private static @Nullable RowChunk nextChunk(OpenInput open) {
    try {
      return open.source.next();
    } catch (IOException cause) {
      throw damaged(open.input, cause);
    }
  }

  private void finish(OpenInput open) {
    closeSource(open);
    current = null;
    if (open.rows == 0) {
      throw new JobException(open.input.name() + " has a header but no rows");
    }
    finished.add(
        new ImportedFile(open.input.name(), open.format, open.binding.layout(), open.rows));
  }

  private OpenInput open(Input input) {
    try {
      Content content = Content.open(input.name(), input.open(standardInput, bytesRead));
      try {
        return open(input, content);
      } catch (IOException | RuntimeException failure) {
        content.close();
        throw failure;
      }
    } catch (IOException cause) {
      throw damaged(input, cause);
    }
  }

  private OpenInput open(Input input, Content content) throws IOException {
    FileFormat format = options.format() == null ? FileFormat.detect(content) : options.format();
    RowSource source =
        switch (format) {
          case CSV -> CsvSource.open(content, options);
          case JSONL -> JsonSource.open(content, options);
          case PARQUET -> TableSource.open(input, content, tables);
          case QUERY -> throw new JobException(content.name() + " is a file, not a query");
        };
    return new OpenInput(input, format, source, Binding.of(source.columns(), options));
  }

  private static JobException damaged(Input input, IOException cause) {
    return new JobException(
        "%s is damaged or incomplete: %s. Nothing was imported."
            .formatted(input.name(), Texts.shorten(String.valueOf(cause.getMessage()), 200)),
        cause);
  }

  private static void closeSource(OpenInput open) {
    try {
      open.source.close();
    } catch (IOException cause) {
      throw damaged(open.input, cause);
    }
  }

  @Override
  public void close() {
    if (current != null) {
      closeSource(current);
      current = null;
    }
  }
}
