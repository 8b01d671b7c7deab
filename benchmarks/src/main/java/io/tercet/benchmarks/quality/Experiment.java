package io.tercet.benchmarks.quality;

import io.tercet.core.ensemble.EnsembleModel;
import io.tercet.core.ensemble.EnsembleOptions;
import io.tercet.core.ensemble.EnsembleScorer;
import io.tercet.core.ensemble.EnsembleTrainer;
import io.tercet.core.ensemble.VerdictBlock;
import io.tercet.core.feature.FeatureBlock;
import io.tercet.core.transaction.TransactionBlock;
import io.tercet.jobs.TrainRequest;
import java.util.Arrays;

/**
 * Trains on a part of a traffic and scores another, as the product does.
 *
 * @param traffic with its features
 * @param options of the ensemble
 * @param seed of all randomness
 */
record Experiment(Traffic traffic, EnsembleOptions options, long seed) {
  private static final int BLOCK = EnsembleScorer.BLOCK;

  /** Trains on the rows of {@code window}. */
  EnsembleModel train(Span window) {
    if (window.rows() > TrainRequest.DEFAULT_MAX_ROWS) {
      throw new IllegalArgumentException(
          "a window of %d rows is more than the product trains on".formatted(window.rows()));
    }
    float[][] columns = new float[traffic.features.columns.length][];
    Arrays.setAll(
        columns, f -> Arrays.copyOfRange(traffic.features.columns[f], window.from(), window.to()));
    return new EnsembleTrainer(options).train(columns, window.rows(), seed);
  }

  /** Scores the rows of {@code span} in order, from the calibration that the model came with. */
  void score(EnsembleModel model, Span span, Scores into) {
    EnsembleScorer scorer = model.scorer();
    TransactionBlock transactions = new TransactionBlock(BLOCK);
    FeatureBlock features = new FeatureBlock(BLOCK);
    VerdictBlock verdicts = new VerdictBlock(BLOCK);
    for (int at = span.from(); at < span.to(); at += BLOCK) {
      int rows = Math.min(BLOCK, span.to() - at);
      transactions.size = rows;
      copy(traffic.features, at, rows, features);
      scorer.score(transactions, features, verdicts);
      into.put(at, verdicts);
    }
  }

  /** Trains on one part and scores another. */
  void run(Span window, Span scored, Scores into) {
    EnsembleModel model = train(window);
    score(model, scored, into);
    if (into.neighbours.length > 0) {
      new NeighbourLayer(traffic, model, window, seed).score(scored, into.neighbours);
    }
  }

  static void copy(FeatureBlock from, int at, int rows, FeatureBlock to) {
    to.size = rows;
    for (int f = 0; f < to.columns.length; f++) {
      System.arraycopy(from.columns[f], at, to.columns[f], 0, rows);
    }
    System.arraycopy(from.usualAmount, at, to.usualAmount, 0, rows);
    System.arraycopy(from.usualAmountFeature, at, to.usualAmountFeature, 0, rows);
    System.arraycopy(from.customerCount, at, to.customerCount, 0, rows);
    System.arraycopy(from.hour, at, to.hour, 0, rows);
    System.arraycopy(from.amountToMean, at, to.amountToMean, 0, rows);
  }
}
