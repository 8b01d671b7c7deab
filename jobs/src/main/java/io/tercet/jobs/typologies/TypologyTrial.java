package io.tercet.jobs.typologies;

import io.tercet.core.ensemble.EnsembleModel;
import io.tercet.core.ensemble.EnsembleScorer;
import io.tercet.core.ensemble.EnsembleTrainer;
import io.tercet.core.ensemble.VerdictBlock;
import io.tercet.core.feature.Feature;
import io.tercet.core.feature.FeatureBlock;
import io.tercet.core.feature.FeatureEngine;
import io.tercet.core.simulation.SimulatedTransaction;
import io.tercet.core.simulation.SimulationOptions;
import io.tercet.core.simulation.TrafficSimulator;
import io.tercet.core.transaction.TransactionBlock;
import io.tercet.jobs.Progress;
import java.util.Arrays;

/**
 * Tries typologies on generated traffic that has every simulated fraud and its innocent look-alike:
 * an ensemble learns from the first 30 days and scores the others, and a team looks at the riskiest
 * transactions of each day. Depends on nothing but the request.
 */
public final class TypologyTrial {
  private static final int BLOCK = EnsembleScorer.BLOCK;
  private static final int TRAINED_DAYS = 30;
  private static final long DAY_MICROS = 86_400_000_000L;

  private final TrialRequest request;
  private final Progress progress;
  private final FeatureEngine engine;
  private final TransactionBlock transactions = new TransactionBlock(BLOCK);
  private final FeatureBlock features = new FeatureBlock(BLOCK);

  private TypologyTrial(TrialRequest request, Progress progress) {
    this.request = request;
    this.progress = progress;
    engine = new FeatureEngine(request.options().features());
  }

  /** Generates, trains, scores and counts. */
  public static TrialResult run(TrialRequest request, Progress progress) {
    return new TypologyTrial(request, progress).run();
  }

  private TrialResult run() {
    SimulationOptions simulation = SimulationOptions.of(request.transactions(), request.seed());
    progress.step("Generating", request.transactions());
    SimulatedTransaction[] all =
        TrafficSimulator.stream(simulation).toArray(SimulatedTransaction[]::new);
    progress.advance(all.length);
    long learntUntil = simulation.startMicros() + TRAINED_DAYS * DAY_MICROS;
    int trained = firstAt(all, learntUntil);
    EnsembleModel model = train(all, trained);
    int days = simulation.days() - TRAINED_DAYS;
    TrialScores scores = new TrialScores(all, trained, learntUntil, days, model.options());
    score(model, all, trained, scores);
    return scores.result(request.budgetPerDay());
  }

  private static int firstAt(SimulatedTransaction[] all, long micros) {
    int at = 0;
    while (at < all.length && all[at].transaction().timestampMicros() < micros) {
      at++;
    }
    return at;
  }

  private EnsembleModel train(SimulatedTransaction[] all, int rows) {
    float[][] columns = new float[Feature.count()][rows];
    progress.step("Computing features", rows);
    for (int at = 0; at < rows; at += BLOCK) {
      compute(all, at, Math.min(rows, at + BLOCK));
      for (int f = 0; f < columns.length; f++) {
        System.arraycopy(features.columns[f], 0, columns[f], at, features.size);
      }
      progress.advance(at + features.size);
    }
    progress.step("Training", rows);
    EnsembleModel model =
        new EnsembleTrainer(request.options()).train(columns, rows, request.seed());
    progress.advance(rows);
    return model;
  }

  private void score(EnsembleModel model, SimulatedTransaction[] all, int from, TrialScores out) {
    EnsembleScorer scorer = model.scorer();
    VerdictBlock verdicts = new VerdictBlock(BLOCK);
    progress.step("Scoring", all.length - from);
    for (int at = from; at < all.length; at += BLOCK) {
      compute(all, at, Math.min(all.length, at + BLOCK));
      scorer.score(transactions, features, verdicts);
      out.add(verdicts);
      progress.advance(at + verdicts.size - from);
    }
  }

  private void compute(SimulatedTransaction[] all, int from, int to) {
    progress.checkpoint();
    transactions.size = 0;
    Arrays.stream(all, from, to).forEach(row -> transactions.add(row.transaction(), 0));
    engine.process(transactions, features);
  }
}
