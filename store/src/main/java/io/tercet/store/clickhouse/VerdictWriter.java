package io.tercet.store.clickhouse;

import io.tercet.core.ensemble.VerdictBlock;
import io.tercet.store.DetectionStore.DetectionRun;
import io.tercet.store.DetectionStore.Reason;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the verdicts of one run. It remembers, two bits a transaction of the run, which have a
 * verdict of this model and which of another; a chunk of new ones is one insert and its commit.
 */
final class VerdictWriter {
  private static final String NUMBERS =
      """
      run_id, model, model_version, detected_at, statistical_score, isolation_forest_score,
      autoencoder_score, fused_score, total_risk_score, risk_level, final_decision, rules, typology,
      reasons_json, reasons_text\
      """;

  private final ClickHouseServer server;
  private final Lease lease;
  private final DetectionRun run;
  private final int number;
  private final int model;
  private final BitSet own = new BitSet();
  private final BitSet others = new BitSet();
  private final ScoreRows rows = new ScoreRows();

  VerdictWriter(ClickHouseServer server, Lease lease, DetectionRun run, int number, int model) {
    this.server = server;
    this.lease = lease;
    this.run = run;
    this.number = number;
    this.model = model;
    server.persist(this::readScored);
  }

  boolean isFor(DetectionRun progress) {
    return run.id().equals(progress.id());
  }

  /** Writes a chunk and the run's progress: with its last statement, all of it is there. */
  void write(DetectionRun progress, VerdictBlock verdicts, List<Reason> reasons) {
    BitSet fresh = new BitSet(verdicts.size);
    BitSet contested = new BitSet();
    for (int row = 0; row < verdicts.size; row++) {
      int bit = bit(verdicts.sequence[row]);
      fresh.set(row, !own.get(bit) && !others.get(bit));
      contested.set(row, others.get(bit));
    }
    Map<Integer, Reason> reasonOf = new HashMap<>();
    reasons.forEach(reason -> reasonOf.put(reason.row(), reason));
    server.persist(() -> attempt(progress, verdicts, reasonOf, fresh, contested));
    fresh.or(contested);
    fresh.stream().map(row -> bit(verdicts.sequence[row])).forEach(this::remember);
  }

  private void remember(int bit) {
    own.set(bit);
    others.clear(bit);
  }

  /** Every try has a stamp of its own, so one that failed half-way is never counted. */
  private boolean attempt(
      DetectionRun progress,
      VerdictBlock verdicts,
      Map<Integer, Reason> reasons,
      BitSet fresh,
      BitSet contested)
      throws Exception {
    long stamp = lease.nextStamp();
    insert(verdicts, reasons, fresh, stamp);
    if (!contested.isEmpty()) {
      long staged = lease.nextStamp();
      insert(verdicts, reasons, contested, staged);
      supersede(staged, stamp);
    }
    server.attempt(
        "INSERT INTO run_chunks SELECT %d, %d, %d, %d, %d WHERE %s"
            .formatted(
                number,
                stamp,
                progress.throughSequence(),
                progress.rows(),
                progress.alerts(),
                lease.isHeld()),
        Map.of());
    if (server.number("SELECT count() FROM run_chunks WHERE stamp = " + stamp) == 0) {
      throw lease.lost();
    }
    return true;
  }

  private void insert(
      VerdictBlock verdicts, Map<Integer, Reason> reasons, BitSet chosen, long stamp) {
    rows.block.clear();
    for (int row = chosen.nextSetBit(0); row >= 0; row = chosen.nextSetBit(row + 1)) {
      rows.add(verdicts, row, reasons.get(row), run, model, stamp);
    }
    server.insert("score_rows", rows.block, Long.toString(stamp));
  }

  /**
   * Verdicts of other models go out of force; this model's take their place, as they were if it has
   * judged the transaction before.
   */
  private void supersede(long staged, long stamp) throws Exception {
    String touched = "(SELECT sequence FROM score_rows WHERE stamp = %d)".formatted(staged);
    String before =
        "model = %d AND copied = 0 AND stamp IN (SELECT stamp FROM run_chunks) AND sequence IN %s"
            .formatted(model, touched);
    server.attempt(
        "INSERT INTO score_rows (sequence, stamp, %1$s, copied) SELECT sequence, %2$d, %1$s, 1 FROM score_rows WHERE %3$s"
            .formatted(NUMBERS, stamp, before),
        Map.of());
    server.attempt(
        "INSERT INTO score_rows (sequence, stamp, %1$s, copied) SELECT sequence, %2$d, %1$s, 0 FROM score_rows WHERE stamp = %3$d AND sequence NOT IN (SELECT sequence FROM score_rows WHERE %4$s)"
            .formatted(NUMBERS, stamp, staged, before),
        Map.of());
    server.attempt(
        "INSERT INTO superseded SELECT sequence, stamp, %d FROM scores WHERE model <> %d AND sequence IN %s"
            .formatted(stamp, model, touched),
        Map.of());
  }

  private boolean readScored() throws IOException {
    own.clear();
    others.clear();
    String sql =
        "SELECT sequence, toInt8(model = %d) FROM scores WHERE sequence > %d AND sequence <= %d"
            .formatted(model, run.afterSequence(), run.throughSequence());
    try (NativeReader reader = server.columns(sql)) {
      while (reader.nextBlock()) {
        for (int row = 0; row < reader.rows(); row++) {
          (reader.getByte(1, row) == 1 ? own : others).set(bit(reader.getLong(0, row)));
        }
      }
    }
    return true;
  }

  private int bit(long sequence) {
    return Math.toIntExact(sequence - run.afterSequence());
  }
}
