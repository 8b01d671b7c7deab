package io.tercet.benchmarks.quality;

import io.tercet.core.ensemble.VerdictBlock;
import java.util.Arrays;
import java.util.List;

/** What an ensemble said of the rows of a traffic; rows that it was not asked about are 0. */
final class Scores {
  /** Risk by the statistical layer alone. */
  final float[] statistical;

  /** Risk by the forest alone. */
  final float[] forest;

  /** Risk by the autoencoder alone. */
  final float[] autoencoder;

  /** The fused score before its calibration; comparable within one model only. */
  final float[] fused;

  /** The risk. */
  final float[] risk;

  /** Index of the loudest typology. */
  final byte[] typology;

  /** Score of a nearest-neighbour layer, which no ensemble has; empty unless it is asked for. */
  float[] neighbours = {};

  /** Room for {@code rows} rows. */
  Scores(int rows) {
    statistical = new float[rows];
    forest = new float[rows];
    autoencoder = new float[rows];
    fused = new float[rows];
    risk = new float[rows];
    typology = new byte[rows];
  }

  /** Takes over the verdicts of rows {@code [at, at + size)}. */
  void put(int at, VerdictBlock verdicts) {
    int n = verdicts.size;
    System.arraycopy(verdicts.statisticalRisk, 0, statistical, at, n);
    System.arraycopy(verdicts.forestRisk, 0, forest, at, n);
    System.arraycopy(verdicts.autoencoderRisk, 0, autoencoder, at, n);
    System.arraycopy(verdicts.fusedScore, 0, fused, at, n);
    System.arraycopy(verdicts.totalRisk, 0, risk, at, n);
    System.arraycopy(verdicts.typology, 0, typology, at, n);
  }

  /** The risk of some rows. */
  float[] risk(Span span) {
    return Arrays.copyOfRange(risk, span.from(), span.to());
  }

  /** The scores by name, the risk first. */
  List<Layer> layers() {
    return List.of(
        new Layer("risk", risk),
        new Layer("statistical", statistical),
        new Layer("forest", forest),
        new Layer("autoencoder", autoencoder),
        new Layer("fused", fused));
  }

  /** One of the scores, for all rows. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  record Layer(String name, float[] scores) {}
}
