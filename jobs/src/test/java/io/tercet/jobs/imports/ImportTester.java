package io.tercet.jobs.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tercet.core.transaction.Transaction;
import io.tercet.jobs.Progress;
import io.tercet.store.duckdb.DuckDbParquetFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Imports what a test writes down into a store in memory. */
final class ImportTester {
  static final String HEADER =
      "transaction_id,timestamp,user_id,transaction_type,currency,amount,fee,from_address,"
          + "to_address,status";
  static final String ROW = "t1,2026-01-02T03:04:05Z,u1,transfer,ETH,1.5,0.01,0xAb,0xcd,completed";

  final MemoryTransactionStore store = new MemoryTransactionStore();
  private final Path folder;
  private ImportOptions options = ImportOptions.DEFAULTS;

  ImportTester(Path folder) {
    this.folder = folder;
  }

  ImportTester with(ImportOptions other) {
    options = other;
    return this;
  }

  Path write(String name, byte[] content) {
    try {
      return Files.write(folder.resolve(name), content);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  ImportResult run(String... inputs) {
    return run(new ByteArrayInputStream(new byte[0]), inputs);
  }

  ImportResult run(InputStream standardInput, String... inputs) {
    ImportJob job = new ImportJob(store, new DuckDbParquetFiles(), options);
    return job.run(
        List.of(inputs), Instant.parse("2026-02-01T00:00:00Z"), Progress.NONE, standardInput);
  }

  ImportResult importBytes(byte[] content) {
    return run(write("file.dat", content).toString());
  }

  ImportResult importText(String content) {
    return importBytes(content.getBytes(UTF_8));
  }

  /** Imports rows under Tercet's own header. */
  ImportResult importRows(String... rows) {
    return importText(HEADER + "\n" + String.join("\n", rows) + "\n");
  }

  /** The only transaction that was imported. */
  Transaction only() {
    if (store.transactions.size() != 1) {
      throw new AssertionError("one expected: " + store.transactions + store.rejected);
    }
    return store.transactions.values().iterator().next();
  }

  /** The reason of the only row that was rejected. */
  String reason() {
    if (store.rejected.size() != 1) {
      throw new AssertionError("one expected: " + store.rejected);
    }
    return store.rejected.getFirst().reason();
  }
}
