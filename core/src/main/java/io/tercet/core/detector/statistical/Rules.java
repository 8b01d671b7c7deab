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

  private static final float MAX_POINTS = 100;
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
   * @param points receives the sum of the weights of the rules hit, at most 100
   */
  public void test(FeatureBlock block, int[] bits, float[] points) {
    Arrays.fill(bits, 0, block.size, 0);
    Arrays.fill(points, 0, block.size, 0);
    for (Rule rule : rules) {
      int bit = 1 << rule.kind().ordinal();
      float weight = (float) rule.weight();
      for (int i = 0; i < block.size; i++) {
        if (isHit(rule, block, i)) {
          bits[i] |= bit;
          points[i] = Math.min(MAX_POINTS, points[i] + weight);
        }
      }
    }
  }

  private static boolean isHit(Rule rule, FeatureBlock block, int i) {
    // In the precision of the features: a fee of exactly a tenth is not over a tenth.
    float threshold = (float) rule.threshold();
    return switch (rule.kind()) {
      case AMOUNT_OVER_MEAN -> block.amountToMean[i] > threshold;
      case NIGHT -> block.hour[i] < threshold;
      case NEW_ACCOUNT_HIGH_AMOUNT ->
          value(block, Feature.CUSTOMER_AGE, i) < Ln.onePlus(rule.threshold() * SECONDS_A_DAY)
              && value(block, Feature.AMOUNT, i) > HIGH_AMOUNT;
      case FEW_TRANSACTIONS_HIGH_AMOUNT ->
          block.customerCount[i] < threshold && value(block, Feature.AMOUNT, i) > HIGH_AMOUNT;
      case HIGH_FEE_RATIO -> value(block, Feature.FEE_RATIO, i) > threshold;
    };
  }

  private static float value(FeatureBlock block, Feature feature, int i) {
    return block.columns[feature.ordinal()][i];
  }
}
