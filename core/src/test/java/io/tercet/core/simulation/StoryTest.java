package io.tercet.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each story alone, played by its script in a small world. */
class StoryTest {
  private static final int ROWS = 8;

  @ParameterizedTest
  @EnumSource(SimulatedTypology.class)
  void everyStoryAddsExactlyTheRowsItWasGiven(SimulatedTypology typology) {
    for (int rows = 2; rows < 20; rows++) {
      assertThat(played(typology, true, rows, rows).stream().filter(Leg::fraud)).hasSize(rows);
      assertThat(played(typology, false, rows, rows).stream().filter(leg -> !leg.label().isEmpty()))
          .hasSize(rows)
          .allMatch(leg -> leg.label().equals(typology.lookAlikeId()) && !leg.fraud());
    }
  }

  @Test
  void aCollectorIsPaidByManyAndWasNeverSeen() {
    List<Transaction> legs = fraud(SimulatedTypology.NEW_COLLECTOR);

    assertThat(distinct(legs, Transaction::toAddress)).hasSize(1);
    assertThat(distinct(legs, Transaction::customer)).hasSizeGreaterThan(5);
  }

  @Test
  void fanInEndsWithAWithdrawalOfNearlyEverything() {
    List<Transaction> legs = fraud(SimulatedTypology.FAN_IN);
    List<Transaction> receipts = legs.subList(0, ROWS - 1);
    double sum = receipts.stream().mapToDouble(Transaction::amount).sum();

    assertThat(distinct(receipts, Transaction::fromAddress)).hasSize(ROWS - 1);
    assertThat(distinct(legs, Transaction::customer)).hasSize(1);
    assertThat(legs.get(ROWS - 1).type()).isEqualTo("withdrawal");
    assertThat(legs.get(ROWS - 1).amount() / sum).isBetween(0.84, 1.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FAN_OUT", "VELOCITY_BURST"})
  void spreadersPayNewAddresses(String typology) {
    List<Transaction> legs = fraud(SimulatedTypology.valueOf(typology));

    assertThat(distinct(legs.subList(1, ROWS), Transaction::toAddress)).hasSize(ROWS - 1);
    assertThat(distinct(legs, Transaction::customer)).hasSize(1);
  }

  @Test
  void aLayeredSumShrinksALittleAtEachFreshHop() {
    List<Transaction> legs = fraud(SimulatedTypology.PASS_THROUGH);

    for (int i = 1; i < ROWS; i++) {
      assertThat(legs.get(i).amount() / legs.get(i - 1).amount()).isBetween(0.95, 1.0);
      assertThat(legs.get(i).fromAddress()).isEqualTo(legs.get(i - 1).toAddress());
    }
  }

  @Test
  void aPeelChainMovesTheRestToANewAddressEachTime() {
    List<Transaction> legs = fraud(SimulatedTypology.PEEL_CHAIN);

    for (int i = 2; i < ROWS; i += 2) {
      assertThat(legs.get(i).fromAddress()).isEqualTo(legs.get(i - 2).toAddress());
      assertThat(legs.get(i - 1).fromAddress()).isEqualTo(legs.get(i).fromAddress());
      assertThat(legs.get(i - 1).amount()).isLessThan(0.2 * legs.get(i).amount());
      assertThat(legs.get(i).amount()).isLessThan(legs.get(i - 2).amount());
    }
  }

  @Test
  void structuringStaysJustUnderOneThreshold() {
    List<Transaction> legs = fraud(SimulatedTypology.STRUCTURING);
    double most = legs.stream().mapToDouble(Transaction::amount).max().orElseThrow();
    double least = legs.stream().mapToDouble(Transaction::amount).min().orElseThrow();

    assertThat(Set.of(1_000, 3_000, 5_000, 10_000))
        .anyMatch(threshold -> most < threshold && least > 0.89 * threshold);
  }

  @Test
  void aPoisonerLooksLikeAKnownCounterpartyAndIsPaid() {
    List<Leg> legs = played(SimulatedTypology.ADDRESS_POISONING, true, 3, 1);
    List<Transaction> rows = record(legs);
    String known = String.valueOf(rows.get(0).toAddress());
    String fake = String.valueOf(rows.get(1).fromAddress());

    assertThat(legs.get(0).fraud()).isFalse();
    assertThat(fake).isNotEqualTo(known);
    assertThat(TransactionBlock.shape(fake)).isEqualTo(TransactionBlock.shape(known));
    assertThat(SampleTraffic.dollars(rows.get(1))).isLessThan(1);
    assertThat(rows.get(3).toAddress()).isEqualTo(fake);
    assertThat(SampleTraffic.dollars(rows.get(3))).isGreaterThan(5);
  }

  @Test
  void aRoundTripReturnsToItsOrigin() {
    List<Transaction> legs = fraud(SimulatedTypology.ROUND_TRIP);

    assertThat(legs.stream().map(Transaction::toAddress).skip(1))
        .contains(legs.get(0).fromAddress());
  }

  @Test
  void aMixerPaysOutWhatItTookInEqualParts() {
    List<Transaction> legs = fraud(SimulatedTypology.MIXER_EQUAL_OUTPUTS);

    assertThat(legs.stream().map(Transaction::amount).distinct()).hasSize(1);
    assertThat(distinct(legs.subList(0, ROWS / 2), Transaction::toAddress))
        .isEqualTo(distinct(legs.subList(ROWS / 2, ROWS), Transaction::fromAddress));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ACCOUNT_TAKEOVER", "NIGHT_BURST"})
  void nightStoriesBeginInTheNightOfTheVictim(String typology) {
    List<Leg> legs = played(SimulatedTypology.valueOf(typology), true, 3, 1);
    Leg first = legs.get(0);

    assertThat(new Rhythm(SampleTraffic.OPTIONS).localHour(first.account().zone, first.time()))
        .isBetween(1.0, 5.0);
  }

  @Test
  void dustIsWorthless() {
    assertThat(fraud(SimulatedTypology.DUSTING))
        .allMatch(leg -> SampleTraffic.dollars(leg) < 0.2)
        .extracting(Transaction::fromAddress)
        .doesNotContainNull();
  }

  @Test
  void salariesGoToTheSamePeopleOnEveryPayday() {
    Set<String> first =
        distinct(record(played(SimulatedTypology.FAN_OUT, false, ROWS, 1)), Transaction::toAddress);
    Set<String> second =
        distinct(record(played(SimulatedTypology.FAN_OUT, false, ROWS, 2)), Transaction::toAddress);

    assertThat(second).isEqualTo(first);
  }

  @Test
  void aRefundReturnsThePrice() {
    List<Transaction> legs = record(played(SimulatedTypology.ROUND_TRIP, false, 2, 1));

    assertThat(legs.get(1).amount()).isEqualTo(legs.get(0).amount());
    assertThat(legs.get(1).fromAddress()).isEqualTo(legs.get(0).toAddress());
  }

  private static List<Transaction> fraud(SimulatedTypology typology) {
    return record(played(typology, true, ROWS, 1).stream().filter(Leg::fraud).toList());
  }

  private static List<Leg> played(SimulatedTypology typology, boolean fraud, int rows, long seed) {
    SimulationOptions options = SampleTraffic.OPTIONS.withAccounts(300);
    World world = World.create(options, new SimulationRandom(7));
    long start = options.startMicros() + 20 * SimulationOptions.MICROS_PER_DAY;
    world.openHour(start, new SimulationRandom(8));
    Script script = fraud ? Scripts.fraud(typology) : Scripts.lookAlike(typology);
    List<Leg> legs = new ArrayList<>();
    Cue cue = new Cue(start, typology, fraud, script, rows, seed, 99);
    script.story().play(new Scene(world, cue, options.endMicros(), legs::add));
    return legs;
  }

  private static List<Transaction> record(List<Leg> legs) {
    Market market = new Market(SampleTraffic.OPTIONS, new SimulationRandom(1));
    Ledger ledger = new Ledger(market, 5);
    return legs.stream().map(leg -> ledger.record(leg).transaction()).toList();
  }

  private static Set<String> distinct(
      List<Transaction> rows, Function<Transaction, @Nullable String> key) {
    return rows.stream().map(row -> String.valueOf(key.apply(row))).collect(Collectors.toSet());
  }
}
