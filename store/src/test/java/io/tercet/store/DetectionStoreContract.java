package io.tercet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tercet.core.ensemble.VerdictBlock;
import io.tercet.core.transaction.TransactionBlock;
import io.tercet.store.DetectionStore.Checkpoint;
import io.tercet.store.DetectionStore.DetectionRun;
import io.tercet.store.DetectionStore.Mode;
import io.tercet.store.DetectionStore.StoredVerdict;
import io.tercet.store.DetectionStore.UsedList;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of verdicts must do. */
public abstract class DetectionStoreContract extends StoreContract {
  private static final int ROWS = 200;

  @BeforeEach
  void fill() {
    Samples.insert(store(), Samples.transactions(0, ROWS));
    Samples.register(store(), "m1", "m2");
  }

  @Test
  void atFirstNothingIsDetected() {
    assertThat(store().detections().cursor()).isZero();
    assertThat(store().detections().unfinishedRun()).isEmpty();
    assertThat(store().detections().latestCheckpoint()).isEmpty();
    assertThat(store().detections().runs(10)).isEmpty();
    assertThat(store().detections().verdict(id(1))).isEmpty();
  }

  @Test
  void aRunIsUnfinishedUntilItIsFinished() {
    DetectionRun run = Samples.run("r1", "m1", 0, ROWS);
    store().detections().begin(run);
    assertThat(store().detections().unfinishedRun()).contains(run);
    VerdictBlock verdicts = Samples.verdicts(1, 100, 37);
    store().detections().commit(run.progress(100, 7), verdicts, List.of());
    assertThat(store().detections().unfinishedRun()).contains(run.progress(100, 7));
    assertThat(store().detections().cursor()).isZero();
    store().detections().finish(run.progress(200, 9), Samples.NOW);
    assertThat(store().detections().unfinishedRun()).isEmpty();
    assertThat(store().detections().cursor()).isEqualTo(ROWS);
    assertThat(store().detections().runs(10)).containsExactly(run.progress(200, 9));
    assertThat(store().reports().totals().lastDetection()).isEqualTo(Samples.NOW);
  }

  @Test
  void aRunNamesTheListsThatItUsedOnce() {
    DetectionRun run = Samples.run("r1", "m1", 0, ROWS);
    store().detections().begin(run);
    assertThat(store().detections().lists("r1")).isEmpty();
    UsedList one = new UsedList("ofac.txt", "ab".repeat(32), 152);
    UsedList other = new UsedList("ofac.txt", "cd".repeat(32), 153);
    store().detections().recordLists(run, List.of(one));
    store().detections().recordLists(run, List.of(one, other));
    assertThat(store().detections().lists("r1")).containsExactly(one, other);
    assertThat(store().detections().lists("r2")).isEmpty();
  }

  @Test
  void onlyACursorRunMovesTheCursor() {
    DetectionRun window =
        new DetectionRun(
            "w",
            "m1",
            Mode.WINDOW,
            0,
            ROWS,
            Samples.START,
            Samples.START + Samples.HOUR,
            Samples.NOW,
            60,
            0,
            0);
    store().detections().begin(window);
    store().detections().finish(window, Samples.NOW);
    assertThat(store().detections().cursor()).isZero();
    assertThat(store().detections().runs(1)).containsExactly(window);
  }

  @Test
  void anArrivalRunReachesAsFarAsItsProgressSays() {
    DetectionRun begun =
        new DetectionRun(
            "a",
            "m1",
            Mode.ARRIVAL,
            0,
            0,
            Selection.ALL.fromMicros(),
            Selection.ALL.toMicros(),
            Samples.NOW,
            60,
            0,
            0);
    store().detections().begin(begun);
    DetectionRun some = begun.arrived(4, 4, 1);
    store().detections().commit(some, Samples.verdicts(1, 4, 37), List.of());
    assertThat(store().detections().unfinishedRun()).contains(some);
    assertThat(store().detections().cursor()).isZero();
    DetectionRun more = some.arrived(9, 9, 2);
    store().detections().commit(more, Samples.verdicts(5, 9, 37), List.of());
    store().detections().finish(more, Samples.NOW);
    assertThat(store().detections().cursor()).isEqualTo(9);
    assertThat(store().detections().runs(1)).containsExactly(more);
  }

