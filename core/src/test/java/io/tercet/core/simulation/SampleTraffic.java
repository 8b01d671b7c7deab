package io.tercet.core.simulation;

import io.tercet.core.transaction.Transaction;
import java.util.List;
import java.util.stream.Stream;

/** Traffic that several tests look at, simulated once. */
final class SampleTraffic {
  static final SimulationOptions OPTIONS = SimulationOptions.of(100_000, 11);
  static final List<SimulatedTransaction> ROWS = TrafficSimulator.stream(OPTIONS).toList();

  private SampleTraffic() {}

  static Stream<Transaction> ordinary() {
    return ROWS.stream()
        .filter(row -> row.typology().isEmpty())
        .map(SimulatedTransaction::transaction);
  }

  /** Roughly what an amount is worth: at the prices of the start. */
  static double dollars(Transaction transaction) {
    return transaction.amount() * Coin.valueOf(transaction.currency()).startPrice;
  }

  static int hour(Transaction transaction) {
    return (int) (transaction.timestampMicros() / Rhythm.HOUR % 24);
  }
}
