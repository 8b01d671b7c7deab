package io.tercet.jobs;

import de.siegmar.fastcsv.reader.CsvReader;
import io.tercet.core.evaluation.LongIndex;
import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Labels by the key of the transaction's id, as columns of numbers: some 30 bytes a label. Of
 * several for one transaction the last one counts.
 */
final class Labels {
  /** The typology of a transaction that has none. */
  static final short NO_TYPOLOGY = -1;

  private static final int MOST_TYPOLOGIES = 1_000;
  private static final Set<String> POSITIVE = sorted("1", "1.0", "true", "yes", "fraud");
  private static final Set<String> NEGATIVE = sorted("0", "0.0", "false", "no", "normal", "legit");

  private static final int ID = 0;
  private static final int LABEL = 1;
  private static final int TYPOLOGY = 2;
  private static final int TIME = 3;
  private static final int PROBABILITY = 4;
  private static final int BELOW = 5;

  private final String file;
  private final LongIndex index = new LongIndex(0);
  private boolean[] fraud = new boolean[1024];
  private short[] typology = new short[1024];
  private long[] time = {};
  private double[] probability = {};
  private double below = Double.NaN;
  private final List<String> typologyNames = new ArrayList<>();
  private final Map<String, Short> typologyCodes = new HashMap<>();
  private long duplicates;
  private long conflicts;

  private Labels(String file) {
    this.file = file;
  }

  /** Whether there is a label for this transaction. */
  boolean has(long key) {
    return find(key) >= 0;
  }

  /** Where the label of a transaction stands, −1 if there is none. */
  int find(long key) {
    return index.find(key);
  }

  boolean isFraud(long key) {
    int label = find(key);
    return label >= 0 && fraud[label];
  }

  boolean isFraudAt(int label) {
    return fraud[label];
  }

  /** The typology that the label names; null if none. */
  @Nullable String typology(long key) {
    int label = find(key);
    return label < 0 || typology[label] < 0 ? null : typologyNames.get(typology[label]);
  }

  /** The number of its typology in {@link #typologyNames}, or {@link #NO_TYPOLOGY}. */
  short typologyAt(int label) {
    return typology[label];
  }

  /** All typologies that fraud labels name, in the order in which they first came. */
  List<String> typologyNames() {
    return typologyNames;
  }

  /** Whether the file says when labels became known. */
  boolean hasTimes() {
    return time.length > 0;
  }

  /** When the label became known, {@link LabelTime#NONE} if the file does not say. */
  long timeAt(int label) {
    return hasTimes() ? time[label] : LabelTime.NONE;
  }

  /** With which probability a sample drew the row, in (0, 1]; 1 if the file does not say. */
  double probabilityAt(int label) {
    return probability.length > 0 ? probability[label] : 1;
  }

  /** The risk below which a sample was drawn; NaN if the file does not say. */
  double sampledBelow() {
    return below;
  }

  int size() {
    return index.size();
  }

  /** Lines on a transaction that an earlier line had labelled. */
  long duplicates() {
    return duplicates;
  }

  /** Of those, how many said the opposite. */
  long conflicts() {
    return conflicts;
  }

  /** Whether a text is one that labels are spelled with. */
  static boolean isLabelWord(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    return POSITIVE.contains(word) || NEGATIVE.contains(word);
  }

  /** Reads labels from CSV; rows without a label (unknown yet) are left out. */
  static Labels read(CsvReader<LabelRecords> csv, String name) {
    Labels labels = new Labels(name);
    LabelColumns columns = null;
    for (LabelRecords row : csv) {
      if (columns == null) {
        columns = LabelColumns.of(row.header(), name);
        row.keep(
            columns.id(),
            columns.label(),
            columns.typology(),
            columns.time(),
            columns.probability(),
            columns.below());
        labels.prepare(columns);
      } else {
        labels.add(row);
      }
    }
    if (labels.size() == 0) {
      throw new JobException(name + " has no labels");
    }
    return labels;
  }