  @Test
  void aSecondRunIsRefusedWhileOneIsUnfinished() {
    store().detections().begin(Samples.run("r1", "m1", 0, ROWS));
    assertThatThrownBy(() -> store().detections().begin(Samples.run("r2", "m1", 0, ROWS)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("r1");
    assertThat(store().detections().runs(10)).hasSize(1);
  }

  @Test
  void aRunNeedsANewIdAndAKnownModel() {
    Samples.detect(store(), "r1", "m1", 0, 10, 37);
    assertThatThrownBy(() -> store().detections().begin(Samples.run("r1", "m1", 0, ROWS)))
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> store().detections().begin(Samples.run("r2", "nope", 0, ROWS)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("nope");
    assertThat(store().detections().unfinishedRun()).isEmpty();
  }

  @Test
  void verdictsOfARunThatIsNotUnderWayAreRefused() {
    Samples.detect(store(), "r1", "m1", 0, 10, 37);
    for (String id : List.of("r1", "nope")) {
      DetectionRun run = Samples.run(id, "m1", 10, 20);
      assertThatThrownBy(
              () -> store().detections().commit(run, Samples.verdicts(11, 20, 1), List.of()))
          .isInstanceOf(StoreException.class);
    }
    assertThat(rows("detected_anomalies_ensemble")).isEqualTo(10);
  }

  @Test
  void aVerdictComesBackWithItsTransactionAndReasons() {
    Samples.detect(store(), "r1", "m1", 0, ROWS, 37);
    VerdictBlock verdicts = Samples.verdicts(1, ROWS, 37);
    for (int i = 0; i < ROWS; i += 3) {
      StoredVerdict stored = store().detections().verdict(id(i)).orElseThrow();
      assertThat(stored.transaction().transaction()).isEqualTo(Samples.transaction(i));
      assertThat(stored.transaction().sequence()).isEqualTo(i + 1);
      assertThat(stored.runId()).isEqualTo("r1");
      assertThat(stored.modelVersion()).isEqualTo("m1");
      assertThat(stored.detectedAt()).isEqualTo(Samples.NOW);
      assertThat(stored.statisticalRisk()).isEqualTo(verdicts.statisticalRisk[i]);
      assertThat(stored.forestRisk()).isEqualTo(verdicts.forestRisk[i]);
      assertThat(stored.autoencoderRisk()).isEqualTo(verdicts.autoencoderRisk[i]);
      assertThat(stored.totalRisk()).isEqualTo(verdicts.totalRisk[i]);
      boolean flagged = verdicts.level[i] > 0;
      assertThat(stored.level())
          .isEqualTo(List.of("low", "medium", "high", "critical").get(verdicts.level[i]));
      assertThat(stored.decision())
          .isEqualTo(List.of("approved", "review", "blocked").get(verdicts.decision[i]));
      assertThat(stored.reasonsText()).isEqualTo(flagged ? "because " + (i + 1) : null);
      assertThat(stored.reasonsJson()).isEqualTo(flagged ? "{\"row\":" + i + "}" : null);
    }
  }

  @Test
  void aVerdictOfTheSameModelStaysAsItWas() {
    Samples.detect(store(), "r1", "m1", 0, 100, 37);
    Samples.detect(store(), "r2", "m1", 50, 150, 41);
    assertThat(rows("detected_anomalies_ensemble")).isEqualTo(150);
    assertThat(rows("reasons")).isEqualTo(flagged(1, 100, 37) + flagged(101, 150, 41));
    assertThat(verdict(100).runId()).isEqualTo("r1");
    assertThat(verdict(100).totalRisk()).isEqualTo(100 * 37 % 101);
    assertThat(verdict(101).runId()).isEqualTo("r2");
  }

  @Test
  void aChunkCommittedTwiceCountsOnce() {
    DetectionRun run = Samples.run("r1", "m1", 0, ROWS);
    store().detections().begin(run);
    VerdictBlock verdicts = Samples.verdicts(1, 50, 37);
    store().detections().commit(run.progress(50, 0), verdicts, Samples.reasons(verdicts));
    store().detections().commit(run.progress(50, 0), verdicts, Samples.reasons(verdicts));
    assertThat(rows("detected_anomalies_ensemble")).isEqualTo(50);
    assertThat(rows("reasons")).isEqualTo(flagged(1, 50, 37));
  }

  @Test
  void anotherModelsVerdictTakesThePlaceAndTheOlderIsHistory() {
    Samples.detect(store(), "r1", "m1", 0, 100, 37);
    Samples.detect(store(), "r2", "m2", 60, 120, 41);
    assertThat(rows("detected_anomalies_ensemble")).isEqualTo(120);
    assertThat(verdict(60).modelVersion()).isEqualTo("m1");
    assertThat(verdict(61).modelVersion()).isEqualTo("m2");
    assertThat(verdict(61).totalRisk()).isEqualTo(61 * 41 % 101);
    assertThat(scores(null).id).hasSize(120);
    assertThat(scores("m1").id).hasSize(100);
    assertThat(scores("m2").id).hasSize(60);
  }

  @Test
  void anOlderModelsVerdictReturnsUnchangedWhenThatModelScoresAgain() {
    Samples.detect(store(), "r1", "m1", 0, 100, 37);
    Samples.detect(store(), "r2", "m2", 0, 100, 41);
    Samples.detect(store(), "r3", "m1", 0, 110, 43);
    assertThat(verdict(70).modelVersion()).isEqualTo("m1");
    assertThat(verdict(70).runId()).isEqualTo("r1");
    assertThat(verdict(70).totalRisk()).isEqualTo(70 * 37 % 101);
    assertThat(verdict(110).runId()).isEqualTo("r3");
    assertThat(rows("detected_anomalies_ensemble")).isEqualTo(110);
    assertThat(scores("m2").id).hasSize(100);
    assertThat(scores("m1").id).hasSize(110);
  }

  @Test
  void anEmptyChunkMovesTheProgressAlone() {
    DetectionRun run = Samples.run("r1", "m1", 0, ROWS);
    store().detections().begin(run);
    store().detections().commit(run.progress(5, 1), new VerdictBlock(1), List.of());
    assertThat(store().detections().unfinishedRun()).contains(run.progress(5, 1));
  }

  @Test
  void verdictsAreCommittedWhileTransactionsAreRead() {
    DetectionRun run = Samples.run("r1", "m1", 0, ROWS);
    store().detections().begin(run);
    TransactionBlock block = new TransactionBlock(30);
    long rows = 0;
    try (var reader = store().transactions().read(run.selection())) {
      while (reader.next(block)) {
        VerdictBlock verdicts = new VerdictBlock(30);
        for (int row = 0; row < block.size; row++) {
          verdicts.sequence[verdicts.size++] = block.sequence[row];
        }
        rows += block.size;
        store().detections().commit(run.progress(rows, 0), verdicts, List.of());
      }
    }
    assertThat(rows("detected_anomalies_ensemble")).isEqualTo(ROWS);
  }

  @Test
  void scoresComeInOrderOfTimeWithTheirNumbers() {
    Samples.detect(store(), "r1", "m1", 0, ROWS, 37);
    Scores scores = scores(null);
    assertThat(scores.timestamp).isSorted();
    VerdictBlock verdicts = Samples.verdicts(1, ROWS, 37);
    for (int i = 0; i < ROWS; i++) {
      int at = scores.id.indexOf(TransactionBlock.key(id(i)));
      assertThat(scores.risk.get(at)).isEqualTo(verdicts.totalRisk[i]);
      assertThat(scores.level.get(at)).isEqualTo(verdicts.level[i]);
      assertThat(scores.typology.get(at)).isEqualTo(verdicts.typology[i]);
    }
    assertThat(scores("nope").id).isEmpty();
  }

  @Test
  void scoresNameTheirTransactionCurrencyAndModel() {
    Samples.detect(store(), "r1", "m1", 0, ROWS, 37);
    Samples.detect(store(), "r2", "m2", 0, 10, 41);
    ScoreBlock block = new ScoreBlock(ROWS);
    try (var reader = store().detections().scores(Selection.ALL, null)) {
      assertThat(reader.next(block)).isTrue();
    }
    assertThat(block.size).isEqualTo(ROWS);
    for (int row = 0; row < block.size; row++) {
      int number = (int) block.sequence[row] - 1;
      assertThat(block.id[row]).isEqualTo(TransactionBlock.key(id(number)));
      assertThat(block.currency[row])
          .isEqualTo(TransactionBlock.key(Samples.transaction(number).currency()));
      assertThat(store().models().numbered().get(block.model[row]).version())
          .isEqualTo(number < 10 ? "m2" : "m1");
    }
  }

  @Test
  void theNewestCheckpointIsFoundWithItsContent() throws IOException {
    DetectionRun run = Samples.run("r1", "m1", 0, ROWS);
    store().detections().begin(run);
    store().detections().checkpoint(run.progress(10, 1), "f1", out -> out.write(1));
    store().detections().checkpoint(run.progress(20, 2), "f2", out -> out.write(new byte[100_000]));
    Checkpoint checkpoint = store().detections().latestCheckpoint().orElseThrow();
    assertThat(checkpoint.progress()).isEqualTo(run.progress(20, 2));
    assertThat(checkpoint.fingerprint()).isEqualTo("f2");
    assertThat(checkpoint.finished()).isFalse();
    try (InputStream in = checkpoint.open()) {
      assertThat(in.readAllBytes()).isEqualTo(new byte[100_000]);
    }
    store().detections().finish(run.progress(20, 2), Samples.NOW);
    assertThat(store().detections().latestCheckpoint()).map(Checkpoint::finished).contains(true);
  }

  @Test
  void aCheckpointThatFailsLeavesTheOneBefore() {
    DetectionRun run = Samples.run("r1", "m1", 0, ROWS);
    store().detections().begin(run);
    store().detections().checkpoint(run.progress(10, 1), "f1", out -> out.write(1));
    assertThatThrownBy(() ->
            store()
                .detections()
                .checkpoint(
                    run.progress(20, 2),
                    "f2",
                    out -> {
                      out.write(7);
                      throw new IOException("no more");
                    }))
        .isInstanceOf(StoreException.class);
    assertThat(store().detections().latestCheckpoint()).map(Checkpoint::fingerprint).contains("f1");
  }

  @Test
  void theDesignsQueriesRunAsTheyStand() {
    Samples.detect(store(), "r1", "m1", 0, ROWS, 37);
    store()
        .query(
            """
            SELECT risk_level, final_decision, count() as cnt FROM detected_anomalies_ensemble
            WHERE detected_at >= now() - INTERVAL 24 HOUR GROUP BY risk_level, final_decision\
            """);
    assertThat(
            store()
                .query(
                    """
                    SELECT transaction_id, user_id, amount, total_risk_score, risk_level, final_decision FROM detected_anomalies_ensemble
                    WHERE risk_level IN ('high', 'critical') ORDER BY total_risk_score DESC LIMIT 10\
                    """))
        .hasSize(10)
        .allSatisfy(row -> assertThat((String) row.get("risk_level")).isIn("high", "critical"));
  }

  private record Scores(
      List<Long> id,
      List<Long> timestamp,
      List<Float> risk,
      List<Byte> level,
      List<Byte> typology) {}

  private Scores scores(@Nullable String model) {
    Scores scores =
        new Scores(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    ScoreBlock block = new ScoreBlock(33);
    try (var reader = store().detections().scores(Selection.ALL, model)) {
      while (reader.next(block)) {
        for (int row = 0; row < block.size; row++) {
          scores.id.add(block.id[row]);
          scores.timestamp.add(block.timestamp[row]);
          scores.risk.add(block.totalRisk[row]);
          scores.level.add(block.level[row]);
          scores.typology.add(block.typology[row]);
        }
      }
    }
    return scores;
  }

  private StoredVerdict verdict(int sequence) {
    return store().detections().verdict(id(sequence - 1)).orElseThrow();
  }

  private static long flagged(long from, long to, int salt) {
    return Samples.reasons(Samples.verdicts(from, to, salt)).size();
  }

  private long rows(String table) {
    return (Long) store().query("SELECT count(*) AS n FROM " + table).getFirst().get("n");
  }

  private static String id(int i) {
    return Samples.transaction(i).id();
  }
}
