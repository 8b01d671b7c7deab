package io.tercet.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BoundedTablesTest {
  private static final int SLOTS = 4096;
  private static final long ALICE = 0xA11CE_0000_0000L;
  private static final long MALLORY = 0x3A110_0000_0000L;

  @Test
  void aProfileTableFindsAMillionKeys() {
    ProfileTable table = new ProfileTable(2);
    SplittableRandom random = new SplittableRandom(1);
    int rows = 1_000_000;
    for (int row = 0; row < rows; row++) {
      assertThat(table.findOrAdd(random.nextLong())).isEqualTo(row);
      table.page(row)[table.offset(row) + 1] = row;
    }
    SplittableRandom again = new SplittableRandom(1);
    for (int row = 0; row < rows; row++) {
      long key = again.nextLong();
      int found = table.find(key);
      if (found != row || table.key(row) != key || table.page(row)[table.offset(row) + 1] != row) {
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
  void aPairIsOneInEitherOrderAndItsWaysAreTwo() {
    long mix = PairTable.mix(3, 8);
    assertThat(mix).isEqualTo(PairTable.mix(8, 3)).isNotZero();
    assertThat(mix).isNotEqualTo(PairTable.mix(3, 9));
    assertThat(PairTable.way(mix, 3, 8)).isNotEqualTo(PairTable.way(mix, 8, 3));
    assertThat(PairTable.way(mix, 3, 3)).isEqualTo(mix);
  }

  @Test
  void paymentsHoldTimesInBucketsAndABoundedCount() {
    long payments = PairTable.payments(2_145_916_799, 1_234_567, 41);
    assertThat(PairTable.count(payments)).isEqualTo(42);
    assertThat(PairTable.lastSent(payments)).isEqualTo(2_145_916_799 / 600);
    assertThat(PairTable.lastReceived(payments)).isEqualTo(1_234_567 / 600);
    assertThat(PairTable.count(PairTable.payments(0, 0, PairTable.MAX_COUNT)))
        .isEqualTo(PairTable.MAX_COUNT);
  }

  @Test
  void aPairTableForgetsTheOldestAndStaysBounded() {
    PairTable table = new PairTable(SLOTS);
    int pairs = 10 * SLOTS;
    for (int i = 0; i < pairs; i++) {
      set(table, mixed(i), i + 1);
      set(table, mixed(-1), 7); // met again and again: never forgotten
    }
    assertThat(table.bytes()).isEqualTo(16 * SLOTS);
    assertThat(table.find(mixed(-1))).isEqualTo(7);
    int remembered = 0;
    for (int i = pairs - 1; i > pairs - SLOTS / 3; i--) {
      long found = table.find(mixed(i));
      assertThat(found).isIn(0L, i + 1L);
      remembered += found == 0 ? 0 : 1;
    }
    assertThat(remembered).as("of the latest third").isGreaterThan(SLOTS / 3 * 99 / 100);
    assertThat(table.find(mixed(0))).isZero();
  }

  @Test
  void aPairTableForgetsNothingBeforeItIsFullyGrown() {
    PairTable table = new PairTable(1 << 20);
    int pairs = 100_000;
    for (int i = 0; i < pairs; i++) {
      set(table, mixed(i), i + 1);
    }
    assertThat(table.bytes()).isLessThan(16 << 20);
    for (int i = 0; i < pairs; i++) {
      assertThat(table.find(mixed(i))).as("pair %d", i).isEqualTo(i + 1);
    }
  }

  private static long mixed(int i) {
    return PairTable.way(PairTable.mix(i, 99), i, 99);
  }

  private static void set(PairTable table, long way, long value) {
    int at = table.meet(way);
    table.entries()[at] = value;
  }

  @Test
  void aPartyKnowsAnotherOfTheSameShape() {
    long[] page = new long[PartyProfiles.STRIDE];
    assertThat(PartyProfiles.resemblesAnother(page, 0, 5, ALICE)).isFalse();
    assertThat(PartyProfiles.resemblesAnother(page, 0, 5, ALICE)).isFalse();
    assertThat(PartyProfiles.resemblesAnother(page, 0, 5, MALLORY)).isTrue();
    assertThat(PartyProfiles.resemblesAnother(page, 0, 5, ALICE)).as("the first stays").isFalse();
    assertThat(PartyProfiles.resemblesAnother(page, 0, 6, MALLORY)).isFalse();
  }

  @Test
  void aPartyForgetsTheCounterpartiesOfLongAgoFirst() {
    long[] page = new long[PartyProfiles.STRIDE];
    PartyProfiles.resemblesAnother(page, 0, -1, ALICE);
    for (int shape = 1; shape < RecencySet.WAYS; shape++) {
      PartyProfiles.resemblesAnother(page, 0, shape, ALICE);
      PartyProfiles.resemblesAnother(page, 0, -1, ALICE); // met again and again
    }
    PartyProfiles.resemblesAnother(page, 0, 100, ALICE);
    assertThat(PartyProfiles.resemblesAnother(page, 0, -1, MALLORY)).isTrue();
    assertThat(PartyProfiles.resemblesAnother(page, 0, 2, MALLORY)).isTrue();
    assertThat(PartyProfiles.resemblesAnother(page, 0, 1, MALLORY)).as("forgotten").isFalse();
    assertThat(page[PartyProfiles.RECEIVED_24H]).isZero();
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
