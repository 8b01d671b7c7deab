package io.tercet.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tercet.core.transaction.Transaction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing that is not behaviour may tell a fraud: a naive Bayes classifier over the characters of
 * each text, trained on one half of the texts and tested on the other, must fail.
 */
class LabelLeakTest {
  private static final List<SimulatedTransaction> ROWS =
      TrafficSimulator.stream(SimulationOptions.of(120_000, 21).withShares(0.08, 0.02)).toList();

  /** A text of a transaction that must say nothing. */
  record Trait(String name, Function<Transaction, @Nullable String> text) {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * Area under the ROC curve; its standard error if nothing is to be found (Mann, Whitney 1947).
   */
  record Area(double value, double standardError) {}

  static List<Trait> traits() {
    return List.of(
        new Trait("transaction id", Transaction::id),
        new Trait("account", Transaction::account),
        new Trait("hexadecimal sender", row -> starting(row.fromAddress(), "0x")),
        new Trait("hexadecimal receiver", row -> starting(row.toAddress(), "0x")),
        new Trait("Tron sender", row -> starting(row.fromAddress(), "T")),
        new Trait("Tron receiver", row -> starting(row.toAddress(), "T")),
        new Trait("bech32 receiver", row -> starting(row.toAddress(), "bc1")),
        new Trait("fraction of the second", LabelLeakTest::fraction),
        new Trait("second of the minute", LabelLeakTest::second),
        new Trait("digits of the fee", row -> feeDigits(row)));
  }

  @ParameterizedTest
  @MethodSource("traits")
  void textsDoNotTellFrauds(Trait trait) {
    Map<String, Boolean> texts = new HashMap<>();
    for (SimulatedTransaction row : ROWS) {
      String text = trait.text().apply(row.transaction());
      if (text != null) {
        texts.merge(text, row.fraud(), Boolean::logicalOr);
      }
    }
    Area area = classify(texts);
    assertThat(area.standardError()).isLessThan(0.025);
    assertThat(area.value()).isCloseTo(0.5, within(3.5 * area.standardError()));
  }

  @Test
  void theClassifierFindsALeakWhereThereIsOne() {
    Map<String, Boolean> texts = new HashMap<>();
    for (SimulatedTransaction row : ROWS) {
      String id = row.transaction().id();
      texts.put(row.fraud() ? id.replace('a', 'b') : id, row.fraud());
    }
    assertThat(classify(texts).value()).isGreaterThan(0.7);
  }

  @Test
  void feesAndStatusesFollowTheNetworkNotTheLabel() {
    for (String currency : List.of("USDT", "ETH", "BTC")) {
      assertThat(medianFee(currency, true) / medianFee(currency, false)).isBetween(0.93, 1.07);
    }
    assertThat(failedShare(true) / failedShare(false)).isBetween(0.85, 1.15);
  }

  @ParameterizedTest
  @ValueSource(strings = {"USDT", "ETH", "BTC"})
  void amountsAreWrittenAlike(String currency) {
    List<SimulatedTransaction> rows =
        ROWS.stream().filter(row -> row.transaction().currency().equals(currency)).toList();
    double[] digits = rows.stream().mapToDouble(row -> decimals(row.transaction())).toArray();
    boolean[] labels = new boolean[digits.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = rows.get(i).fraud();
    }
    // Not ½: round sums for a collector, or computed remainders of a peel chain, are behaviour.
    assertThat(rankStatistic(digits, labels).value()).isBetween(0.4, 0.6);
  }

  private static int decimals(Transaction row) {
    return BigDecimal.valueOf(row.amount()).stripTrailingZeros().scale();
  }

  private static double medianFee(String currency, boolean fraud) {
    double[] fees =
        ROWS.stream()
            .filter(row -> row.fraud() == fraud)
            .map(SimulatedTransaction::transaction)
            .filter(row -> row.currency().equals(currency) && row.fromAddress() != null)
            .mapToDouble(Transaction::fee)
            .sorted()
            .toArray();
    return fees[fees.length / 2];
  }

