package io.tercet.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class DailyQueueTest {
  private final DailyQueue queue = new DailyQueue();

  private void day(Object... riskFraudAccount) {
    queue.clear();
    for (int i = 0; i < riskFraudAccount.length; i += 3) {
      queue.add(
          ((Number) riskFraudAccount[i]).floatValue(),
          (Boolean) riskFraudAccount[i + 1],
          (Integer) riskFraudAccount[i + 2]);
    }
    queue.sort();
  }

  @Test
  void theRiskiestComeFirst() {
    day(10, false, 0, 90, true, 1, 50, true, 2);
    assertThat(queue.entry(0)).isEqualTo(1);
    assertThat(queue.hits(1)).isEqualTo(1);
    assertThat(queue.hits(2)).isEqualTo(2);
    assertThat(queue.hits(50)).isEqualTo(2);
  }

  @Test
  void equalRisksAtTheCutCountByTheirOdds() {
    day(90, true, 0, 50, false, 1, 50, true, 2, 50, false, 3, 10, true, 4);
    assertThat(queue.hits(2)).isEqualTo(1 + 1 / 3.0);
    assertThat(queue.hits(4)).isEqualTo(2);
  }

  @Test
  void anAccountCountsOnceWithItsHighestRiskAndAnyFraud() {
    queue.clear();
    int account = queue.add(10, true, 7);
    queue.add(50, false, 8);
    queue.raise(account, 70, false);
    queue.sort();
    assertThat(queue.size()).isEqualTo(2);
    assertThat(queue.hits(1)).isEqualTo(1);
  }

  @Test
  void anAccountThatWasFoundLeavesItsPlaceToTheNext() {
    BitSet found = new BitSet();
    day(90, true, 0, 80, false, 1, 70, true, 2);
    assertThat(queue.newHits(2, found)).isEqualTo(1);
    assertThat(found.stream().toArray()).containsExactly(0);
    // On the next day accounts 1 and 2 are the first two that are not known.
    assertThat(queue.newHits(2, found)).isEqualTo(1);
    assertThat(found.stream().toArray()).containsExactly(0, 2);
    assertThat(queue.newHits(2, found)).isZero();
  }

  @Test
  void manyEntriesFit() {
    for (int i = 0; i < 5_000; i++) {
      queue.add(i, i >= 4_900, i);
    }
    queue.sort();
    assertThat(queue.hits(150)).isEqualTo(100);
  }
}
