package io.tercet.core.ensemble;

import io.tercet.core.model.ModelFormatException;
import io.tercet.core.model.Tensors;
import java.util.Arrays;

/**
 * A calibration of the fused score whose tail follows the latest scores, so that a risk of an alert
 * keeps its meaning while traffic drifts. The body of the curve stays as it was trained: one
 * transaction in twenty may always be called unusual, but a burst of fraud that fills the window
 * does not make the next fraud look ordinary. The curve in force changes after every {@link
 * #REFRESH} scores and at no other time, so that it does not matter how rows are cut into blocks.
 * Not safe for two threads at once.
 *
 * <p>Large fused scores are suspicious. Scores are remembered by their bin. A window that starts
 * with few scores grows until it is full. Adding allocates nothing but, at a refresh, the curve: 17
 * kB.
 */
public final class RollingCalibration {
  /** Scores between two curves. */
  public static final int REFRESH = 4096;

  /** The largest window. */
  public static final int MAX_WINDOW = 1_000_000;

  private static final int MAX_BINS = 1 << 11;

  private static final Calibration.Scale SCALE = Calibration.Scale.HIGH_LOGARITHMIC;

  /** −ln of the share of the latest scores that the tail is: one in twenty. */
  private static final float TAIL = 2.9957323f;

  /** How far those are apart that training puts in the tail and the window does not. */
  private static final float NUANCE = 0.02f;

  private final FloatBins bins;
  private final WindowTail tail;
  private final float[] trained;
  private final short[] window;
  private final int[] counts;
  private int filled;
  private int next;
  private long seen;
  private Calibration curve;

  /**
   * Starts with remembered scores, oldest first.
   *
   * @param trained the curve of the training window: −ln p of each bin
   * @param window their bins, in its first {@code filled} places
   */
  private RollingCalibration(
      FloatBins bins, WindowTail tail, float[] trained, short[] window, int filled) {
    this.bins = bins;
    this.tail = tail;
    this.trained = trained;
    this.window = window;
    this.filled = filled;
    next = filled % window.length;
    counts = new int[bins.bins()];
    for (int i = 0; i < filled; i++) {
      counts[window[i]]++;
    }
    curve = fitCurve();
  }

  private RollingCalibration(RollingCalibration other) {
    bins = other.bins;
    tail = other.tail;
    trained = other.trained;
    window = other.window.clone();
    counts = other.counts.clone();
    filled = other.filled;
    next = other.next;
    seen = other.seen;
    curve = other.curve;
  }

  /**
   * Trains on {@code scores[0, rows)} and starts with the latest of them.
   *
   * @param windowSize how many scores are remembered at most, in [1, {@link #MAX_WINDOW}]
   */
  public static RollingCalibration fit(float[] scores, int rows, int windowSize) {
    if (windowSize < 1 || windowSize > MAX_WINDOW) {
      throw new IllegalArgumentException(
          "windowSize must be in [1, %d], got %d".formatted(MAX_WINDOW, windowSize));
    }
    FloatBins bins = Calibration.bins(scores, rows, SCALE, MAX_BINS);
    CurveFit fit = new CurveFit(bins, SCALE);
    int[] all = new int[bins.bins()];
    for (int i = 0; i < rows; i++) {
      all[bins.of(scores[i])]++;
    }
    int size = Math.min(rows, windowSize);
    short[] window = new short[windowSize];
    for (int i = 0; i < size; i++) {
      window[i] = (short) bins.of(scores[rows - size + i]);
    }
    return new RollingCalibration(bins, fit.tail(), fit.fit(all).table(), window, size);
  }

  /** A calibration of its own in the same state. */
  public RollingCalibration copy() {
    return new RollingCalibration(this);
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
    remember(fused, from, to);
    seen += to - from;
    if (to > from && seen % REFRESH == 0) {
      curve = fitCurve();
    }
  }

