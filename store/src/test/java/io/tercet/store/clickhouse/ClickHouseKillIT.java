package io.tercet.store.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.core.transaction.Transaction;
import io.tercet.store.ChildProcess;
import io.tercet.store.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our process and the server's are killed at random moments. Whatever was acknowledged is there,
 * once, and in the end all is as if nothing had happened. {@code -Dtercet.kills=1000
 * -Dtercet.seed=7} kills more often, and elsewhere.
 */
class ClickHouseKillIT {
  private static final int KILLS = Integer.getInteger("tercet.kills", 20);
  private static final long SEED = Long.getLong("tercet.seed", 20_260_101);
  private static final int LONGEST_MILLIS = 1_200;
  private static final int MAX_ROWS = 1 << 20;

  private final Random random = new Random(SEED);
  private long lost;
  private long doubled;
  private long differing;

  @TempDir Path folder;

  @Test
  void nothingIsLostOrDoubledWhoeverIsKilled() throws Exception {
    try (ClickHouseTestServer server = ClickHouseTestServer.start(folder.resolve("server"))) {
      ClickHouseOptions options = server.newDatabase();
      for (int kill = 0; kill < KILLS; kill++) {
        killOnce(server, options);
      }
      try (ClickHouseStore store = ClickHouseStore.open(options)) {
        compareAll(store);
      }
    }
    System.out.printf(
        "ClickHouseKillIT: seed %d, kills %d, lost %d, doubled %d, differing %d%n",
        SEED, KILLS, lost, doubled, differing);
    assertThat(List.of(lost, doubled, differing)).as("seed %d", SEED).containsOnly(0L);
  }

  private void killOnce(ClickHouseTestServer server, ClickHouseOptions options) throws Exception {
    ChildProcess child =
        ChildProcess.run(
            ClickHouseCommitLoop.class,
            folder.resolve("child").toString(),
            Integer.toString(options.port()),
            options.database(),
            "100000");
    child.awaitLine("open");
    Thread.sleep(random.nextInt(LONGEST_MILLIS));
    if (random.nextInt(3) == 0) {
      server.kill();
      server.start();
      Thread.sleep(random.nextInt(LONGEST_MILLIS));
      assertThat(child.isAlive()).as("seed %d: outlives a restart of the server", SEED).isTrue();
    }
    List<String> done = child.kill();
    try (ClickHouseStore store = ClickHouseStore.openExisting(options)) {
      count(store, done);
    }
  }

  private void count(ClickHouseStore store, List<String> done) {
    long rows = number(store, "SELECT count() FROM crypto_transactions");
    long judged = number(store, "SELECT count() FROM detected_anomalies_ensemble");
    lost += Math.max(0, last(done, "imported ") - rows) + rows % 200;
    lost += Math.max(0, last(done, "judged ") - judged);
    lost += judged - number(store, "SELECT max(sequence) FROM scores");
    doubled += rows - number(store, "SELECT uniqExact(transaction_id) FROM crypto_transactions");
    doubled +=
        judged - number(store, "SELECT uniqExact(transaction_id) FROM detected_anomalies_ensemble");
    differing += Math.abs(rows - number(store, "SELECT sum(transactions) FROM hourly_statistics"));
    long flagged = number(store, "SELECT countIf(risk_level > 'low') FROM scores");
    differing += Math.abs(flagged - number(store, "SELECT count() FROM reasons"));
  }

  /** Every transaction and verdict against what it was made of. */
  private void compareAll(ClickHouseStore store) {
    int rows = (int) store.transactions().lastSequence();
    assertThat(rows).isBetween(200, MAX_ROWS);
    for (int i = 0; i < rows; i += 97) {
      Transaction expected = Samples.transaction(i);
      differing +=
          store.transactions().byId(expected.id()).orElseThrow().transaction().equals(expected)
              ? 0
              : 1;
    }
    differing +=
        number(
            store,
            "SELECT countIf(total_risk_score <> (sequence * 37) % 101 OR rules <> sequence) FROM scores");
    differing +=
        rows
            - number(
                store,
                "SELECT count() FROM committed_transactions WHERE startsWith(transaction_id, concat('tx-', leftPad(toString(sequence - 1), 6, '0')))");
  }

  private static long last(List<String> lines, String prefix) {
    return lines.stream()
        .filter(line -> line.startsWith(prefix))
        .mapToLong(line -> Long.parseLong(line.substring(prefix.length())))
        .max()
        .orElse(0);
  }

  private static long number(ClickHouseStore store, String sql) {
    return ((Number) store.query(sql).getFirst().values().iterator().next()).longValue();
  }
}
