package io.tercet.jobs;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Labels by the key of the transaction's id. Of several for one transaction the last one counts.
 */
final class Labels {
  private static final List<String> ID_COLUMNS =
      List.of("transaction_id", "TRANSACTION_ID", "hash", "Txhash", "id");
  private static final List<String> LABEL_COLUMNS =
      List.of("label", "TX_FRAUD", "is_fraud", "fraud", "isFraud");
  private static final String TYPOLOGY = "typology";
  private static final Set<String> POSITIVE = sorted("1", "1.0", "true", "yes", "fraud");
  private static final Set<String> NEGATIVE = sorted("0", "0.0", "false", "no", "normal", "legit");

  private final Map<Long, @Nullable String> frauds = new HashMap<>();
  private final Set<Long> known = new HashSet<>();

  /** Whether there is a label for this transaction. */
  boolean has(long key) {
    return known.contains(key);
  }

  boolean isFraud(long key) {
    return frauds.containsKey(key);
  }

  /** The typology that the label names; null if none. */
  @Nullable String typology(long key) {
    return frauds.get(key);
  }

  int size() {
    return known.size();
  }

  /** Reads labels from CSV; rows without a label (unknown yet) are left out. */
  static Labels read(CsvReader<NamedCsvRecord> csv, String name) {
    Labels labels = new Labels();
    Columns columns = null;
    for (NamedCsvRecord row : csv) {
      if (columns == null) {
        columns = Columns.of(row.getHeader(), name);
      }
      labels.add(row, columns, name);
    }
    if (labels.known.isEmpty()) {
      throw new JobException(name + " has no labels");
    }
    return labels;
  }

  /** A set whose order in messages is always the same. */
  private static Set<String> sorted(String... values) {
    return Collections.unmodifiableSet(new TreeSet<>(List.of(values)));
  }

  private record Columns(String id, String label, boolean hasTypology) {
    static Columns of(List<String> header, String file) {
      return new Columns(
          first(header, ID_COLUMNS, file),
          first(header, LABEL_COLUMNS, file),
          header.contains(TYPOLOGY));
    }

    private static String first(List<String> header, List<String> wanted, String file) {
      return wanted.stream()
          .filter(header::contains)
          .findFirst()
          .orElseThrow(() ->
              new JobException(
                  "%s has the columns %s; labels need one of %s".formatted(file, header, wanted)));
    }
  }

  private void add(NamedCsvRecord row, Columns columns, String file) {
    if (row.getFieldCount() != row.getHeader().size()) {
      throw new JobException(
          "%s, line %d: the row has %d cells, the header has %d"
              .formatted(
                  file, row.getStartingLineNumber(), row.getFieldCount(), row.getHeader().size()));
    }
    String label = row.getField(columns.label).strip().toLowerCase(Locale.ROOT);
    if (label.isEmpty()) {
      return;
    }
    boolean fraud = POSITIVE.contains(label);
    if (!fraud && !NEGATIVE.contains(label)) {
      throw new JobException(
          "%s, line %d: label '%s' is neither of %s nor of %s"
              .formatted(file, row.getStartingLineNumber(), label, POSITIVE, NEGATIVE));
    }
    String id = row.getField(columns.id).strip();
    if (id.isEmpty()) {
      throw new JobException(
          "%s, line %d: %s is empty".formatted(file, row.getStartingLineNumber(), columns.id));
    }
    long key = TransactionBlock.key(Transaction.normaliseId(id));
    known.add(key);
    frauds.remove(key);
    if (fraud) {
      String typology = columns.hasTypology ? row.getField(TYPOLOGY).strip() : "";
      frauds.put(key, typology.isEmpty() ? null : typology);
    }
  }
}
