package io.tercet.core.ensemble;

import io.tercet.core.detector.statistical.StatisticalLayer;
import java.util.Arrays;
import java.util.List;

/**
 * What the statistical layer says of every row of a window.
 *
 * @param inputs of forest and autoencoder: {@code inputs[d][row]}
 * @param general surprise of the loudest general typology, 0 if there is none
 * @param loudest surprise of the loudest typology
 */
@SuppressWarnings("ArrayRecordComponent") // identity is never asked of it
record Suspicion(float[][] inputs, float[] general, float[] loudest) {

  static Suspicion of(
      StatisticalLayer statistical, List<Calibration> typologies, TrainingWindow window) {
    float[][] inputs = new float[StatisticalLayer.DIRECTED.size()][window.rows()];
    float[] general = new float[window.rows()];
    float[] loudest = new float[window.rows()];
    Loudest voices = new Loudest(statistical.typologies(), typologies);
    byte[] index = new byte[EnsembleScorer.BLOCK];
    StatisticalLayer.Scorer scorer = statistical.scorer(EnsembleScorer.BLOCK);
    window.forBlocks(
        0,
        (block, at) -> {
          scorer.score(block);
          for (int d = 0; d < inputs.length; d++) {
            System.arraycopy(scorer.surprise[d], 0, inputs[d], at, block.size);
          }
          voices.find(scorer, block.size, index);
          System.arraycopy(voices.general, 0, general, at, block.size);
          System.arraycopy(voices.all, 0, loudest, at, block.size);
        });
    return new Suspicion(inputs, general, loudest);
  }

  /** The rows from {@code from} on. */
  Suspicion from(int from) {
    float[][] later = new float[inputs.length][];
    Arrays.setAll(later, d -> Arrays.copyOfRange(inputs[d], from, loudest.length));
    int rows = loudest.length;
    return new Suspicion(
        later,
        Arrays.copyOfRange(general, from, rows),
        Arrays.copyOfRange(loudest, from, loudest.length));
  }

  /**
   * Of the first {@code rows} rows, the share whose loudest typology is the quietest, in order; all
   * rows that are as quiet as the last of them.
   */
  float[][] leastSuspicious(double share, int rows) {
    float[] sorted = Arrays.copyOf(loudest, rows);
    Arrays.sort(sorted);
    int wanted = Math.min(rows, Math.max(2, (int) Math.ceil(share * rows)));
    float limit = sorted[wanted - 1];
    int[] chosen = new int[rows];
    int count = 0;
    for (int i = 0; i < rows; i++) {
      if (loudest[i] <= limit) {
        chosen[count++] = i;
      }
    }
    float[][] least = new float[inputs.length][count];
    for (int d = 0; d < inputs.length; d++) {
      for (int i = 0; i < count; i++) {
        least[d][i] = inputs[d][chosen[i]];
      }
    }
    return least;
  }
}
