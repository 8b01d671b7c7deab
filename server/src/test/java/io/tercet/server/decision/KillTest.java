package io.tercet.server.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.core.transaction.Transaction;
import io.tercet.store.Store;
import io.tercet.store.duckdb.DuckDbStore;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An engine that is killed (SIGKILL) at random moments has lost no acknowledged decision, answers
 * each as before, and leaves the verdicts of detection.
 */
class KillTest {
  private static final int TRAINED = 4_000;
  private static final int ALL = 12_000;
  private static final int KILLS = Integer.getInteger("tercet.kills", 3);
  private static final long SEED = Long.getLong("tercet.seed", 20_261_122);

  @TempDir Path folder;

  @Test
  void acknowledgedDecisionsSurvive() throws Exception {
    List<Transaction> traffic = SampleStore.traffic(ALL, 11);
    Path trained = Files.createDirectories(folder.resolve("trained")).resolve("test.duckdb");
    SampleStore.create(trained, traffic.subList(0, TRAINED));
    Path batch = SampleStore.copy(trained, folder.resolve("batch"));
    try (Store store = DuckDbStore.open(batch)) {
      SampleStore.add(store, traffic.subList(TRAINED, ALL));
      SampleStore.detect(store);
    }
    Path live = SampleStore.copy(trained, folder.resolve("live"));
    Random random = new Random(SEED);
    Map<String, String> acknowledged = new HashMap<>();
    int kills = 0;
    while (kills < KILLS && !run(live, 1 + random.nextInt(900), acknowledged)) {
      kills++;
    }
    int beforeLast = acknowledged.size();
    assertThat(run(live, Long.MAX_VALUE, acknowledged)).isTrue();
    System.out.printf(
        "decision.KillTest: seed %d, %d kills, %d decisions acknowledged before the last start%n",
        SEED, kills, beforeLast);
    assertThat(kills).isPositive();
    assertThat(acknowledged).hasSize(ALL - TRAINED);
    assertThat(SampleStore.verdicts(live))
        .as("seed %d", SEED)
        .isEqualTo(SampleStore.verdicts(batch));
  }

  /** Runs until it is done or was killed so many milliseconds after it began; true if done. */
  private static boolean run(Path file, long millis, Map<String, String> acknowledged)
      throws Exception {
    Process child =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx768m",
                // A killed process leaves the native library that it unpacked: in the test's
                // folder.
                "-Djava.io.tmpdir=" + file.getParent(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                KilledEngine.class.getName(),
                file.toString(),
                Integer.toString(TRAINED),
                Integer.toString(ALL))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = child.inputReader();
    boolean done = false;
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.equals("open") && millis < Long.MAX_VALUE) {
        Thread.ofVirtual().start(() -> killAfter(child, millis));
      }
      done |= line.equals("done");
      remember(line, acknowledged);
    }
    child.waitFor();
    return done;
  }

  private static void killAfter(Process child, long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    child.toHandle().destroyForcibly();
  }

  private static void remember(String line, Map<String, String> acknowledged) {
    String[] words = line.split(" ");
    if (words.length == 3 && words[0].equals("ack")) {
      String before = acknowledged.putIfAbsent(words[1], words[2]);
      assertThat(before == null || before.equals(words[2])).as(line + " was " + before).isTrue();
    }
  }
}
