package io.tercet.core.ensemble;

import io.tercet.core.detector.statistical.Typology;
import java.util.Arrays;
import java.util.List;

/**
 * What the typologies say of the held rows, as {@link Loudest} hears it in scoring.
 *
 * @param general −ln p of the loudest general typology of each row; 0 if there is none
 * @param special −ln p of the loudest special typology; 0 if there is none
 * @param all −ln p of the loudest
 */
@SuppressWarnings("ArrayRecordComponent") // identity is never asked of it
record HeldVoices(float[] general, float[] special, float[] all) {

  static HeldVoices of(HeldRows held, List<Typology> typologies, List<Calibration> calibrations) {
    int rows = held.rows();
    HeldVoices voices = new HeldVoices(new float[rows], new float[rows], new float[rows]);
    Arrays.fill(voices.all, CurveFit.MIN_SURPRISE);
    float[] surprise = new float[rows];
    for (int t = 0; t < typologies.size(); t++) {
      calibrations.get(t).apply(held.typologies()[t], 0, rows, surprise);
      raise(typologies.get(t).isGeneral() ? voices.general : voices.special, surprise);
      raise(voices.all, surprise);
    }
    return voices;
  }

  private static void raise(float[] loudest, float[] surprise) {
    for (int i = 0; i < loudest.length; i++) {
      loudest[i] = Math.max(loudest[i], surprise[i]);
    }
  }
}
