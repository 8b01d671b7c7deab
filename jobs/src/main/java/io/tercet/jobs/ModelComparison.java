package io.tercet.jobs;

import io.tercet.core.evaluation.DayBootstrap;
import io.tercet.core.evaluation.PairedTest;
import io.tercet.core.evaluation.PairedTest.Measured;
import io.tercet.core.evaluation.Ranking;
import io.tercet.core.evaluation.RankingFigures;
import io.tercet.core.evaluation.WeightedRanking;
import io.tercet.jobs.EvaluationDetails.Comparison;
import io.tercet.store.DetectionStore.DetectionRun;
import io.tercet.store.DetectionStore.ScoreReader;
import io.tercet.store.ModelRegistry.ModelRecord;
import io.tercet.store.ScoreBlock;
import io.tercet.store.Selection;
import io.tercet.store.Store;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/** Compares the verdicts with those of another model on the same transactions. */
final class ModelComparison {
  private static final int BLOCK = 8192;

  private final Store store;
  private final EvaluateRequest request;
  private final LabelledRows labelled;
  private final ScoredRows rows;

  private ModelComparison(Store store, EvaluateRequest request, LabelledRows labelled) {
    this.store = store;
    this.request = request;
    this.labelled = labelled;
    rows = labelled.rows();
  }

  /** A model, and the transactions for which it is asked. */
  private record Other(String version, Selection selection) {}

  /**
   * Compares.
   *
   * @param name a model's version or a run's id
   * @throws JobException if there is no such model, or it has not scored these transactions
   */
  static Comparison with(String name, Store store, EvaluateRequest request, LabelledRows labelled) {
    return new ModelComparison(store, request, labelled).with(name);
  }

  /** Makes sure that there is such a model, before anything is read. */
  static void requireKnown(String name, Store store, EvaluateRequest request) {
    other(name, store, request);
  }

  private Comparison with(String name) {
    Other other = other(name, store, request);
    String mine = mine();
    if (mine.equals(other.version)) {
      throw new JobException(
          "the verdicts are those of model %s already. Name the other one: --model VERSION --compare %s"
              .formatted(other.version, name));
    }
    float[] theirs = read(other);
    int[] common = common(theirs);
    if (common.length == 0) {
      throw new JobException(
          "model %s has no verdict on these transactions. Make them first: tercet detect --model %s --from %s --to %s"
              .formatted(other.version, other.version, day(0), day(rows.days())));
    }
    DayBootstrap bootstrap =
        DayBootstrap.draw(rows.days(), request.options().resamples(), request.options().seed());
    Measured one = measured(common, rows.riskColumn(ScoredRows.TOTAL), bootstrap);
    Measured two = measured(common, theirs, bootstrap);
    return new Comparison(
        mine,
        other.version,
        common.length,
        rows.size() - (long) common.length,
        PairedTest.of(one, two, RankingFigures::auroc),
        PairedTest.of(one, two, RankingFigures::averagePrecision));
  }

  private LocalDate day(int number) {
    return number == rows.days()
        ? LocalDate.ofEpochDay(rows.epochDay(number - 1) + 1L)
        : LocalDate.ofEpochDay(rows.epochDay(number));
  }

  private static Other other(String name, Store store, EvaluateRequest request) {
    if (store.models().find(name).isPresent()) {
      return new Other(name, request.selection());
    }
    Optional<DetectionRun> run =
        store.detections().runs(Integer.MAX_VALUE).stream()
            .filter(one -> one.id().equals(name))
            .findFirst();
    return run.map(found -> new Other(found.modelVersion(), within(found, request.selection())))
        .orElseThrow(() ->
            new JobException(
                "there is no model or run '%s'. 'tercet models' and 'tercet status' list them."
                    .formatted(name)));
  }

  private static Selection within(DetectionRun run, Selection asked) {
    Selection scored = run.selection();
    long from = Math.max(scored.fromMicros(), asked.fromMicros());
    return scored.between(from, Math.max(from, Math.min(scored.toMicros(), asked.toMicros())));
  }

  /** The model of the rows, if it is one. */
  private String mine() {
    if (rows.models() != 1) {
      return "verdicts in force";
    }
    ModelRecord model = store.models().numbered().get(rows.modelNumber(0));
    return model == null ? "verdicts in force" : model.version();
  }

  /** The other model's risk of each row, NaN where it has none. */
  private float[] read(Other other) {
    float[] theirs = new float[rows.size()];
    Arrays.fill(theirs, Float.NaN);
    ScoreBlock block = new ScoreBlock(BLOCK);
    try (ScoreReader reader = store.detections().scores(other.selection, other.version)) {
      while (reader.next(block)) {
        for (int i = 0; i < block.size; i++) {
          int label = labelled.labels().find(block.id[i]);
          int row = label < 0 ? LabelledRows.NO_ROW : labelled.rowOf(label);
          if (row != LabelledRows.NO_ROW) {
            theirs[row] = block.totalRisk[i];
          }
        }
      }
    }
    return theirs;
  }

  private static int[] common(float[] theirs) {
    int[] common = new int[theirs.length];
    int count = 0;
    for (int row = 0; row < theirs.length; row++) {
      if (!Float.isNaN(theirs[row])) {
        common[count++] = row;
      }
    }
    return Arrays.copyOf(common, count);
  }

  private Measured measured(int[] common, float[] risks, DayBootstrap bootstrap) {
    float[] risk = new float[common.length];
    boolean[] fraud = new boolean[common.length];
    int[] day = new int[common.length];
    for (int i = 0; i < common.length; i++) {
      risk[i] = risks[common[i]];
      fraud[i] = rows.isFraud(common[i]);
      day[i] = rows.day(common[i]);
    }
    Ranking ranking = Ranking.of(risk, 0, risk.length);
    return Measured.of(
        RankingFigures.of(ranking, fraud), WeightedRanking.of(ranking, fraud, day, 0), bootstrap);
  }
}
