package io.tercet.store.clickhouse;

import io.tercet.core.ensemble.VerdictBlock;
import io.tercet.store.DetectionStore.DetectionRun;
import io.tercet.store.DetectionStore.Reason;
import org.jspecify.annotations.Nullable;

/** Verdicts on their way into {@code score_rows}. */
final class ScoreRows {
  final NativeBlock block = new NativeBlock();

  private final NativeBlock.Column sequence = block.column("sequence", "Int64");
  private final NativeBlock.Column stamps = block.column("stamp", "Int64");
  private final NativeBlock.Column runId = block.column("run_id", "String");
  private final NativeBlock.Column models = block.column("model", "Int32");
  private final NativeBlock.Column version = block.column("model_version", "String");
  private final NativeBlock.Column detectedAt = block.column("detected_at", "DateTime64(6, 'UTC')");
  private final NativeBlock.Column statistical = block.column("statistical_score", "Float32");
  private final NativeBlock.Column forest = block.column("isolation_forest_score", "Float32");
  private final NativeBlock.Column autoencoder = block.column("autoencoder_score", "Float32");
  private final NativeBlock.Column fused = block.column("fused_score", "Float32");
  private final NativeBlock.Column total = block.column("total_risk_score", "Float32");
  private final NativeBlock.Column level = block.column("risk_level", "Int8");
  private final NativeBlock.Column decision = block.column("final_decision", "Int8");
  private final NativeBlock.Column rules = block.column("rules", "Int32");
  private final NativeBlock.Column typology = block.column("typology", "Int8");
  private final NativeBlock.Column json = block.column("reasons_json", "String");
  private final NativeBlock.Column text = block.column("reasons_text", "String");
  private final NativeBlock.Column copied = block.column("copied", "Int8");

  void add(
      VerdictBlock verdicts,
      int row,
      @Nullable Reason reason,
      DetectionRun run,
      int model,
      long stamp) {
    sequence.put(verdicts.sequence[row]);
    stamps.put(stamp);
    runId.put(run.id());
    models.put(model);
    version.put(run.modelVersion());
    detectedAt.put(StoredRows.micros(run.startedAt()));
    statistical.put(verdicts.statisticalRisk[row]);
    forest.put(verdicts.forestRisk[row]);
    autoencoder.put(verdicts.autoencoderRisk[row]);
    fused.put(verdicts.fusedScore[row]);
    total.put(verdicts.totalRisk[row]);
    level.put(verdicts.level[row]);
    decision.put(verdicts.decision[row]);
    rules.put(verdicts.rules[row]);
    typology.put(verdicts.typology[row]);
    json.put(reason == null ? "" : reason.json());
    text.put(reason == null ? "" : reason.text());
    copied.put((byte) 0);
  }
}
