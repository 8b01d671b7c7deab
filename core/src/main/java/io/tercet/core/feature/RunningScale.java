package io.tercet.core.feature;

/**
 * A running median and spread of positive numbers, robust against any single one: a histogram of
 * logarithms, an eighth of an octave a bin, whose counts are halved when they reach a bound, so
 * that it follows prices. Read at counts that depend on the number of values alone.
 */
final class RunningScale {
  private static final int BINS_PER_OCTAVE = 8;
  private static final int MIN_OCTAVE = -64;
  private static final int BINS = (100 - MIN_OCTAVE) * BINS_PER_OCTAVE;
  private static final int MAX_TOTAL = 1 << 15;
  private static final int REFRESH = 256;
  private static final double LN_PER_BIN = 0.6931471805599453 / BINS_PER_OCTAVE;
  // Quartiles of the normal distribution are 1.349 standard deviations apart.
  private static final double QUARTILES_PER_DEVIATION = 1.3489795003921634;
  private static final double MIN_SPREAD = 0.25;

  /** No logarithm in the histogram is larger. */
  private static final double MAX_LN = 100 * BINS_PER_OCTAVE * LN_PER_BIN;

  private final int[] counts = new int[BINS];
  private int total;
  private int sinceRefresh;
  private double lnMedian;
  private double median = 1;
  private double spread = 1;

  /** Whether no value was added yet. */
  boolean isEmpty() {
    return total == 0;
  }

  /** ln of the median; 0 before the first value. */
  double lnMedian() {
    return lnMedian;
  }

  /** The median; 1 before the first value. */
  double median() {
    return median;
  }

  /** Robust standard deviation of the logarithms, ≥ 0.25; 1 before the first value. */
  double spread() {
    return spread;
  }

  /** Adds the value whose logarithm is {@code ln}. */
  void add(double ln) {
    int bin = (int) Math.floor(ln / LN_PER_BIN) - MIN_OCTAVE * BINS_PER_OCTAVE;
    counts[Math.max(0, Math.min(BINS - 1, bin))]++;
    total++;
    sinceRefresh++;
    if (total < REFRESH ? (total & total - 1) == 0 || total % 16 == 0 : sinceRefresh >= REFRESH) {
      refresh();
    }
  }

  private void refresh() {
    sinceRefresh = 0;
    lnMedian = quantile(0.5);
    median = StrictMath.exp(lnMedian);
    double iqr = quantile(0.75) - quantile(0.25);
    // Few values say little of the spread: shrink towards 1, as if five values had said so.
    double measured = iqr / QUARTILES_PER_DEVIATION;
    spread = Math.max(MIN_SPREAD, (total * measured + 5) / (total + 5));
    if (total >= MAX_TOTAL) {
      halve();
    }
  }

  /** Interpolated within the bin. */
  private double quantile(double share) {
    double rank = share * total;
    int below = 0;
    int bin = 0;
    while (below + counts[bin] < rank) {
      below += counts[bin++];
    }
    double within = (rank - below) / counts[bin];
    return (bin + MIN_OCTAVE * BINS_PER_OCTAVE + within) * LN_PER_BIN;
  }

  private void halve() {
    total = 0;
    for (int i = 0; i < BINS; i++) {
      counts[i] >>>= 1;
      total += counts[i];
    }
  }

  /** Takes the values of {@code other}. */
  void copy(RunningScale other) {
    System.arraycopy(other.counts, 0, counts, 0, BINS);
    total = other.total;
    sinceRefresh = other.sinceRefresh;
    lnMedian = other.lnMedian;
    median = other.median;
    spread = other.spread;
  }

  void save(SnapshotOutput out) {
    out.writeInts(counts, BINS);
    out.writeInt(total);
    out.writeInt(sinceRefresh);
    out.writeLong(Double.doubleToRawLongBits(lnMedian));
    out.writeLong(Double.doubleToRawLongBits(spread));
  }

  /** Reads what {@link #save} wrote. */
  void load(SnapshotInput in) {
    in.readInts(counts, BINS);
    total = in.readInt();
    sinceRefresh = in.readInt();
    lnMedian = Double.longBitsToDouble(in.readLong());
    median = StrictMath.exp(lnMedian);
    spread = Double.longBitsToDouble(in.readLong());
    long sum = 0;
    int least = 0;
    for (int count : counts) {
      sum += count;
      least = Math.min(least, count);
    }
    boolean scaled = Math.abs(lnMedian) <= MAX_LN && spread >= MIN_SPREAD && spread <= 2 * MAX_LN;
    if (least < 0 || sum != total || total > MAX_TOTAL + REFRESH || !scaled) {
      throw new SnapshotException("the snapshot has an impossible scale of a currency");
    }
  }
}
