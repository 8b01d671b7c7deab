package io.tercet.core.ensemble;

/**
 * The risks from which a level begins.
 *
 * @param medium in (0, high]
 * @param high in [medium, critical]
 * @param critical in [high, 100]
 */
public record Thresholds(double medium, double high, double critical) {
  /** 60, 80, 95: one in 1,000, 10,000 and 56,000 of ordinary traffic. */
  public static final Thresholds STANDARD = new Thresholds(60, 80, 95);

  public Thresholds {
    if (!(medium > 0 && medium <= high && high <= critical && critical <= 100)) {
      throw new IllegalArgumentException(
          "thresholds must be 0 < medium ≤ high ≤ critical ≤ 100, got %s, %s, %s"
              .formatted(medium, high, critical));
    }
  }

  /** The level of {@code risk}. */
  public RiskLevel level(double risk) {
    if (risk < medium) {
      return RiskLevel.LOW;
    }
    return risk < high ? RiskLevel.MEDIUM : risk < critical ? RiskLevel.HIGH : RiskLevel.CRITICAL;
  }

  /** {@code approved} below medium, {@code review} for medium and high, {@code blocked} above. */
  public static Decision decision(RiskLevel level) {
    return switch (level) {
      case LOW -> Decision.APPROVED;
      case MEDIUM, HIGH -> Decision.REVIEW;
      case CRITICAL -> Decision.BLOCKED;
    };
  }
}
