package io.tercet.jobs;

import io.tercet.core.transaction.Transaction;
import io.tercet.store.TransactionStore;
import io.tercet.store.TransactionStore.StoredTransaction;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds labels that were imported as a field, where a feature could see them: a column whose values
 * are spelled as labels are, or named as the labels' typologies, and that tells fraud from the rest
 * without a mistake.
 */
final class LabelLeak {
  /** So many transactions of each class are looked at. */
  private static final int SAMPLE = 200;

  /** With fewer of a class a column may fit by chance. */
  private static final int LEAST = 5;

  /** Columns that a feature reads, directly or through profiles. */
  private static final Map<String, Function<Transaction, ? extends @Nullable String>> FIELDS =
      new LinkedHashMap<>();

  static {
    FIELDS.put("transaction_type", Transaction::type);
    FIELDS.put("status", Transaction::status);
    FIELDS.put("currency", Transaction::currency);
    FIELDS.put("amount", transaction -> number(transaction.amount()));
    FIELDS.put("fee", transaction -> number(transaction.fee()));
    FIELDS.put("nonce", transaction -> number(transaction.senderNonce()));
    FIELDS.put("user_id", Transaction::account);
    FIELDS.put("from_address", Transaction::fromAddress);
    FIELDS.put("to_address", Transaction::toAddress);
  }

  private final long[][] sequences = new long[2][SAMPLE];
  private final int[] sizes = new int[2];

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** Remembers a labelled transaction, if it is one of the first of its class. */
  void add(long sequence, boolean fraud) {
    int kind = fraud ? 1 : 0;
    if (sizes[kind] < SAMPLE) {
      sequences[kind][sizes[kind]++] = sequence;
    }
  }

  /**
   * Looks at what was remembered.
   *
   * @throws JobException if a column is made of the labels
   */
  void refuse(TransactionStore store, List<String> typologies) {
    if (sizes[0] < LEAST || sizes[1] < LEAST) {
      return;
    }
    List<StoredTransaction> normal = store.bySequence(Arrays.copyOf(sequences[0], sizes[0]));
    List<StoredTransaction> frauds = store.bySequence(Arrays.copyOf(sequences[1], sizes[1]));
    FIELDS.forEach((name, field) -> {
      Map<String, Integer> ofNormal = values(normal, field);
      Map<String, Integer> ofFrauds = values(frauds, field);
      if (tells(ofNormal, ofFrauds, typologies)) {
        throw new JobException(
            "the stored column '%s' is the label under another name: it is %s for fraud and %s otherwise. Features could see it, so nothing would be proved. Import the file again without mapping %s from it."
                .formatted(name, ofFrauds.keySet(), ofNormal.keySet(), name));
      }
    });
  }

  private static Map<String, Integer> values(
      List<StoredTransaction> transactions,
      Function<Transaction, ? extends @Nullable String> field) {
    Map<String, Integer> counts = new TreeMap<>();
    for (StoredTransaction stored : transactions) {
      String value = field.apply(stored.transaction());
      counts.merge(value == null ? "" : value.toLowerCase(Locale.ROOT), 1, Integer::sum);
    }
    return counts;
  }

  private static boolean tells(
      Map<String, Integer> ofNormal, Map<String, Integer> ofFrauds, List<String> typologies) {
    TreeSet<String> both = new TreeSet<>(ofNormal.keySet());
    both.retainAll(ofFrauds.keySet());
    return both.isEmpty()
        && ofFrauds.keySet().stream().allMatch(value -> isLabel(value, typologies))
        && ofNormal.keySet().stream()
            .allMatch(value -> value.isEmpty() || isLabel(value, typologies));
  }

  private static boolean isLabel(String value, List<String> typologies) {
    return Labels.isLabelWord(value)
        || typologies.stream().anyMatch(typology -> typology.equalsIgnoreCase(value));
  }
}
