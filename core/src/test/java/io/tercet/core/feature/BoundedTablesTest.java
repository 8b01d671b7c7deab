package io.tercet.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BoundedTablesTest {
  private static final int SLOTS = 4096;

  @Test
  void aProfileTableFindsAMillionKeys() {
    ProfileTable table = new ProfileTable(1);
    SplittableRandom random = new SplittableRandom(1);
    int rows = 1_000_000;
    for (int row = 0; row < rows; row++) {
      assertThat(table.findOrAdd(random.nextLong())).isEqualTo(row);
      table.page(row)[table.offset(row)] = row;
    }
    SplittableRandom again = new SplittableRandom(1);
    for (int row = 0; row < rows; row++) {
      long key = again.nextLong();
      int found = table.find(key);
      if (found != row || table.key(row) != key || table.page(row)[table.offset(row)] != row) {
        throw new AssertionError("row " + row);
      }
    }
    assertThat(table.size()).isEqualTo(rows);
    assertThat(table.find(12345)).isEqualTo(-1);
  }

  @Test
  void aProfileTableTakesKeysThatShareTheirHighBits() {
    ProfileTable table = new ProfileTable(2);
    SplittableRandom random = new SplittableRandom(2);
    for (int row = 0; row < 50_000; row++) {
      long key = 0xABL << 56 | random.nextLong() >>> 8;
      assertThat(table.findOrAdd(key)).isEqualTo(row);
      assertThat(table.findOrAdd(key)).isEqualTo(row);
    }
  }

  @Test
  void aPairIsOneInEitherOrder() {
    assertThat(PairTable.mix(3, 8)).isEqualTo(PairTable.mix(8, 3)).isNotZero();
    assertThat(PairTable.mix(3, 8)).isNotEqualTo(PairTable.mix(3, 9));
  }

  @Test
  void aWayHoldsTimesInBucketsAndABoundedCount() {
    long way = PairTable.way(2_145_916_799, 1_234_567, 41);
    assertThat(PairTable.count(way)).isEqualTo(42);
    assertThat(PairTable.lastSent(way)).isEqualTo(2_145_916_799 / 600 * 600);
    assertThat(PairTable.lastReceived(way)).isEqualTo(1_234_567 / 600 * 600);
    assertThat(PairTable.count(PairTable.way(0, 0, PairTable.MAX_COUNT)))
        .isEqualTo(PairTable.MAX_COUNT);
  }

  @Test
  void aPairTableForgetsTheOldestAndStaysBounded() {
    PairTable table = new PairTable(SLOTS);
    int pairs = 10 * SLOTS;
    int remembered = SLOTS * 2 / 3;
    for (int i = 0; i < pairs; i++) {
      set(table, mixed(i), i + 1);
      set(table, mixed(-1), 7); // met again and again: never forgotten
    }
    assertThat(table.entries()).hasSizeLessThanOrEqualTo(3 * SLOTS);
    assertThat(get(table, mixed(-1))).isEqualTo(7);
    for (int i = pairs - 1; i > pairs - remembered / 2; i--) {
      assertThat(get(table, mixed(i))).as("pair %d", i).isEqualTo(i + 1);
    }
    assertThat(get(table, mixed(0))).isZero();
  }

  private static long mixed(int i) {
    return PairTable.mix(i, 99);
  }

  private static void set(PairTable table, long mix, long value) {
    int at = table.findOrAdd(mix);
    table.entries()[at + 1] = value;
  }

  private static long get(PairTable table, long mix) {
    int at = table.findOrAdd(mix);
    return table.entries()[at + 1];
  }

  @Test
  void aLookAlikeTableKnowsAnotherOfTheSameShape() {
    LookAlikeTable table = new LookAlikeTable(SLOTS);
    assertThat(table.meet(LookAlikeTable.key(1, 5), 100)).isFalse();
    assertThat(table.meet(LookAlikeTable.key(1, 5), 100)).isFalse();
    assertThat(table.meet(LookAlikeTable.key(1, 5), 200)).isTrue();
    assertThat(table.meet(LookAlikeTable.key(1, 5), 100)).as("the first stays").isFalse();
    assertThat(table.meet(LookAlikeTable.key(2, 5), 200)).isFalse();
  }

  @Test
  void aLookAlikeTableForgetsTheOldestFirst() {
    LookAlikeTable table = new LookAlikeTable(SLOTS);
    int rows = 10 * SLOTS;
    for (int i = 1; i <= rows; i++) {
      table.meet(LookAlikeTable.key(i, 5), 100);
      table.meet(LookAlikeTable.key(-1, 5), 100); // met again and again
    }
    assertThat(table.meet(LookAlikeTable.key(-1, 5), 200)).isTrue();
    for (int i = rows; i > rows - SLOTS / 2; i--) {
      assertThat(table.meet(LookAlikeTable.key(i, 5), 200)).as("entity %d", i).isTrue();
    }
    assertThat(table.meet(LookAlikeTable.key(1, 5), 200)).isFalse();
  }

  @Test
  void currenciesPastTheBoundShareAScale() {
    CurrencyProfiles currencies = new CurrencyProfiles(3);
    assertThat(currencies.get(11)).isNotSameAs(currencies.get(22)).isSameAs(currencies.get(11));
    assertThat(currencies.get(33)).isNotSameAs(currencies.get(0));
    assertThat(currencies.get(44)).isSameAs(currencies.get(55)).isSameAs(currencies.get(0));
    assertThat(currencies.size()).isEqualTo(4);
  }
}