  private void prepare(LabelColumns columns) {
    time = new long[columns.time() < 0 ? 0 : 1024];
    probability = new double[columns.probability() < 0 ? 0 : 1024];
  }

  /** A set whose order in messages is always the same. */
  private static Set<String> sorted(String... values) {
    return Collections.unmodifiableSet(new TreeSet<>(List.of(values)));
  }

  private void add(LabelRecords row) {
    if (row.fields() != row.header().size()) {
      throw error(
          row, "the row has %d cells, the header has %d", row.fields(), row.header().size());
    }
    String label = row.cell(LABEL).toLowerCase(Locale.ROOT);
    if (label.isEmpty()) {
      return;
    }
    boolean isFraud = POSITIVE.contains(label);
    if (!isFraud && !NEGATIVE.contains(label)) {
      throw error(row, "label '%s' is neither of %s nor of %s", label, POSITIVE, NEGATIVE);
    }
    String id = row.cell(ID);
    if (id.isEmpty()) {
      throw error(row, "transaction_id is empty");
    }
    int place = place(TransactionBlock.key(Transaction.normaliseId(id)), isFraud);
    fraud[place] = isFraud;
    typology[place] = isFraud ? typology(row) : NO_TYPOLOGY;
    if (time.length > 0) {
      time[place] = time(row);
    }
    if (probability.length > 0) {
      probability[place] = probability(row);
    }
    below(row);
  }

  private int place(long key, boolean isFraud) {
    int before = index.size();
    int place = index.add(key);
    if (place < before) {
      duplicates++;
      conflicts += fraud[place] == isFraud ? 0 : 1;
    } else if (place == fraud.length) {
      grow(place + (place >> 1));
    }
    return place;
  }

  private void grow(int capacity) {
    fraud = Arrays.copyOf(fraud, capacity);
    typology = Arrays.copyOf(typology, capacity);
    time = time.length == 0 ? time : Arrays.copyOf(time, capacity);
    probability = probability.length == 0 ? probability : Arrays.copyOf(probability, capacity);
  }

  private short typology(LabelRecords row) {
    String name = row.cell(TYPOLOGY);
    if (name.isEmpty()) {
      return NO_TYPOLOGY;
    }
    Short known = typologyCodes.get(name);
    if (known != null) {
      return known;
    }
    if (typologyNames.size() == MOST_TYPOLOGIES) {
      throw error(
          row, "more than %d typologies. Maybe the column is something else.", MOST_TYPOLOGIES);
    }
    short code = (short) typologyNames.size();
    typologyNames.add(name);
    typologyCodes.put(name, code);
    return code;
  }

  private long time(LabelRecords row) {
    String text = row.cell(TIME);
    long micros = LabelTime.micros(text);
    if (micros == LabelTime.NONE && !text.isEmpty()) {
      throw error(row, "the label's time '%s' is neither ISO 8601 nor seconds since 1970", text);
    }
    return micros;
  }

  private double probability(LabelRecords row) {
    String text = row.cell(PROBABILITY);
    double value = text.isEmpty() ? 1 : number(row, text);
    if (!(value > 0 && value <= 1)) {
      throw error(row, "%s must be in (0, 1], got '%s'", LabelColumns.PROBABILITY, text);
    }
    return value;
  }

  private void below(LabelRecords row) {
    String text = row.cell(BELOW);
    if (text.isEmpty()) {
      return;
    }
    double value = number(row, text);
    if (!Double.isNaN(below) && value != below) {
      throw error(
          row,
          "the sample was drawn below risk %s and below %s; review one sample at a time",
          below,
          value);
    }
    below = value;
  }

  private double number(LabelRecords row, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw error(row, "'%s' is no number", text);
    }
  }

  private JobException error(LabelRecords row, String message, Object... values) {
    return new JobException(
        "%s, line %d: %s".formatted(file, row.line(), message.formatted(values)));
  }
}
