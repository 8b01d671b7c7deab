package io.tercet.benchmarks.quality;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tercet.core.transaction.Transaction;
import io.tercet.jobs.compression.Compression;
import io.tercet.jobs.imports.ImportOptions;
import io.tercet.jobs.imports.TransactionFiles;
import io.tercet.store.ImportBatch;
import io.tercet.store.duckdb.DuckDbParquetFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a file twice: the transactions as the product imports them, and the answers by themselves,
 * so that no answer can reach a feature.
 *
 * @param file CSV, plain or compressed
 * @param id column of the transaction's id
 * @param label column of the answer, {@code 1} for fraud
 * @param kind column of the scenario; empty if there is none
 */
record TrafficFile(Path file, String id, String label, String kind) {

  /** The transactions with their answers, in the order of the file; the first of equal ids. */
  List<LabelledTransaction> read() throws IOException {
    Map<String, String> kinds = new HashMap<>();
    Set<String> frauds = answers(kinds);
    List<LabelledTransaction> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Transaction transaction : transactions()) {
      String key = transaction.id();
      if (seen.add(key)) {
        boolean fraud = frauds.contains(key);
        all.add(new LabelledTransaction(transaction, fraud, kinds.getOrDefault(key, "")));
      }
    }
    return all;
  }

  private List<Transaction> transactions() throws IOException {
    List<Transaction> all = new ArrayList<>();
    try (TransactionFiles files =
        TransactionFiles.open(
            List.of(file.toString()), ImportOptions.DEFAULTS, new DuckDbParquetFiles())) {
      for (Optional<ImportBatch> next = files.next(); next.isPresent(); next = files.next()) {
        requireAccepted(next.get());
        for (int row = 0; row < next.get().size(); row++) {
          all.add(next.get().transaction(row));
        }
      }
    }
    return all;
  }

  private void requireAccepted(ImportBatch rows) throws IOException {
    for (ImportBatch.Rejection rejection : rows.rejections()) {
      throw new IOException(
          "%s, line %d: %s".formatted(file, rows.source(rejection).line(), rejection.reason()));
    }
  }

  /** The ids of frauds, and what kind each is. */
  private Set<String> answers(Map<String, String> kinds) throws IOException {
    Set<String> frauds = new HashSet<>();
    try (CsvReader<NamedCsvRecord> rows = open(file)) {
      for (NamedCsvRecord row : rows) {
        if (row.getField(label).equals("1")) {
          String key = Transaction.normaliseId(row.getField(id));
          frauds.add(key);
          if (!kind.isEmpty()) {
            kinds.put(key, row.getField(kind));
          }
        }
      }
    }
    return frauds;
  }

  /** Opens delimited text with a header, plain or compressed. */
  static CsvReader<NamedCsvRecord> open(Path file) throws IOException {
    InputStream content = Compression.open(file.toString(), Files.newInputStream(file));
    return CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(content);
  }
}
