package io.tercet.core.ensemble;

import io.tercet.core.detector.statistical.StatisticalLayer;
import io.tercet.core.feature.FeatureBlock;
import java.util.Arrays;
import java.util.List;

/**
 * Chooses the rows that forest and autoencoder learn from: learning from everything would teach
 * frequent fraud as normal.
 */
record LeastSuspicious(StatisticalLayer statistical, List<Calibration> typologies) {
  /** More rows teach neither of them anything: together they look at fewer. */
  private static final int MOST = 1 << 17;

  /**
   * The inputs of the share of the fitted rows whose loudest typology is the quietest, in order; of
   * many, {@link #MOST} evenly spaced ones.
   */
  float[][] inputs(TrainingWindow window, double share) {
    int[] chosen = thinned(chosen(loudest(window), share), MOST);
    float[][] inputs = new float[StatisticalLayer.DIRECTED.size()][chosen.length];
    StatisticalLayer.Scorer scorer = statistical.scorer(EnsembleScorer.BLOCK);
    FeatureBlock block = new FeatureBlock(EnsembleScorer.BLOCK);
    for (int at = 0; at < chosen.length; at += block.size) {
      window.gather(chosen, at, block);
      scorer.score(block);
      for (int d = 0; d < inputs.length; d++) {
        System.arraycopy(scorer.surprise[d], 0, inputs[d], at, block.size);
      }
    }
    return inputs;
  }

  /** −ln p of each fitted row's loudest typology. */
  private float[] loudest(TrainingWindow window) {
    float[] loudest = new float[window.fitted()];
    window.forBlocks(
        0,
        window.fitted(),
        () -> {
          StatisticalLayer.Scorer scorer = statistical.scorer(EnsembleScorer.BLOCK);
          Loudest voices = new Loudest(statistical.typologies(), typologies);
          byte[] index = new byte[EnsembleScorer.BLOCK];
          return (block, at) -> {
            scorer.score(block);
            voices.find(scorer, block.size, index);
            System.arraycopy(voices.all, 0, loudest, at, block.size);
          };
        });
    return loudest;
  }

  /**
   * The rows of the quietest share, two at least, and all that are as quiet as the last of them.
   */
  static int[] chosen(float[] loudest, double share) {
    int rows = loudest.length;
    float[] sorted = loudest.clone();
    Arrays.sort(sorted);
    float limit = sorted[Math.min(rows, Math.max(2, (int) Math.ceil(share * rows))) - 1];
    int[] chosen = new int[rows];
    int count = 0;
    for (int i = 0; i < rows; i++) {
      chosen[count] = i;
      count += loudest[i] <= limit ? 1 : 0;
    }
    return Arrays.copyOf(chosen, count);
  }

  /** At most {@code most} of the rows, evenly spaced. */
  static int[] thinned(int[] rows, int most) {
    int[] thinned = new int[Math.min(rows.length, most)];
    Arrays.setAll(thinned, k -> rows[(int) ((long) k * rows.length / thinned.length)]);
    return thinned;
  }
}
