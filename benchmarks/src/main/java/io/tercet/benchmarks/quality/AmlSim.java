package io.tercet.benchmarks.quality;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tercet.core.ensemble.EnsembleOptions;
import io.tercet.core.evaluation.RankingMetrics;
import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Simulated money laundering of AMLSim (Suzumura, Kanezashi 2019): trained on the first half of the
 * steps, scored on the second. An archive holds {@code nodes.csv} (nodeid, isFraud) and {@code
 * transactions.csv} (sourceNodeId, targetNodeId, value, time); a step counts as a day. The files
 * say which accounts launder, not which transactions: one between two of them counts as part of it.
 */
final class AmlSim {
  private static final long DAY_MICROS = 86_400_000_000L;

  /** Step 0, 2017-01-01T00:00Z: the files know no dates. */
  private static final long START_MICROS = 1_483_228_800_000_000L;

  private final Traffic traffic;
  private final Map<Long, Boolean> accounts;
  private final Span window;
  private final Span scored;

  private AmlSim(Traffic traffic, Map<Long, Boolean> accounts) {
    this.traffic = traffic;
    this.accounts = accounts;
    long[] time = traffic.transactions.timestamp;
    int half = traffic.firstAt((time[0] + time[traffic.rows() - 1] + DAY_MICROS) / 2);
    window = new Span(0, half);
    scored = new Span(half, traffic.rows());
  }

  /** The archives of a folder, by name. */
  static List<Path> archives(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".tgz")).sorted().toList();
    }
  }

  /** Reads an archive and computes the features. */
  static AmlSim read(Path archive, EnsembleOptions options) throws IOException {
    Map<String, Boolean> launders = new HashMap<>();
    for (NamedCsvRecord row : member(archive, "nodes.csv")) {
      launders.put(row.getField("nodeid"), row.getField("isFraud").equals("1"));
    }
    List<LabelledTransaction> rows = new ArrayList<>();
    for (NamedCsvRecord row : member(archive, "transactions.csv")) {
      rows.add(labelled(row, rows.size(), launders));
    }
    Map<Long, Boolean> accounts = new HashMap<>();
    launders.forEach((node, laundering) -> accounts.put(TransactionBlock.key(node), laundering));
    return new AmlSim(Traffic.of(rows, options.features()), accounts);
  }

  private static LabelledTransaction labelled(
      NamedCsvRecord row, int number, Map<String, Boolean> launders) {
    String from = row.getField("sourceNodeId");
    String to = row.getField("targetNodeId");
    Transaction transaction =
        new Transaction(
            Integer.toString(number),
            START_MICROS + Long.parseLong(row.getField("time")) * DAY_MICROS,
            from,
            "transfer",
            "USD",
            Double.parseDouble(row.getField("value")),
            0,
            from,
            to,
            "success",
            Transaction.UNKNOWN_NONCE);
    boolean fraud =
        launders.getOrDefault(from, Boolean.FALSE) && launders.getOrDefault(to, Boolean.FALSE);
    return new LabelledTransaction(transaction, fraud, "");
  }

  private static List<NamedCsvRecord> member(Path archive, String name) throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.getName().endsWith("/" + name)) {
          String text = new String(tar.readAllBytes(), StandardCharsets.UTF_8);
          return CsvReader.builder().ofNamedCsvRecord(text).stream().toList();
        }
      }
    }
    throw new IOException(archive + " has no " + name);
  }

  Traffic traffic() {
    return traffic;
  }

  /** Measures everything; the figures' names begin with {@code name}. */
  void addTo(Report report, String name, EnsembleOptions options, long seed) {
    Scores scores = new Scores(traffic.rows());
    new Experiment(traffic, options, seed).run(window, scored, scores);
    boolean[] fraud = traffic.fraud(scored);
    for (Scores.Layer layer : scores.layers()) {
      float[] values = Arrays.copyOfRange(layer.scores(), scored.from(), scored.to());
      report.add(name + ", AUROC of " + layer.name(), RankingMetrics.auroc(values, fraud));
      report.add(
          name + ", average precision of " + layer.name(),
          RankingMetrics.averagePrecision(values, fraud));
    }
    double share = 0;
    for (boolean one : fraud) {
      share += one ? 1.0 / fraud.length : 0;
    }
    report.add(name + ", share of laundering", share);
    report.add(
        name + ", accounts, AUROC",
        Measures.auroc(
            Measures.meanByParty(traffic, scored, scores.risk, Integer.MAX_VALUE), accounts));
  }
}
