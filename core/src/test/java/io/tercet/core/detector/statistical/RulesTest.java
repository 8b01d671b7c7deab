package io.tercet.core.detector.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.core.feature.Feature;
import io.tercet.core.feature.FeatureBlock;
import io.tercet.core.math.Ln;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesTest {
  private final FeatureBlock block = new FeatureBlock(1);
  private final int[] bits = {-1};

  RulesTest() {
    block.size = 1;
    for (float[] column : block.columns) {
      column[0] = Float.NaN;
    }
    block.amountToMean[0] = Float.NaN;
    block.hour[0] = 12;
    block.customerCount[0] = 1000;
  }

  @Test
  void ordinaryAndUnknownValuesHitNothing() {
    test(Rules.defaults());
    assertThat(bits[0]).isZero();
  }

  @Test
  void anAmountIsOverTheMeanOnlyBeyondTenTimes() {
    for (float times : new float[] {0, 9.99f, 10}) {
      block.amountToMean[0] = times;
      requireHit(false, Rule.Kind.AMOUNT_OVER_MEAN);
    }
    block.amountToMean[0] = Math.nextUp(10f);
    requireHit(true, Rule.Kind.AMOUNT_OVER_MEAN);
  }

  @Test
  void nightEndsAtSix() {
    for (int hour = 0; hour < 24; hour++) {
      block.hour[0] = (byte) hour;
      requireHit(hour < 6, Rule.Kind.NIGHT);
    }
  }

  @Test
  void aNewAccountIsYoungerThanSevenDaysAndItsAmountHigh() {
    set(Feature.AMOUNT, 2.5f);
    set(Feature.CUSTOMER_AGE, Ln.onePlus(7 * 86_400));
    requireHit(false, Rule.Kind.NEW_ACCOUNT_HIGH_AMOUNT);
    set(Feature.CUSTOMER_AGE, Ln.onePlus(7 * 86_400 - 10));
    requireHit(true, Rule.Kind.NEW_ACCOUNT_HIGH_AMOUNT);
    set(Feature.AMOUNT, 2);
    requireHit(false, Rule.Kind.NEW_ACCOUNT_HIGH_AMOUNT);
  }

  @Test
  void fewTransactionsAreFewerThanFiveWithAHighAmount() {
    set(Feature.AMOUNT, 2.5f);
    block.customerCount[0] = 5;
    requireHit(false, Rule.Kind.FEW_TRANSACTIONS_HIGH_AMOUNT);
    block.customerCount[0] = 4;
    requireHit(true, Rule.Kind.FEW_TRANSACTIONS_HIGH_AMOUNT);
    set(Feature.AMOUNT, 2);
    requireHit(false, Rule.Kind.FEW_TRANSACTIONS_HIGH_AMOUNT);
  }

  @Test
  void aFeeOfExactlyATenthIsNotOverIt() {
    set(Feature.FEE_RATIO, 0.1f);
    requireHit(false, Rule.Kind.HIGH_FEE_RATIO);
    set(Feature.FEE_RATIO, Math.nextUp(0.1f));
    requireHit(true, Rule.Kind.HIGH_FEE_RATIO);
  }

  @Test
  void everyRuleHasABitOfItsOwn() {
    hitAll();
    test(Rules.defaults());
    assertThat(bits[0]).isEqualTo(0b11111);
  }

  @Test
  void thresholdsCanBeSetAndRulesLeftOut() {
    hitAll();
    test(new Rules(List.of(new Rule(Rule.Kind.NIGHT, 42, 6))));
    assertThat(bits[0]).isEqualTo(1 << Rule.Kind.NIGHT.ordinal());
    test(new Rules(List.of(new Rule(Rule.Kind.NIGHT, 42, 3))));
    assertThat(bits[0]).isZero();
    test(new Rules(List.of()));
    assertThat(bits[0]).isZero();
  }

  @Test
  void aRuleOutOfRangeOrGivenTwiceIsRefused() {
    Rule night = Rule.Kind.NIGHT.defaults();
    assertThatThrownBy(() -> new Rules(List.of(night, new Rule(Rule.Kind.NIGHT, 1, 2))))
        .hasMessageContaining("twice");
    for (double weight : new double[] {-1, 101, Double.NaN}) {
      assertThatThrownBy(() -> new Rule(Rule.Kind.NIGHT, weight, 6))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("night")
          .hasMessageContaining(Double.toString(weight));
    }
    for (double threshold : new double[] {-1, 1e9, Double.NaN}) {
      assertThatThrownBy(() -> new Rule(Rule.Kind.NIGHT, 1, threshold))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void rulesAreWordedWithTheirThresholds() {
    assertThat(Arrays.stream(Rule.Kind.values()).map(k -> k.defaults().text()))
        .containsExactly(
            "amount over 10 times the account's mean",
            "between midnight and 6:00 UTC",
            "account younger than 7 days with a high amount",
            "fewer than 5 earlier transactions with a high amount",
            "fee over 10 % of the amount");
    assertThat(new Rule(Rule.Kind.AMOUNT_OVER_MEAN, 1, 2.5).text()).contains("2.5 times");
  }

  private void hitAll() {
    block.amountToMean[0] = 11;
    block.hour[0] = 3;
    block.customerCount[0] = 2;
    set(Feature.CUSTOMER_AGE, 1);
    set(Feature.AMOUNT, 3);
    set(Feature.FEE_RATIO, 0.5f);
  }

  private void requireHit(boolean hit, Rule.Kind kind) {
    test(Rules.defaults());
    assertThat(bits[0]).isEqualTo(hit ? 1 << kind.ordinal() : 0);
  }

  private void test(Rules rules) {
    rules.test(block, bits);
  }

  private void set(Feature feature, float value) {
    block.columns[feature.ordinal()][0] = value;
  }
}
