package io.tercet.jobs;

import io.tercet.core.ensemble.EnsembleModel;
import io.tercet.core.ensemble.EnsembleScorer;
import io.tercet.core.ensemble.LayerScorer;
import io.tercet.core.ensemble.VerdictBlock;
import io.tercet.core.explanation.Explainer;
import io.tercet.core.sanctions.Sanctions;
import io.tercet.core.transaction.Transaction;
import io.tercet.store.DetectionStore.DetectionRun;
import io.tercet.store.DetectionStore.Mode;
import io.tercet.store.DetectionStore.Reason;
import io.tercet.store.DetectionStore.UsedList;
import io.tercet.store.Selection;
import io.tercet.store.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scores transactions as they arrive, by the active model: for each, profiles are read, then
 * updated. The bits are those of {@link DetectJob} on the same transactions in the same order,
 * however they are cut into blocks. A transaction that comes late is scored when it arrives,
 * against what is known by then, as a run of detection after its import would score it. Not safe
 * for two threads at once.
 */
public final class LiveScoring {
  /** Transactions that are scored together at most. */
  public static final int MAX_ROWS = BlockFlow.ROWS;

  private final String modelVersion;
  private final EnsembleModel model;
  private final Sanctions sanctions;
  private final AlertRule alertRule;
  private final EngineState begin;
  private final Scoring scoring;
  private final LayerScorer layers;
  private final EnsembleScorer whatIf;
  private final FlowBlock block = new FlowBlock(MAX_ROWS);
  private final VerdictChunk chunk = new VerdictChunk(MAX_ROWS);
  private @Nullable Explainer explainer;

  private LiveScoring(
      String modelVersion, EnsembleModel model, EngineState begin, Sanctions sanctions) {
    this.modelVersion = modelVersion;
    this.model = model;
    this.begin = begin;
    this.sanctions = sanctions;
    double threshold = model.options().thresholds().medium();
    alertRule = new AlertRule(threshold, false);
    scoring = new Scoring(model, begin, alertRule, sanctions);
    layers = model.layerScorer();
    whatIf = model.scorer();
  }

  /**
   * Brings the engine to the end of the store, after scoring what is in it without a verdict.
   *
   * @param now becomes {@code detected_at} of verdicts that were missing
   * @throws JobException if no model is active, or it cannot be used
   */
  public static LiveScoring open(Store store, Sanctions sanctions, Instant now, Progress progress) {
    new DetectJob(store).run(DetectRequest.everythingNew().withSanctions(sanctions), now, progress);
    ModelFiles.Loaded loaded = ModelFiles.load(store.models(), null);
    DetectionRun next =
        arrival("", loaded.row().version(), store.detections().cursor(), now, loaded.model());
    BlockWork work = new BlockWork(store.transactions(), progress, BlockWork.usualThreads());
    EngineState state =
        new EngineHistory(store, next, loaded.model(), work)
            .beforeCursor(store.detections().latestCheckpoint());
    return new LiveScoring(loaded.row().version(), loaded.model(), state, sanctions);
  }

  /**
   * The same profiles under another model, whose calibration begins anew.
   *
   * @throws JobException if the model is unknown, cannot be used, or needs other profiles
   */
  public LiveScoring withModel(Store store, String version) {
    ModelFiles.Loaded loaded = ModelFiles.load(store.models(), version);
    if (!loaded.model().options().features().equals(model.options().features())) {
      throw new JobException(
          "model %s was trained with other bounds of profiles than %s. Activate it while the server is stopped."
              .formatted(version, modelVersion));
    }
    EngineState state = new EngineState(begin.engine(), loaded.model().fused());
    return new LiveScoring(version, loaded.model(), state, sanctions);
  }

  /** The model that scores. */
  public String modelVersion() {
    return modelVersion;
  }

  /** The risk from which a verdict is an alert and has reasons. */
  public double threshold() {
    return alertRule.threshold();
  }

  /** The lists in force, as a run's record names them. */
  public List<UsedList> lists() {
    return UsedLists.of(sanctions);
  }

  /** How many accounts and addresses have a profile. */
  public long entities() {
    return begin.engine().entities();
  }

  /** A run that begins after {@code after} and has scored nothing. */
  public DetectionRun run(String id, long after, Instant startedAt) {
    return arrival(id, modelVersion, after, startedAt, model);
  }

  private static DetectionRun arrival(
      String id, String version, long after, Instant startedAt, EnsembleModel model) {
    return new DetectionRun(
        id,
        version,
        Mode.ARRIVAL,
        after,
        after,
        Selection.ALL.fromMicros(),
        Selection.ALL.toMicros(),
        startedAt,
        model.options().thresholds().medium(),
        0,
        0);
  }

  /**
   * Verdicts, one a transaction in order.
   *
   * @param verdicts valid until the next call
   * @param reasons one an alert, with its row
   */
  public record Scored(VerdictBlock verdicts, List<Reason> reasons) {}

  /**
   * Scores transactions in their order and updates the profiles.
   *
   * @param transactions at most {@link #MAX_ROWS}
   * @param firstSequence the ingestion sequence number of the first; the others follow
   */
  public Scored score(List<Transaction> transactions, long firstSequence) {
    block.transactions.size = 0;
    for (int i = 0; i < transactions.size(); i++) {
      block.transactions.add(transactions.get(i), firstSequence + i);
    }
    chunk.clear();
    begin.engine().process(block.transactions, block.features);
    layers.score(block.features, block.verdicts, block.fused);
    scoring.keep(block, chunk);
    return new Scored(chunk.verdicts, reasons(transactions, firstSequence));
  }

  /** Scores a transaction as if it came next, and changes nothing. */
  public Scored preview(Transaction transaction) {
    block.transactions.size = 0;
    block.transactions.add(transaction, 0);
    chunk.clear();
    begin.engine().preview(block.transactions, block.features);
    whatIf.scoreAgainst(scoring.curve(), block.features, block.verdicts);
    sanctions.override(block.transactions, block.verdicts);
    if (block.verdicts.totalRisk[0] >= alertRule.threshold()) {
      chunk.flag(block, 0, scoring.curve());
    }
    chunk.append(block.verdicts);
    return new Scored(chunk.verdicts, reasons(List.of(transaction), 0));
  }

  private List<Reason> reasons(List<Transaction> transactions, long firstSequence) {
    if (!chunk.hasAlerts()) {
      return List.of();
    }
    Explainer known = explainer == null ? new Explainer(model) : explainer;
    explainer = known;
    return chunk.reasons(
        known,
        key -> currency(transactions, key),
        (behaviour, sequence) ->
            SanctionedParties.explain(
                behaviour, sanctions, transactions.get((int) (sequence - firstSequence))));
  }

  private String currency(List<Transaction> transactions, long key) {
    int row = 0;
    while (block.transactions.currency[row] != key) {
      row++;
    }
    return transactions.get(row).currency();
  }

  /** Names what can go on from {@link #save}'s content. */
  public String fingerprint() {
    return EngineState.fingerprint(model.options().features(), modelVersion);
  }

  /** Writes all that the next verdict depends on besides the model. */
  public void save(OutputStream out) throws IOException {
    scoring.state(begin).save(out);
  }
}
