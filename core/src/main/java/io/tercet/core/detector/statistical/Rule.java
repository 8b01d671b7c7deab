package io.tercet.core.detector.statistical;

/**
 * A fixed rule with points, as analysts write them.
 *
 * @param kind what is tested
 * @param weight points it adds when it is hit, in [0, 100]
 * @param threshold of the test, in the unit that the kind states
 */
public record Rule(Kind kind, double weight, double threshold) {
  /** The tests there are, in the order of their bits in a verdict. */
  public enum Kind {
    /** The amount is over {@code threshold} times the mean of the account's earlier amounts. */
    AMOUNT_OVER_MEAN(
        "amount_over_mean", 30, 10, "amount over %s times the account's mean", "times"),
    /** The hour is before {@code threshold}, UTC. */
    NIGHT("night", 10, 6, "between midnight and %s:00 UTC", "hour"),
    /** The account is younger than {@code threshold} days and the amount is high. */
    NEW_ACCOUNT_HIGH_AMOUNT(
        "new_account_high_amount",
        25,
        7,
        "account younger than %s days with a high amount",
        "days"),
    /** The account had fewer than {@code threshold} transactions and the amount is high. */
    FEW_TRANSACTIONS_HIGH_AMOUNT(
        "few_transactions_high_amount",
        20,
        5,
        "fewer than %s earlier transactions with a high amount",
        "transactions"),
    /** The fee is more than {@code threshold} of the amount. */
    HIGH_FEE_RATIO("high_fee_ratio", 15, 0.1, "fee over %s of the amount", "share");

    private final String id;
    private final double defaultWeight;
    private final double defaultThreshold;
    private final String text;
    private final String unit;

    Kind(String id, double defaultWeight, double defaultThreshold, String text, String unit) {
      this.id = id;
      this.defaultWeight = defaultWeight;
      this.defaultThreshold = defaultThreshold;
      this.text = text;
      this.unit = unit;
    }

    /** The name in files and reports. */
    public String id() {
      return id;
    }

    /** What the threshold is measured in. */
    public String unit() {
      return unit;
    }

    /** The rule as it is by default. */
    public Rule defaults() {
      return new Rule(this, defaultWeight, defaultThreshold);
    }
  }

  public Rule {
    if (!(weight >= 0 && weight <= 100)) {
      throw new IllegalArgumentException(
          "weight of rule '%s' must be in [0, 100], got %s".formatted(kind.id, weight));
    }
    if (!(threshold >= 0 && threshold < 1e9)) {
      throw new IllegalArgumentException(
          "threshold of rule '%s' must be in [0, 1e9), got %s".formatted(kind.id, threshold));
    }
  }

  /** The rule in words, for people. */
  public String text() {
    return kind.text.formatted(
        kind == Kind.HIGH_FEE_RATIO
            ? Math.round(threshold * 100) + " %"
            : threshold == Math.rint(threshold)
                ? Long.toString((long) threshold)
                : Double.toString(threshold));
  }

  /** Where it comes from. */
  public String source() {
    return "rules of the original system";
  }
}
