package io.tercet.store.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.tercet.core.transaction.TransactionBlock;
import io.tercet.store.ChildProcess;
import io.tercet.store.DetectionStore.Checkpoint;
import io.tercet.store.Samples;
import io.tercet.store.Selection;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed loses nothing that it said was done, and leaves nothing half done. */
class KillTest {
  private static final int KILLS = Integer.getInteger("tercet.kills", 15);
  private static final long SEED = Long.getLong("tercet.seed", 20_260_101);

  @TempDir Path folder;

  @Test
  void whatWasAcknowledgedIsThereAfterAKill() throws Exception {
    Path file = folder.resolve("test.duckdb");
    Random random = new Random(SEED);
    for (int kill = 0; kill < KILLS; kill++) {
      ChildProcess child =
          ChildProcess.run(DuckDbCommitLoop.class, file.toString(), "100000", "end");
      child.awaitLine("open");
      Thread.sleep(random.nextInt(250));
      List<String> done = child.kill();
      verify(file, done, "seed %d, kill %d".formatted(SEED, kill));
    }
  }

  private static void verify(Path file, List<String> done, String where) throws Exception {
    try (DuckDbStore store = DuckDbStore.open(file)) {
      assertThat(store.notices()).as(where).isEmpty();
      long rows = store.transactions().lastSequence();
      assertThat(rows)
          .as(where)
          .isGreaterThanOrEqualTo(last(done, "imported "))
          .isLessThan(1 << 30);
      assertThat(rows % 200).as(where).isZero();
      TransactionBlock block = Samples.read(store, Selection.ALL);
      assertThat(block.size).as(where).isEqualTo(rows);
      long judged = number(store, "SELECT count(*) FROM scores");
      assertThat(judged).as(where).isGreaterThanOrEqualTo(last(done, "judged "));
      assertThat(number(store, "SELECT count(DISTINCT sequence) FROM scores")).isEqualTo(judged);
      assertThat(number(store, "SELECT coalesce(max(sequence), 0) FROM scores")).isEqualTo(judged);
      assertThat(number(store, "SELECT count(*) FROM reasons"))
          .as(where)
          .isEqualTo(number(store, "SELECT count(*) FROM scores WHERE risk_level <> 'low'"));
      verifyProgress(store, judged, where);
      verifyCheckpoint(store, last(done, "saved "), where);
    }
  }

  private static void verifyProgress(DuckDbStore store, long judged, String where) {
    long scored =
        store
            .detections()
            .unfinishedRun()
            .map(run -> run.afterSequence() + run.rows())
            .orElse(store.detections().cursor());
    assertThat(judged).as(where).isEqualTo(scored);
  }

  private static void verifyCheckpoint(DuckDbStore store, long saved, String where)
      throws Exception {
    if (saved == 0) {
      return;
    }
    Checkpoint checkpoint = store.detections().latestCheckpoint().orElseThrow();
    long at = checkpoint.progress().afterSequence() + checkpoint.progress().rows();
    assertThat(at).as(where).isGreaterThanOrEqualTo(saved);
    try (InputStream in = checkpoint.open()) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("" + at);
    }
  }

  private static long last(List<String> lines, String prefix) {
    return lines.stream()
        .filter(line -> line.startsWith(prefix))
        .mapToLong(line -> Long.parseLong(line.substring(prefix.length())))
        .max()
        .orElse(0);
  }

  private static long number(DuckDbStore store, String sql) {
    return ((Number) store.query(sql).getFirst().values().iterator().next()).longValue();
  }
}
