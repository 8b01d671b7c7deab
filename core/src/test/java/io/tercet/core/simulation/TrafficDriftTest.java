package io.tercet.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.core.simulation.TrafficDrift.Holiday;
import io.tercet.core.simulation.TrafficDrift.NewCurrency;
import io.tercet.core.simulation.TrafficDrift.PriceJump;
import io.tercet.core.simulation.TrafficDrift.TimeZoneShift;
import io.tercet.core.transaction.Transaction;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class TrafficDriftTest {
  private static final SimulationOptions OPTIONS = SimulationOptions.of(40_000, 9).withShares(0, 0);

  @Test
  void shrinksAmountsTenfoldWhenAPriceRisesTenfoldInAMonth() {
    List<Transaction> rows = with(new PriceJump("ETH", 20, 10, 30));

    assertThat(medianEth(rows, 0, 20) / medianEth(rows, 50, 75)).isBetween(5.0, 20.0);
    assertThat(medianEth(with(), 0, 20) / medianEth(with(), 50, 75)).isBetween(0.5, 2.0);
  }

  @Test
  void listsANewCurrencyFromItsDayOn() {
    List<Transaction> rows = with(new NewCurrency(40));
    Predicate<Transaction> isNew = row -> row.currency().equals("ARB");

    assertThat(count(rows, 0, 40, isNew)).isZero();
    assertThat(count(rows, 55, 75, isNew) / (double) count(rows, 55, 75, row -> true))
        .isBetween(0.06, 0.10);
    assertThat(count(with(), 0, 75, isNew)).isZero();
  }

  @Test
  void movesTheNightWhenTimeZonesShift() {
    List<Transaction> rows = with(new TimeZoneShift(40, 9));
    Predicate<Transaction> early = row -> SampleTraffic.hour(row) < 6;

    double before = count(rows, 0, 40, early) / 40.0;
    double after = count(rows, 40, 75, early) / 35.0;
    assertThat(after).isGreaterThan(1.6 * before);
  }

  @Test
  void doesMoreAndSpendsMoreOnHolidays() {
    List<Transaction> rows = with(new Holiday(35, 7));

    assertThat(count(rows, 35, 42, row -> true))
        .isGreaterThan((long) (1.45 * count(rows, 28, 35, row -> true)));
    assertThat(medianDollars(rows, 35, 42) / medianDollars(rows, 0, 35)).isBetween(1.15, 1.7);
  }

  private static List<Transaction> with(TrafficDrift... drifts) {
    return TrafficSimulator.stream(OPTIONS.withDrifts(List.of(drifts)))
        .map(SimulatedTransaction::transaction)
        .toList();
  }

  private static long count(
      List<Transaction> rows, int fromDay, int toDay, Predicate<Transaction> which) {
    return rows.stream().filter(row -> isBetween(row, fromDay, toDay)).filter(which).count();
  }

  private static double medianEth(List<Transaction> rows, int fromDay, int toDay) {
    return median(
        rows.stream()
            .filter(row -> isBetween(row, fromDay, toDay) && row.currency().equals("ETH"))
            .mapToDouble(Transaction::amount)
            .toArray());
  }

  private static double medianDollars(List<Transaction> rows, int fromDay, int toDay) {
    return median(
        rows.stream()
            .filter(row -> isBetween(row, fromDay, toDay))
            .mapToDouble(SampleTraffic::dollars)
            .toArray());
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private static boolean isBetween(Transaction row, int fromDay, int toDay) {
    long day = (row.timestampMicros() - OPTIONS.startMicros()) / SimulationOptions.MICROS_PER_DAY;
    return day >= fromDay && day < toDay;
  }
}