  private static double failedShare(boolean fraud) {
    return ROWS.stream()
        .filter(row -> row.fraud() == fraud)
        .mapToInt(row -> row.transaction().status().equals("completed") ? 0 : 1)
        .average()
        .orElseThrow();
  }

  private static @Nullable String starting(@Nullable String address, String prefix) {
    return address != null && address.startsWith(prefix) ? address : null;
  }

  private static String fraction(Transaction row) {
    return "%06d".formatted(row.timestampMicros() % 1_000_000);
  }

  private static String second(Transaction row) {
    // The id keeps equal texts apart without adding a character that is compared.
    return "%02d".formatted(row.timestampMicros() / 1_000_000 % 60) + '\n' + row.id();
  }

  private static @Nullable String feeDigits(Transaction row) {
    if (!row.currency().equals("USDT") || row.fromAddress() == null) {
      return null;
    }
    return "%03d".formatted(Math.round(row.fee() * 1e6) % 1000) + '\n' + row.id();
  }

  private static Area classify(Map<String, Boolean> texts) {
    List<String> shuffled = new ArrayList<>(texts.keySet());
    Collections.sort(shuffled);
    Collections.shuffle(shuffled, new Random(1));
    int half = shuffled.size() / 2;
    double[][][] counts = new double[2][44][128];
    for (String text : shuffled.subList(0, half)) {
      count(text, counts[isFraud(texts, text) ? 1 : 0]);
    }
    double[][] evidence = evidence(counts[1], counts[0]);
    List<String> tested = shuffled.subList(half, shuffled.size());
    double[] scores = tested.stream().mapToDouble(text -> score(text, evidence)).toArray();
    boolean[] labels = new boolean[scores.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = isFraud(texts, tested.get(i));
    }
    return rankStatistic(scores, labels);
  }

  private static boolean isFraud(Map<String, Boolean> texts, String text) {
    return Boolean.TRUE.equals(texts.get(text));
  }

  private static void count(String text, double[][] counts) {
    for (int i = 0; i < compared(text); i++) {
      counts[i][text.charAt(i)]++;
    }
  }

  private static int compared(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text.length() : end;
  }

  /** Log likelihood ratio of each character at each position. */
  private static double[][] evidence(double[][] frauds, double[][] innocents) {
    double[][] evidence = new double[frauds.length][frauds[0].length];
    for (int i = 0; i < evidence.length; i++) {
      double fraudSum = Arrays.stream(frauds[i]).sum() + 16;
      double innocentSum = Arrays.stream(innocents[i]).sum() + 16;
      for (int letter = 0; letter < evidence[i].length; letter++) {
        double fraud = (frauds[i][letter] + 1) / fraudSum;
        evidence[i][letter] = Math.log(fraud * innocentSum / (innocents[i][letter] + 1));
      }
    }
    return evidence;
  }

  private static double score(String text, double[][] evidence) {
    double score = 0;
    for (int i = 0; i < compared(text); i++) {
      score += evidence[i][text.charAt(i)];
    }
    return score;
  }

  private static Area rankStatistic(double[] scores, boolean[] labels) {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(scores[a], scores[b]));
    double positives = 0;
    double rankSum = 0;
    for (int i = 0, j = 0; i < order.length; i = j) {
      while (j < order.length && scores[order[j]] == scores[order[i]]) {
        j++;
      }
      for (int k = i; k < j; k++) {
        if (labels[order[k]]) {
          positives++;
          rankSum += (i + j + 1) / 2.0;
        }
      }
    }
    double negatives = scores.length - positives;
    double pairs = positives * negatives;
    return new Area(
        (rankSum - positives * (positives + 1) / 2) / pairs,
        Math.sqrt((scores.length + 1) / (12 * pairs)));
  }
}
