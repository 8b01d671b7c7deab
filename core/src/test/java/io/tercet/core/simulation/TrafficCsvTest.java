package io.tercet.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.core.transaction.Transaction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrafficCsvTest {
  private static final long TIME = 1_767_571_200_000_000L;

  @Test
  void writesAFraud() {
    Transaction transaction =
        new Transaction(
            "tx1",
            TIME + 45,
            "u1",
            "transfer",
            "ETH",
            0.5,
            0.00042,
            "0xab",
            "0xcd",
            "completed",
            7);

    assertThat(TrafficCsv.line(new SimulatedTransaction(transaction, true, "peel_chain")))
        .isEqualTo(
            "tx1,2026-01-05T00:00:00.000045Z,u1,transfer,ETH,0.5,0.00042,0xab,0xcd,completed,7,1,peel_chain");
  }

  @Test
  void leavesAbsentValuesEmptyAndHasAColumnForEachName() {
    String line = TrafficCsv.line(row("u1", 12, TIME));

    assertThat(line).isEqualTo("tx,2026-01-05T00:00:00.000000Z,u1,trade,USDT,12,0,,,completed,,0,");
    assertThat(line.split(",", -1)).hasSameSizeAs(TrafficCsv.HEADER.split(",", -1));
  }

  @Test
  void quotesTextsThatHoldASeparator() {
    assertThat(TrafficCsv.line(row("a,\"b\"", 1, TIME))).contains(",\"a,\"\"b\"\"\",trade,");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "100, 100",
    "0.00000001, 0.00000001",
    "12.5, 12.5",
    "90000000.0025, 90000000.0025",
    "1e20, 100000000000000000000",
    "1e-12, 0.0000000000010",
    "0.1234567890123, 0.1234567890123"
  })
  void writesAmountsInPlainDecimals(double amount, String text) {
    assertThat(amountOf(TrafficCsv.line(row("u", amount, TIME)))).isEqualTo(text);
  }

  @Test
  void writesAmountsThatReadBackToTheSameNumber() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 30_000; i++) {
      double amount = Math.exp(random.nextDouble(-25, 40));
      double onGrid = Math.rint(amount * 1e6) / 1e6;
      assertThat(Double.parseDouble(amountOf(TrafficCsv.line(row("u", amount, TIME)))))
          .isEqualTo(amount);
      assertThat(Double.parseDouble(amountOf(TrafficCsv.line(row("u", onGrid, TIME)))))
          .isEqualTo(onGrid);
    }
  }

  @Test
  void writesTimesAsTheCalendarDoes() {
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 10_000; i++) {
      long time = random.nextLong(Transaction.MIN_TIMESTAMP, Transaction.MAX_TIMESTAMP);
      String text = TrafficCsv.line(row("u", 1, time)).split(",")[1];
      assertThat(text).hasSize("2026-01-05T00:00:00.000000Z".length());
      assertThat(Instant.parse(text)).isEqualTo(Instant.EPOCH.plus(time, ChronoUnit.MICROS));
    }
  }

  @Test
  void labelsAnInnocentLookAlikeAsInnocent() {
    List<String> lines =
        SampleTraffic.ROWS.stream()
            .filter(SimulatedTransaction::isLookAlike)
            .map(TrafficCsv::line)
            .toList();

    assertThat(lines).isNotEmpty().allMatch(line -> line.matches(".*,0,[a-z_]+"));
  }

  private static SimulatedTransaction row(@Nullable String account, double amount, long time) {
    return new SimulatedTransaction(
        new Transaction(
            "tx", time, account, "trade", "USDT", amount, 0, null, null, "completed", -1),
        false,
        "");
  }

  private static String amountOf(String line) {
    return line.split(",")[5];
  }
}
