package io.tercet.core.ensemble;

import io.tercet.core.model.ModelFormatException;
import io.tercet.core.model.Tensors;
import java.util.Arrays;

/**
 * A calibration of the fused score against the latest scores, so that a risk keeps its meaning
 * while traffic drifts. The curve in force changes after every {@link #REFRESH} scores and at no
 * other time, so that it does not matter how rows are cut into blocks. Not safe for two threads at
 * once.
 *
 * <p>Small fused scores are suspicious. Scores are remembered by their bin.
 */
public final class RollingCalibration {
  /** Scores between two curves. */
  public static final int REFRESH = 1024;

  private static final int MAX_BINS = 1 << 11;
  private static final Calibration.Scale SCALE = Calibration.Scale.LOW_LOGARITHMIC;

  private final FloatBins bins;
  private final short[] window;
  private final int[] counts;
  private long seen;
  private Calibration curve;

  /** What a model starts with: bins and the window of its calibration sample. */
  private RollingCalibration(FloatBins bins, short[] window) {
    this.bins = bins;
    this.window = window;
    counts = new int[bins.bins()];
    for (short bin : window) {
      counts[bin]++;
    }
    curve = Calibration.of(bins, counts, SCALE);
  }

  /**
   * Starts with the latest of {@code scores[0, rows)}.
   *
   * @param windowSize how many scores are remembered at most, ≥ 1
   */
  public static RollingCalibration fit(float[] scores, int rows, int windowSize) {
    FloatBins bins = Calibration.bins(scores, rows, SCALE, MAX_BINS);
    int size = Math.min(rows, windowSize);
    short[] window = new short[size];
    for (int i = 0; i < size; i++) {
      window[i] = (short) bins.of(scores[rows - size + i]);
    }
    return new RollingCalibration(bins, window);
  }

  /** A calibration of its own in the same state. */
  public RollingCalibration copy() {
    RollingCalibration copy = new RollingCalibration(bins, window.clone());
    copy.seen = seen;
    copy.curve = curve;
    return copy;
  }

  /** The curve in force. */
  public Calibration curve() {
    return curve;
  }

  /** How many scores may be added before the curve changes, ≥ 1. */
  public int untilRefresh() {
    return REFRESH - (int) (seen % REFRESH);
  }

  /** Adds {@code fused[from, to)}, at most {@link #untilRefresh()} scores. */
  public void add(float[] fused, int from, int to) {
    if (to - from > untilRefresh()) {
      throw new IllegalArgumentException(
          "at most %d scores may be added, got %d".formatted(untilRefresh(), to - from));
    }
    for (int i = from; i < to && window.length > 0; i++) {
      int at = (int) ((seen + i - from) % window.length);
      counts[window[at]]--;
      window[at] = (short) bins.of(fused[i]);
      counts[window[at]]++;
    }
    seen += to - from;
    if (seen % REFRESH == 0) {
      curve = Calibration.of(bins, counts, SCALE);
    }
  }

  /** Writes all state under {@code prefix}. */
  public void writeTo(Tensors tensors, String prefix) {
    tensors.put(prefix + "bins", new int[] {bins.shift(), bins.first(), bins.bins()});
    tensors.put(prefix + "seen", new long[] {seen});
    int[] remembered = new int[window.length];
    Arrays.setAll(remembered, i -> window[i]);
    tensors.put(prefix + "window", remembered);
    curve.writeTo(tensors, prefix + "curve.");
  }

  /** Reads what {@link #writeTo} wrote. */
  public static RollingCalibration readFrom(Tensors tensors, String prefix)
      throws ModelFormatException {
    int[] layout = tensors.ints(prefix + "bins");
    long[] seen = tensors.longs(prefix + "seen");
    int[] remembered = tensors.ints(prefix + "window");
    if (layout.length != 3 || layout[2] < 1 || layout[2] > MAX_BINS || seen.length != 1) {
      throw new ModelFormatException("'" + prefix + "bins' or 'seen' is out of range");
    }
    short[] window = new short[remembered.length];
    for (int i = 0; i < remembered.length; i++) {
      if (remembered[i] < 0 || remembered[i] >= layout[2]) {
        throw new ModelFormatException("'" + prefix + "window' names bin " + remembered[i]);
      }
      window[i] = (short) remembered[i];
    }
    if (seen[0] < 0) {
      throw new ModelFormatException("'" + prefix + "seen' is negative: " + seen[0]);
    }
    return restored(tensors, prefix, layout, window, seen[0]);
  }

  private static RollingCalibration restored(
      Tensors tensors, String prefix, int[] layout, short[] window, long seen)
      throws ModelFormatException {
    FloatBins bins;
    try {
      bins = new FloatBins(layout[0], layout[1], layout[2]);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException("'" + prefix + "bins': " + e.getMessage());
    }
    RollingCalibration calibration = new RollingCalibration(bins, window);
    calibration.seen = seen;
    calibration.curve = Calibration.readFrom(tensors, prefix + "curve.");
    return calibration;
  }
}
