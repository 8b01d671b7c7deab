package io.tercet.core.ensemble;

import io.tercet.core.detector.statistical.StatisticalLayer;
import io.tercet.core.detector.statistical.Typology;
import java.util.Arrays;
import java.util.List;

/**
 * The most surprising typology of each row of a block: any typology suffices. A special one is
 * looked at only in the rows that its gates leave, as it is silent in all others. For one thread;
 * allocates nothing per call.
 */
final class Loudest {
  private static final byte NO_TYPOLOGY = -1;

  /** −ln p of the loudest general typology; 0 if there is none. */
  final float[] general = new float[EnsembleScorer.BLOCK];

  /** −ln p of the loudest special typology; 0 where all are silent. */
  final float[] special = new float[EnsembleScorer.BLOCK];

  /** −ln p of the loudest of all, at least {@link CurveFit#MIN_SURPRISE}. */
  final float[] all = new float[EnsembleScorer.BLOCK];

  private final List<Typology> typologies;
  private final List<Calibration> calibrations;
  private final float[] surprise = new float[EnsembleScorer.BLOCK];

  /**
   * @param calibrations one a typology
   */
  Loudest(List<Typology> typologies, List<Calibration> calibrations) {
    this.typologies = typologies;
    this.calibrations = calibrations;
  }

  /**
   * Fills all from what the statistical layer has scored.
   *
   * @param index receives the loudest typology's index, −1 where none is heard
   */
  void find(StatisticalLayer.Scorer scored, int rows, byte[] index) {
    Arrays.fill(general, 0, rows, 0);
    Arrays.fill(special, 0, rows, 0);
    Arrays.fill(all, 0, rows, CurveFit.MIN_SURPRISE);
    Arrays.fill(index, 0, rows, NO_TYPOLOGY);
    for (int t = 0; t < typologies.size(); t++) {
      float[] kind = typologies.get(t).isGeneral() ? general : special;
      if (scored.opened[t] < rows && isSilentOutside(calibrations.get(t))) {
        hearOpen(t, scored, kind, index);
      } else {
        hearAll(t, scored.typologies[t], rows, kind, index);
      }
    }
  }

  private static boolean isSilentOutside(Calibration calibration) {
    return calibration.surprise(StatisticalLayer.NOT_APPLICABLE) <= CurveFit.MIN_SURPRISE;
  }

  private void hearAll(int t, float[] scores, int rows, float[] kind, byte[] index) {
    calibrations.get(t).apply(scores, 0, rows, surprise);
    for (int i = 0; i < rows; i++) {
      kind[i] = Math.max(kind[i], surprise[i]);
    }
    for (int i = 0; i < rows; i++) {
      hear(i, t, surprise[i], index);
    }
  }

  private void hearOpen(int t, StatisticalLayer.Scorer scored, float[] kind, byte[] index) {
    int[] open = scored.open[t];
    for (int k = 0; k < scored.opened[t]; k++) {
      int i = open[k];
      float heard = calibrations.get(t).surprise(scored.typologies[t][i]);
      kind[i] = Math.max(kind[i], heard);
      hear(i, t, heard, index);
    }
  }

  private void hear(int row, int t, float heard, byte[] index) {
    if (heard > all[row]) {
      all[row] = heard;
      index[row] = (byte) t;
    }
  }
}
