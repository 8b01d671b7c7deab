package io.tercet.server.decision;

import io.tercet.core.sanctions.Sanctions;
import io.tercet.core.transaction.Transaction;
import io.tercet.jobs.Progress;
import io.tercet.store.Store;
import io.tercet.store.duckdb.DuckDbStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Decides on sample traffic from where the store stands, in a process of its own that is killed:
 * prints the id and risk of each decision once it is acknowledged, and {@code done} at the end.
 */
final class KilledEngine {
  private static final int GROUP = 7;

  private KilledEngine() {}

  /** Arguments: the store's file, how many rows it was trained on, how many there are in all. */
  public static void main(String[] arguments) {
    Path file = Path.of(arguments[0]);
    int trained = Integer.parseInt(arguments[1]);
    List<Transaction> traffic = SampleStore.traffic(Integer.parseInt(arguments[2]), 11);
    EngineOptions options =
        EngineOptions.defaults(Path.of(file + ".decisions"))
            .withDelays(Duration.ofMillis(50), Duration.ofMillis(300));
    try (Store store = DuckDbStore.open(file);
        DecisionEngine engine =
            DecisionEngine.open(
                new StoreAccess(store),
                Sanctions.NONE,
                options,
                Clock.systemUTC(),
                Progress.NONE,
                notice -> System.out.println("notice " + notice))) {
      System.out.println("open");
      // A client that does not know what was acknowledged asks again from the beginning.
      for (int at = trained; at < traffic.size(); at += GROUP) {
        int to = Math.min(traffic.size(), at + GROUP);
        for (Outcome outcome : engine.decide(traffic.subList(at, to), false).join()) {
          Decision decision = (Decision) outcome;
          System.out.println("ack " + decision.transaction().id() + " " + decision.risk());
        }
      }
    }
    System.out.println("done");
  }
}
