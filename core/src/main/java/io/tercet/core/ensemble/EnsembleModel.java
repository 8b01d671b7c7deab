package io.tercet.core.ensemble;

import io.tercet.core.detector.autoencoder.Autoencoder;
import io.tercet.core.detector.forest.IsolationForest;
import io.tercet.core.detector.statistical.StatisticalLayer;
import java.util.List;

/**
 * A trained ensemble: everything that a score needs besides the profiles. Immutable; a {@link
 * EnsembleScorer} carries what changes while scoring.
 *
 * @param options it was trained with
 * @param statistical tails of the features
 * @param typologies calibration of each typology, in order
 * @param forest learnt from the least suspicious
 * @param autoencoder learnt from the least suspicious
 * @param statisticalCalibration of the loudest typology's surprise
 * @param generalCalibration of the loudest general typology's surprise
 * @param forestCalibration of the forest's score
 * @param autoencoderCalibration of the autoencoder's score
 * @param blendCalibration of the layers' blend
 * @param fused what the rolling calibration starts with
 */
public record EnsembleModel(
    EnsembleOptions options,
    StatisticalLayer statistical,
    List<Calibration> typologies,
    IsolationForest forest,
    Autoencoder autoencoder,
    Calibration statisticalCalibration,
    Calibration generalCalibration,
    Calibration forestCalibration,
    Calibration autoencoderCalibration,
    Calibration blendCalibration,
    RollingCalibration fused) {

  public EnsembleModel {
    typologies = List.copyOf(typologies);
  }

  /** A scorer for one thread that has scored nothing yet. */
  public EnsembleScorer scorer() {
    return new EnsembleScorer(this, fused.copy());
  }

  /** A scorer that goes on from {@code rolling}. */
  public EnsembleScorer scorer(RollingCalibration rolling) {
    return new EnsembleScorer(this, rolling.copy());
  }

  /** A scorer of layers for one thread; several may work on one run's blocks. */
  public LayerScorer layerScorer() {
    return new LayerScorer(this);
  }
}