  /** The tail of the latest scores over the body of the trained ones; ascending like both. */
  private Calibration fitCurve() {
    float[] merged = new float[trained.length];
    int first = tail.fit(counts, filled, TAIL, merged);
    for (int b = 0; b < first; b++) {
      merged[b] = trained[b] < TAIL ? trained[b] : TAIL + NUANCE * (1 - TAIL / trained[b]);
    }
    for (int b = first; b < merged.length; b++) {
      merged[b] = Math.min(Calibration.MAX_SURPRISE, merged[b] + NUANCE);
    }
    return new Calibration(bins, merged);
  }

  private void remember(float[] scores, int from, int to) {
    int at = next;
    for (int i = from; i < to; i++) {
      if (filled == window.length) {
        counts[window[at]]--;
      } else {
        filled++;
      }
      int bin = bins.of(scores[i]);
      window[at] = (short) bin;
      counts[bin]++;
      at = at + 1 == window.length ? 0 : at + 1;
    }
    next = at;
  }

  /** Writes all state under {@code prefix}. */
  public void writeTo(Tensors tensors, String prefix) {
    tensors.put(prefix + "bins", new int[] {bins.shift(), bins.first(), bins.bins()});
    tensors.put(prefix + "trained", trained);
    tensors.put(prefix + "seen", new long[] {seen});
    tensors.put(prefix + "capacity", new int[] {window.length});
    int[] remembered = new int[filled];
    int oldest = filled == window.length ? next : 0;
    Arrays.setAll(remembered, i -> window[(oldest + i) % window.length]);
    tensors.put(prefix + "window", remembered);
    curve.writeTo(tensors, prefix + "curve.");
  }

  /** Reads what {@link #writeTo} wrote; goes on with the same bits. */
  public static RollingCalibration readFrom(Tensors tensors, String prefix)
      throws ModelFormatException {
    FloatBins bins = bins(tensors, prefix + "bins");
    long[] seen = tensors.longs(prefix + "seen");
    if (seen.length != 1 || seen[0] < 0 || seen[0] > Long.MAX_VALUE / 2) {
      throw new ModelFormatException("'" + prefix + "seen' is not a number of scores");
    }
    int[] remembered = tensors.ints(prefix + "window");
    int[] capacity = tensors.ints(prefix + "capacity");
    if (capacity.length != 1
        || capacity[0] < Math.max(1, remembered.length)
        || capacity[0] > MAX_WINDOW) {
      throw new ModelFormatException(
          "'%scapacity' must be one number that is at least the %d remembered scores, at most %d"
              .formatted(prefix, remembered.length, MAX_WINDOW));
    }
    short[] window = new short[capacity[0]];
    for (int i = 0; i < remembered.length; i++) {
      if (remembered[i] < 0 || remembered[i] >= bins.bins()) {
        throw new ModelFormatException("'" + prefix + "window' names bin " + remembered[i]);
      }
      window[i] = (short) remembered[i];
    }
    float[] trained = tensors.floats(prefix + "trained");
    if (trained.length != bins.bins()) {
      throw new ModelFormatException(
          "'%strained' must have %d values, got %d".formatted(prefix, bins.bins(), trained.length));
    }
    for (float value : trained) {
      Calibration.requireSurprise(prefix + "trained", value);
    }
    WindowTail tail = new CurveFit(bins, SCALE).tail();
    RollingCalibration calibration =
        new RollingCalibration(bins, tail, trained, window, remembered.length);
    calibration.seen = seen[0];
    calibration.curve = Calibration.readFrom(tensors, prefix + "curve.");
    return calibration;
  }

  private static FloatBins bins(Tensors tensors, String name) throws ModelFormatException {
    int[] layout = tensors.ints(name);
    if (layout.length != 3 || layout[2] > MAX_BINS) {
      throw new ModelFormatException(
          "'%s' must be a shift, a first bin and at most %d bins".formatted(name, MAX_BINS));
    }
    return FloatBins.read(name, layout[0], layout[1], layout[2]);
  }
}
