package io.tercet.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.core.transaction.Transaction;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficSimulatorTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 100, 997, 20_000})
  void simulatesExactlyAsManyTransactionsAsAsked(int transactions) {
    assertThat(TrafficSimulator.stream(SimulationOptions.of(transactions, 3)))
        .hasSize(transactions);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 500", "300, 1", "300, 3000"})
  void worksForTheShortestPeriodAndASingleAccount(int days, int transactions) {
    SimulationOptions options =
        SimulationOptions.of(transactions, 5)
            .withPeriod(SampleTraffic.OPTIONS.startMicros(), days)
            .withAccounts(1)
            .withShares(0.5, 0.4);

    assertThat(TrafficSimulator.stream(options))
        .hasSize(transactions)
        .allMatch(row -> isWithin(options, row.transaction().timestampMicros()));
  }

  @Test
  void comesInTheOrderOfEventTimeWithinThePeriod() {
    long last = SampleTraffic.OPTIONS.startMicros();
    for (SimulatedTransaction row : SampleTraffic.ROWS) {
      assertThat(row.transaction().timestampMicros()).isGreaterThanOrEqualTo(last);
      last = row.transaction().timestampMicros();
    }
    assertThat(last).isLessThan(SampleTraffic.OPTIONS.endMicros());
  }

  @Test
  void givesEveryTransactionItsOwnId() {
    assertThat(SampleTraffic.ROWS.stream().map(row -> row.transaction().id()).distinct())
        .hasSize(SampleTraffic.ROWS.size());
  }

  @Test
  void repeatsItselfForEqualSeedsAndDiffersForOthers() {
    List<SimulatedTransaction> first = simulate(2_000, 1);

    assertThat(simulate(2_000, 1)).isEqualTo(first);
    assertThat(ids(simulate(2_000, 2))).doesNotContainAnyElementsOf(ids(first));
  }

  @ParameterizedTest
  @CsvSource({"0.006, 0.02", "0.01, 0", "0.03, 0.05", "0.2, 0.1"})
  void keepsTheSharesOfFraudsAndLookAlikes(double frauds, double lookAlikes) {
    SimulationOptions options = SimulationOptions.of(60_000, 8).withShares(frauds, lookAlikes);
    List<SimulatedTransaction> rows = TrafficSimulator.stream(options).toList();

    assertThat(share(rows, SimulatedTransaction::fraud)).isBetween(0.8 * frauds, 1.2 * frauds);
    assertThat(share(rows, SimulatedTransaction::isLookAlike))
        .isBetween(0.8 * lookAlikes, 1.2 * lookAlikes);
  }

  @Test
  void isFreeOfFraudWhenAsked() {
    SimulationOptions options = SimulationOptions.of(20_000, 8).withShares(0, 0);

    assertThat(TrafficSimulator.stream(options)).allMatch(row -> row.typology().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void playsEveryTypologyAndLookAlikeFromFiftyThousandTransactionsOn(long seed) {
    Set<String> seen =
        TrafficSimulator.stream(SimulationOptions.of(50_000, seed))
            .map(SimulatedTransaction::typology)
            .collect(Collectors.toSet());

    for (SimulatedTypology typology : SimulatedTypology.values()) {
      assertThat(seen).contains(typology.id(), typology.lookAlikeId());
    }
  }

  @Test
  void playsOnlyTheTypologiesThatAreAskedFor() {
    SimulationOptions options =
        SimulationOptions.of(20_000, 8)
            .withTypologies(EnumSet.of(SimulatedTypology.PEEL_CHAIN, SimulatedTypology.DUSTING));

    assertThat(TrafficSimulator.stream(options).map(SimulatedTransaction::typology).distinct())
        .containsExactlyInAnyOrder("", "peel_chain", "wallet_change", "dusting", "airdrop");
  }

  @Test
  void commitsFraudsOverTheWholePeriod() {
    long[] perFifteenDays = new long[5];
    for (SimulatedTransaction row : SampleTraffic.ROWS) {
      if (row.fraud()) {
        perFifteenDays[day(row.transaction()) / 15]++;
      }
    }
    assertThat(Arrays.stream(perFifteenDays)).allMatch(count -> count > 15 && count < 90);
  }

  @Test
  void holdsPlannedTransactionsOnlyForUnfinishedStories() {
    SimulationOptions options = SimulationOptions.of(200_000, 4);
    TrafficSimulator simulator = new TrafficSimulator(options);
    int most = 0;
    while (simulator.hasNext()) {
      simulator.next();
      most = Math.max(most, simulator.pending());
    }
    assertThat(most).isBetween(10, options.transactions() / 500);
  }

  @Test
  void endsWithAnExceptionThatCounts() {
    TrafficSimulator simulator = new TrafficSimulator(SimulationOptions.of(1, 1));
    simulator.next();

    assertThat(simulator.hasNext()).isFalse();
    assertThatThrownBy(simulator::next).hasMessage("all 1 transactions were read");
  }

  private static List<SimulatedTransaction> simulate(int transactions, long seed) {
    return TrafficSimulator.stream(SimulationOptions.of(transactions, seed)).toList();
  }

  private static Set<String> ids(List<SimulatedTransaction> rows) {
    Set<String> ids = new HashSet<>();
    rows.forEach(row -> ids.add(row.transaction().id()));
    return ids;
  }

  private static double share(
      List<SimulatedTransaction> rows, Predicate<SimulatedTransaction> which) {
    return rows.stream().filter(which).count() / (double) rows.size();
  }

  private static int day(Transaction transaction) {
    long since = transaction.timestampMicros() - SampleTraffic.OPTIONS.startMicros();
    return (int) (since / SimulationOptions.MICROS_PER_DAY);
  }

  private static boolean isWithin(SimulationOptions options, long micros) {
    return micros >= options.startMicros() && micros < options.endMicros();
  }
}
