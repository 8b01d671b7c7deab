package io.tercet.core.ensemble;

import io.tercet.core.detector.Detector;
import io.tercet.core.detector.statistical.StatisticalLayer;
import io.tercet.core.detector.statistical.Typology;
import io.tercet.core.ensemble.Calibration.Scale;
import java.util.ArrayList;
import java.util.List;

/**
 * What the statistical layer says of the rows of a window that calibrate; each is scored once, by
 * every layer, and all calibrations are made from that.
 *
 * @param typologies raw scores, {@code [typology][row]}
 * @param inputs of forest and autoencoder, {@code [d][row]}
 */
@SuppressWarnings("ArrayRecordComponent") // identity is never asked of it
record HeldRows(float[][] typologies, float[][] inputs) {

  static HeldRows of(StatisticalLayer statistical, TrainingWindow window) {
    int first = window.fitted();
    HeldRows held =
        new HeldRows(
            new float[statistical.typologies().size()][window.held()],
            new float[StatisticalLayer.DIRECTED.size()][window.held()]);
    window.forBlocks(
        first,
        window.rows(),
        () -> {
          StatisticalLayer.Scorer scorer = statistical.scorer(EnsembleScorer.BLOCK);
          return (block, at) -> {
            scorer.score(block);
            copy(scorer.typologies, block.size, held.typologies, at - first);
            copy(scorer.surprise, block.size, held.inputs, at - first);
          };
        });
    return held;
  }

  private static void copy(float[][] from, int rows, float[][] to, int at) {
    for (int k = 0; k < from.length; k++) {
      System.arraycopy(from[k], 0, to[k], at, rows);
    }
  }

  int rows() {
    return inputs[0].length;
  }

  /** The raw scores of a detector. */
  float[] scores(Detector detector) {
    float[] scores = new float[rows()];
    detector.scorer().score(inputs, rows(), scores);
    return scores;
  }

  /** The calibration of each typology. */
  List<Calibration> calibrate(List<Typology> all) {
    double general = generalWeight(all);
    List<Calibration> calibrations = new ArrayList<>();
    for (int t = 0; t < all.size(); t++) {
      Calibration fit = Calibration.fit(typologies[t], rows(), Scale.LOW_LOGARITHMIC);
      Typology typology = all.get(t);
      calibrations.add(fit.heard(typology.weight() / general, typology.heardBelow()));
    }
    return calibrations;
  }

  /**
   * Weights compare a typology with the loudest general one, which itself must not be made quieter:
   * it would no longer rank what it finds ordinary.
   */
  private static double generalWeight(List<Typology> typologies) {
    return typologies.stream()
        .filter(Typology::isGeneral)
        .mapToDouble(Typology::weight)
        .max()
        .orElse(1);
  }
}
