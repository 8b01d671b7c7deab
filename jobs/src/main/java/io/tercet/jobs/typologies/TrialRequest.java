package io.tercet.jobs.typologies;

import io.tercet.core.ensemble.EnsembleOptions;

/**
 * What to try typologies on.
 *
 * @param options of the ensemble, its typologies among them
 * @param transactions of the generated traffic, in [20,000, 2,000,000]; all are held in memory
 * @param seed of the traffic and of training
 * @param budgetPerDay so many of each day's riskiest transactions are alerts, ≥ 1
 */
public record TrialRequest(EnsembleOptions options, int transactions, long seed, int budgetPerDay) {
  /** Alerts a day that a small team looks at. */
  public static final int DEFAULT_BUDGET = 50;

  /** Enough for some dozens of transactions of each fraud on the scored days. */
  public static final int DEFAULT_TRANSACTIONS = 400_000;

  private static final int LEAST = 20_000;
  private static final int MOST = 2_000_000;

  public TrialRequest {
    if (transactions < LEAST || transactions > MOST) {
      throw new IllegalArgumentException(
          "a trial needs %,d to %,d transactions, got %,d".formatted(LEAST, MOST, transactions));
    }
    if (budgetPerDay < 1) {
      throw new IllegalArgumentException("the budget must be ≥ 1 a day, got " + budgetPerDay);
    }
  }
}
