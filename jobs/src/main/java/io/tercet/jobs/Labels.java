package io.tercet.jobs;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Labels by the key of the transaction's id. */
final class Labels {
  private static final List<String> ID_COLUMNS =
      List.of("transaction_id", "TRANSACTION_ID", "hash", "Txhash", "id");
  private static final List<String> LABEL_COLUMNS =
      List.of("label", "TX_FRAUD", "is_fraud", "fraud", "isFraud");
  private static final String TYPOLOGY = "typology";
  private static final Set<String> POSITIVE = Set.of("1", "true", "fraud", "yes", "1.0");
  private static final Set<String> NEGATIVE = Set.of("0", "false", "normal", "no", "0.0", "legit");

  private final Map<Long, @Nullable String> frauds = new HashMap<>();
  private final Map<Long, Boolean> known = new HashMap<>();

  /** Whether there is a label for this transaction. */
  boolean has(long key) {
    return known.containsKey(key);
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
    try (csv) {
      Columns columns = null;
      for (NamedCsvRecord row : csv) {
        if (columns == null) {
          columns = Columns.of(row.getHeader(), name);
        }
        labels.add(row, columns, name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + ": " + e.getMessage(), e);
    }
    if (labels.known.isEmpty()) {
      throw new JobException(name + " has no labels");
    }
    return labels;
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
    long key = TransactionBlock.key(Transaction.normaliseId(row.getField(columns.id)));
    known.put(key, fraud);
    if (fraud) {
      String typology = columns.hasTypology ? row.getField(TYPOLOGY) : "";
      frauds.put(key, typology.isEmpty() ? null : typology);
    }
  }
}
