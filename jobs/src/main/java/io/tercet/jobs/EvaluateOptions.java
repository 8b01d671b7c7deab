package io.tercet.jobs;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to evaluate.
 *
 * @param maturityMicros a label counts once its transaction is so old, ≥ 0
 * @param asOfMicros when one looks; null for the time of the newest transaction in the store
 * @param afterTraining whether to leave out transactions that happened before the end of the window
 *     their model was trained on
 * @param budgetPerDay alerts a day, &gt; 0, from which the threshold follows; null for the
 *     threshold of the request
 * @param queuePerDay how many of a day's highest risks count as its queue, in hindsight; ≥ 1
 * @param youngDays an account is young for so many days after it was first seen, ≥ 1
 * @param youngTransactions of a newcomer, so many first ones make its score, ≥ 1
 * @param compare a model's version or a run's id to compare with; null for none
 * @param reviewed a random sample from below the threshold with labels; null for none
 * @param resamples of the bootstrap, in [100, 10,000]
 * @param seed of the bootstrap
 */
public record EvaluateOptions(
    long maturityMicros,
    @Nullable Long asOfMicros,
    boolean afterTraining,
    @Nullable Double budgetPerDay,
    int queuePerDay,
    int youngDays,
    int youngTransactions,
    @Nullable String compare,
    @Nullable Path reviewed,
    int resamples,
    long seed) {

  /** Every label counts at once, nothing is compared. */
  public static final EvaluateOptions DEFAULTS =
      new EvaluateOptions(0, null, false, null, 50, 30, 20, null, null, 400, 1);

  private static final int LEAST_RESAMPLES = 100;
  private static final int MOST_RESAMPLES = 10_000;

  /** Checks the ranges. */
  public EvaluateOptions {
    require(maturityMicros >= 0, "the maturity must be ≥ 0, got " + maturityMicros);
    require(
        budgetPerDay == null || (budgetPerDay > 0 && budgetPerDay < Double.POSITIVE_INFINITY),
        "the budget must be > 0 a day, got " + budgetPerDay);
    require(queuePerDay >= 1, "the daily queue must be ≥ 1, got " + queuePerDay);
    require(youngDays >= 1, "an account must be young for ≥ 1 days, got " + youngDays);
    require(
        youngTransactions >= 1,
        "a newcomer's first transactions must be ≥ 1, got " + youngTransactions);
    require(
        resamples >= LEAST_RESAMPLES && resamples <= MOST_RESAMPLES,
        "resamples must be in [%d, %d], got %d"
            .formatted(LEAST_RESAMPLES, MOST_RESAMPLES, resamples));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /** With another maturity, and when one looks. */
  public EvaluateOptions withMaturity(long micros, @Nullable Long asOf) {
    return new EvaluateOptions(
        micros,
        asOf,
        afterTraining,
        budgetPerDay,
        queuePerDay,
        youngDays,
        youngTransactions,
        compare,
        reviewed,
        resamples,
        seed);
  }

  /** Only what happened after a model's training window, or everything. */
  public EvaluateOptions withAfterTraining(boolean only) {
    return new EvaluateOptions(
        maturityMicros,
        asOfMicros,
        only,
        budgetPerDay,
        queuePerDay,
        youngDays,
        youngTransactions,
        compare,
        reviewed,
        resamples,
        seed);
  }

  /** With a budget of alerts a day, which is then the daily queue too; null for none. */
  public EvaluateOptions withBudget(@Nullable Double perDay) {
    int queue = perDay == null ? queuePerDay : (int) Math.max(1, Math.min(1e6, perDay));
    return new EvaluateOptions(
        maturityMicros,
        asOfMicros,
        afterTraining,
        perDay,
        queue,
        youngDays,
        youngTransactions,
        compare,
        reviewed,
        resamples,
        seed);
  }

  /** With another idea of youth. */
  public EvaluateOptions withYoungDays(int days) {
    return new EvaluateOptions(
        maturityMicros,
        asOfMicros,
        afterTraining,
        budgetPerDay,
        queuePerDay,
        days,
        youngTransactions,
        compare,
        reviewed,
        resamples,
        seed);
  }

  /** Compared with a model or run; null for none. */
  public EvaluateOptions withCompare(@Nullable String modelOrRun) {
    return new EvaluateOptions(
        maturityMicros,
        asOfMicros,
        afterTraining,
        budgetPerDay,
        queuePerDay,
        youngDays,
        youngTransactions,
        modelOrRun,
        reviewed,
        resamples,
        seed);
  }

  /** With a reviewed sample; null for none. */
  public EvaluateOptions withReviewed(@Nullable Path sample) {
    return new EvaluateOptions(
        maturityMicros,
        asOfMicros,
        afterTraining,
        budgetPerDay,
        queuePerDay,
        youngDays,
        youngTransactions,
        compare,
        sample,
        resamples,
        seed);
  }

  /** With another bootstrap. */
  public EvaluateOptions withBootstrap(int times, long newSeed) {
    return new EvaluateOptions(
        maturityMicros,
        asOfMicros,
        afterTraining,
        budgetPerDay,
        queuePerDay,
        youngDays,
        youngTransactions,
        compare,
        reviewed,
        times,
        newSeed);
  }
}
