package io.tercet.core.detector.statistical;

import io.tercet.core.feature.Feature;
import io.tercet.core.feature.FeatureBlock;
import io.tercet.core.math.Ln;
import java.util.Arrays;
import java.util.List;

/** The rules in force, tested point in time on the features of a transaction. */
public final class Rules {
  /** An amount is high from so many robust deviations above its currency's median on. */
  private static final float HIGH_AMOUNT = 2;

  private static final double SECONDS_A_DAY = 86_400;

  private final List<Rule> rules;

  /** Creates the set; {@code rules} are distinct in kind. */
  public Rules(List<Rule> rules) {
    this.rules = List.copyOf(rules);
    if (rules.stream().map(Rule::kind).distinct().count() != rules.size()) {
      throw new IllegalArgumentException("a rule is given twice: " + rules);
    }
  }

  /** The five rules with their usual weights: +30, +10, +25, +20, +15. */
  public static Rules defaults() {
    return new Rules(Arrays.stream(Rule.Kind.values()).map(Rule.Kind::defaults).toList());
  }

  /** The rules, in order. */
  public List<Rule> all() {
    return rules;
  }

  /**
   * Tests every row.
   *
   * @param bits receives a bit a rule, by the ordinal of its kind
   */
  public void test(FeatureBlock block, int[] bits) {
    Arrays.fill(bits, 0, block.size, 0);
    for (Rule rule : rules) {
      test(rule, block, 1 << rule.kind().ordinal(), bits);
    }
  }

  private static void test(Rule rule, FeatureBlock block, int bit, int[] bits) {
    // In the precision of the features: a fee of exactly a tenth is not over a tenth.
    float threshold = (float) rule.threshold();
    switch (rule.kind()) {
      case AMOUNT_OVER_MEAN -> over(block.amountToMean, threshold, bit, bits, block.size);
      case NIGHT -> hourBefore(block.hour, threshold, bit, bits, block.size);
      case NEW_ACCOUNT_HIGH_AMOUNT ->
          youngAndHigh(block, Ln.onePlus(rule.threshold() * SECONDS_A_DAY), bit, bits);
      case FEW_TRANSACTIONS_HIGH_AMOUNT -> fewAndHigh(block, threshold, bit, bits);
      case HIGH_FEE_RATIO ->
          over(column(block, Feature.FEE_RATIO), threshold, bit, bits, block.size);
    }
  }

  private static void over(float[] values, float threshold, int bit, int[] bits, int rows) {
    for (int i = 0; i < rows; i++) {
      bits[i] |= values[i] > threshold ? bit : 0;
    }
  }

  private static void hourBefore(byte[] hours, float threshold, int bit, int[] bits, int rows) {
    for (int i = 0; i < rows; i++) {
      bits[i] |= hours[i] < threshold ? bit : 0;
    }
  }

  private static void youngAndHigh(FeatureBlock block, float age, int bit, int[] bits) {
    float[] ages = column(block, Feature.CUSTOMER_AGE);
    float[] amounts = column(block, Feature.AMOUNT);
    for (int i = 0; i < block.size; i++) {
      bits[i] |= ages[i] < age && amounts[i] > HIGH_AMOUNT ? bit : 0;
    }
  }

  private static void fewAndHigh(FeatureBlock block, float few, int bit, int[] bits) {
    float[] amounts = column(block, Feature.AMOUNT);
    for (int i = 0; i < block.size; i++) {
      bits[i] |= block.customerCount[i] < few && amounts[i] > HIGH_AMOUNT ? bit : 0;
    }
  }

  private static float[] column(FeatureBlock block, Feature feature) {
    return block.columns[feature.ordinal()];
  }
}
