package io.tercet.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.core.transaction.Transaction;
import io.tercet.core.transaction.TransactionType;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrdinaryTrafficTest {
  @Test
  void sleepsAtNight() {
    long night = count(SampleTraffic.ordinary(), row -> SampleTraffic.hour(row) < 6);
    long day = count(SampleTraffic.ordinary(), row -> SampleTraffic.hour(row) / 6 == 2);

    assertThat(night).isLessThan(day / 2);
  }

  @Test
  void restsOnWeekends() {
    // The period starts on a Monday; ten whole weeks.
    long[] week = new long[7];
    SampleTraffic.ordinary()
        .map(OrdinaryTrafficTest::day)
        .filter(day -> day < 70)
        .forEach(day -> week[day % 7]++);

    assertThat(Math.max(week[5], week[6]))
        .isLessThan(Arrays.stream(week, 0, 5).min().orElseThrow());
  }

  @Test
  void isDominatedByAFewBusyAccounts() {
    List<Long> counts = counts(Transaction::customer).values().stream().sorted().toList();
    long busiest = counts.stream().skip(counts.size() * 9L / 10).mapToLong(Long::longValue).sum();

    assertThat(busiest).isGreaterThan((long) (0.4 * SampleTraffic.OPTIONS.transactions()));
    assertThat(counts.get(counts.size() / 2)).isLessThan(25);
  }

  @Test
  void hasAmountsWithAHeavyTail() {
    double[] dollars =
        SampleTraffic.ordinary().mapToDouble(SampleTraffic::dollars).sorted().toArray();

    assertThat(dollars[dollars.length / 2]).isBetween(50.0, 500.0);
    assertThat(dollars[dollars.length - dollars.length / 1000])
        .isGreaterThan(25 * dollars[dollars.length / 2]);
  }

  @ParameterizedTest
  @CsvSource({"BTC, 0.0005, 0.05", "ETH, 0.01, 1", "USDT, 50, 900", "DOGE, 400, 9000"})
  void hasItsOwnPriceScaleForEachCurrency(String currency, double low, double high) {
    double[] amounts =
        SampleTraffic.ordinary()
            .filter(row -> row.currency().equals(currency))
            .mapToDouble(Transaction::amount)
            .sorted()
            .toArray();

    assertThat(amounts[amounts.length / 2]).isBetween(low, high);
  }

  @Test
  void usesEveryTypeAndStatus() {
    assertThat(counts(Transaction::type).keySet())
        .containsExactlyInAnyOrder("deposit", "withdrawal", "transfer", "trade", "payment");
    assertThat(counts(Transaction::status).keySet())
        .containsExactlyInAnyOrder("completed", "failed", "pending", "cancelled");
    assertThat(counts(Transaction::status).get("completed")).isGreaterThan(94_000);
  }

  @Test
  void leavesAddressesAwayOnlyInTrades() {
    assertThat(SampleTraffic.ordinary())
        .filteredOn(row -> row.fromAddress() == null || row.toAddress() == null)
        .hasSizeGreaterThan(10_000)
        .allMatch(row -> row.kind() == TransactionType.TRADE);
  }

  @Test
  void paysMostlyThoseWhoWerePaidBefore() {
    Set<String> seen = new HashSet<>();
    long repeated =
        count(SampleTraffic.ordinary(), row -> !seen.add(row.customer() + row.receiver()));

    assertThat(repeated).isBetween(60_000L, 95_000L);
  }

  @Test
  void hasReceiversThatHundredsPay() {
    Map<String, Set<String>> payers = new HashMap<>();
    SampleTraffic.ordinary()
        .filter(row -> row.kind() == TransactionType.PAYMENT && row.toAddress() != null)
        .forEach(row ->
            payers
                .computeIfAbsent(String.valueOf(row.toAddress()), address -> new HashSet<>())
                .add(row.customer()));

    assertThat(payers.values().stream().mapToInt(Collection::size).max().orElseThrow())
        .isGreaterThan(100);
  }

  @Test
  void letsAccountsJoinPauseAndLeave() {
    Map<String, List<Integer>> days =
        SampleTraffic.ordinary()
            .collect(
                Collectors.groupingBy(
                    Transaction::customer,
                    Collectors.mapping(OrdinaryTrafficTest::day, Collectors.toList())));
    List<List<Integer>> busy = days.values().stream().filter(list -> list.size() > 30).toList();

    assertThat(busy).filteredOn(list -> list.get(0) > 20).hasSizeGreaterThan(20);
    assertThat(busy).filteredOn(list -> longestPause(list) > 18).hasSizeGreaterThan(20);
    assertThat(busy).filteredOn(list -> list.get(list.size() - 1) < 55).hasSizeGreaterThan(5);
  }

  @Test
  void countsTheNoncesOfASenderUpwards() {
    Map<String, Long> last = new HashMap<>();
    SampleTraffic.ordinary()
        .filter(row -> row.senderNonce() != Transaction.UNKNOWN_NONCE)
        .forEach(row -> {
          Long before = last.put(String.valueOf(row.fromAddress()), row.senderNonce());
          assertThat(row.senderNonce()).isGreaterThan(before == null ? -1 : before);
        });
    assertThat(last).hasSizeGreaterThan(1_000);
  }

  @ParameterizedTest
  @CsvSource({
    "BTC, (bc1q[02-9ac-hj-np-z]{38}|[13][1-9A-HJ-NP-Za-km-z]{33})",
    "ETH, 0x[0-9a-f]{40}",
    "USDC, 0x[0-9a-f]{40}",
    "USDT, T[1-9A-HJ-NP-Za-km-z]{33}",
    "TRX, T[1-9A-HJ-NP-Za-km-z]{33}",
    "SOL, [1-9A-HJ-NP-Za-km-z]{44}",
    "XRP, r[1-9A-HJ-NP-Za-km-z]{33}",
    "DOGE, D[1-9A-HJ-NP-Za-km-z]{33}",
    "LTC, L[1-9A-HJ-NP-Za-km-z]{33}"
  })
  void writesTheAddressesOfEachChain(String currency, String pattern) {
    assertThat(SampleTraffic.ROWS.stream().map(SimulatedTransaction::transaction))
        .filteredOn(row -> row.currency().equals(currency) && row.fromAddress() != null)
        .isNotEmpty()
        .allMatch(row -> String.valueOf(row.fromAddress()).matches(pattern))
        .allMatch(row -> String.valueOf(row.toAddress()).matches(pattern));
  }

  private static Map<String, Long> counts(Function<Transaction, String> key) {
    return SampleTraffic.ordinary().collect(Collectors.groupingBy(key, Collectors.counting()));
  }

  private static long count(Stream<Transaction> rows, Predicate<Transaction> which) {
    return rows.filter(which).count();
  }

  private static int longestPause(List<Integer> days) {
    int longest = 0;
    for (int i = 1; i < days.size(); i++) {
      longest = Math.max(longest, days.get(i) - days.get(i - 1));
    }
    return longest;
  }

  private static int day(Transaction transaction) {
    long since = transaction.timestampMicros() - SampleTraffic.OPTIONS.startMicros();
    return (int) (since / SimulationOptions.MICROS_PER_DAY);
  }
}
