package io.tercet.core.evaluation;

/**
 * How much of all fraud the alerts find, though only alerts and a random sample of the rest were
 * reviewed: the only honest estimate of recall where nobody labels everything. The sample's frauds
 * stand for as many as their inclusion probability says (Horvitz, Thompson 1952), and for those
 * that were drawn but never reviewed too (Hájek 1971).
 *
 * @param alertFrauds estimated frauds among the alerts
 * @param missedFrauds estimated frauds below the threshold
 * @param missed interval of the frauds below the threshold
 * @param recall in [0, 1]; NaN if no fraud was found anywhere
 * @param interval of the recall, 95 % or more; [0, 1] if nothing is known
 */
public record RecallEstimate(
    double alertFrauds, double missedFrauds, Interval missed, double recall, Interval interval) {
  private static final double CONFIDENCE = 0.95;

  /**
   * A part of the traffic of which some rows were reviewed.
   *
   * @param rows all of them
   * @param reviewed of them, ≤ rows
   * @param frauds of those reviewed
   * @param share estimated share of frauds, in [0, 1]; with equal inclusion probabilities frauds /
   *     reviewed
   */
  public record Stratum(long rows, long reviewed, long frauds, double share) {
    /** Checks the order of the counts. */
    public Stratum {
      if (frauds < 0 || frauds > reviewed || reviewed > rows) {
        throw new IllegalArgumentException(
            "frauds ≤ reviewed ≤ rows must hold, got %d, %d, %d".formatted(frauds, reviewed, rows));
      }
    }

    /** A part whose reviewed rows are as likely as each other. */
    public static Stratum of(long rows, long reviewed, long frauds) {
      return new Stratum(rows, reviewed, frauds, reviewed == 0 ? 0 : (double) frauds / reviewed);
    }

    private Interval frauds(double confidence) {
      return reviewed == rows
          ? new Interval(frauds, frauds)
          : ExactInterval.binomial(frauds, reviewed, confidence).times(rows);
    }
  }

  /**
   * Estimates.
   *
   * @param alerts what is at or above the threshold
   * @param rest what is below
   */
  public static RecallEstimate of(Stratum alerts, Stratum rest) {
    boolean whole = alerts.reviewed == alerts.rows;
    // Where both are uncertain, each takes half of the error (Bonferroni).
    double confidence = whole ? CONFIDENCE : (1 + CONFIDENCE) / 2;
    Interval found = alerts.frauds(confidence);
    Interval missed = rest.frauds(confidence);
    double alertFrauds = whole ? alerts.frauds : alerts.share * alerts.rows;
    double missedFrauds = rest.share * rest.rows;
    return new RecallEstimate(
        alertFrauds,
        missedFrauds,
        missed,
        alertFrauds / (alertFrauds + missedFrauds),
        new Interval(share(found.low(), missed.high(), 0), share(found.high(), missed.low(), 1)));
  }

  private static double share(double found, double missed, double otherwise) {
    return found + missed == 0 ? otherwise : found / (found + missed);
  }
}
