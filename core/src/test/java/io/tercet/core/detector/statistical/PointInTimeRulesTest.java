package io.tercet.core.detector.statistical;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.core.feature.FeatureBlock;
import io.tercet.core.feature.FeatureEngine;
import io.tercet.core.feature.FeatureOptions;
import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import org.junit.jupiter.api.Test;

/** The rules on what the engine really computes, transaction by transaction. */
class PointInTimeRulesTest {
  private static final long HOUR = 3_600_000_000L;
  private static final long NOON = 1_767_614_400_000_000L; // 2026-01-05T12:00Z

  private static final int OVER_MEAN = 1;
  private static final int NIGHT = 2;
  private static final int NEW_HIGH = 4;
  private static final int FEW_HIGH = 8;
  private static final int FEE = 16;

  private final FeatureEngine engine = new FeatureEngine(new FeatureOptions(1 << 12, 16));
  private int id;

  PointInTimeRulesTest() {
    for (int i = 0; i < 200; i++) { // others, who give the currency its scale
      send("other" + i % 20, NOON - 1000 * HOUR + i * HOUR, 100 + i % 10, 0.1);
    }
  }

  @Test
  void theMeanIsOfEarlierAmountsOnly() {
    settle("ann", 40);
    assertThat(send("ann", NOON + HOUR, 990, 0) & OVER_MEAN).isZero();
    settle("bob", 40);
    assertThat(send("bob", NOON + HOUR, 1100, 0) & OVER_MEAN).isPositive();
    // 41 payments, one of them 1,100, have a mean of 124.
    assertThat(send("bob", NOON + 2 * HOUR, 1230, 0) & OVER_MEAN).isZero();
  }

  @Test
  void aFirstTransactionHasNoMean() {
    assertThat(send("new", NOON, 1e6, 0) & OVER_MEAN).isZero();
  }

  @Test
  void nightIsFromMidnightToSixUtc() {
    settle("ann", 40);
    long midnight = NOON + 12 * HOUR;
    assertThat(send("ann", midnight - 1, 100, 0) & NIGHT).isZero();
    assertThat(send("ann", midnight, 100, 0) & NIGHT).isPositive();
    assertThat(send("ann", midnight + 6 * HOUR - 1, 100, 0) & NIGHT).isPositive();
    assertThat(send("ann", midnight + 6 * HOUR, 100, 0) & NIGHT).isZero();
  }

  @Test
  void newAccountsAndFewTransactionsCountWithHighAmountsOnly() {
    assertThat(send("new", NOON, 100, 0) & (NEW_HIGH | FEW_HIGH)).isZero();
    assertThat(send("new", NOON + HOUR, 5000, 0)).isEqualTo(OVER_MEAN | NEW_HIGH | FEW_HIGH);
    for (int i = 0; i < 3; i++) {
      send("new", NOON + (2 + i) * HOUR, 100, 0);
    }
    assertThat(send("new", NOON + 6 * HOUR, 5000, 0) & (NEW_HIGH | FEW_HIGH)).isEqualTo(NEW_HIGH);
    assertThat(send("new", NOON + 7 * 24 * HOUR + HOUR, 5000, 0) & (NEW_HIGH | FEW_HIGH)).isZero();
  }

  @Test
  void theFeeIsMeasuredAgainstTheAmount() {
    settle("ann", 40);
    assertThat(send("ann", NOON + HOUR, 100, 10) & FEE).isZero();
    assertThat(send("ann", NOON + HOUR, 100, 10.1) & FEE).isPositive();
    assertThat(send("ann", NOON + HOUR, 0, 0) & FEE).isZero();
  }

  /** Gives an account a past of 100 a time, the last of it at {@link #NOON}. */
  private void settle(String account, int count) {
    for (int i = count - 1; i >= 0; i--) {
      send(account, NOON - i * 10 * HOUR, 100, 0.1);
    }
  }

  private int send(String account, long time, double amount, double fee) {
    TransactionBlock in = new TransactionBlock(1);
    in.add(
        new Transaction(
            "t" + id++,
            time,
            account,
            "payment",
            "EUR",
            amount,
            fee,
            null,
            "shop",
            "completed",
            Transaction.UNKNOWN_NONCE),
        id);
    FeatureBlock out = new FeatureBlock(1);
    engine.process(in, out);
    int[] bits = new int[1];
    Rules.defaults().test(out, bits);
    return bits[0];
  }
}
