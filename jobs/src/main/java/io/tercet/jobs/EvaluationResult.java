package io.tercet.jobs;

import io.tercet.core.evaluation.Interval;
import java.util.List;
import java.util.Map;

/**
 * How good the verdicts are against labels.
 *
 * @param labelled transactions with a verdict and a label that counts
 * @param unmatched labels whose transaction has no verdict, or none in the window asked for
 * @param periods in order of time; the first one is all of them together
 * @param typologies recall of each typology that the labels name, worst first; may be empty
 * @param details all else
 */
public record EvaluationResult(
    long labelled,
    long unmatched,
    List<PeriodResult> periods,
    List<TypologyResult> typologies,
    EvaluationDetails details) {
  /** Copies the lists. */
  public EvaluationResult {
    periods = List.copyOf(periods);
    typologies = List.copyOf(typologies);
  }

  /**
   * A period.
   *
   * @param name {@code all}, {@code 2018-03} or {@code 2018Q1}
   * @param transactions with a label
   * @param frauds of them
   * @param layers {@code statistical}, {@code isolation_forest}, {@code autoencoder}, {@code total}
   * @param precisionAt k, and the share of frauds among the k transactions of highest risk (among
   *     all, if there are fewer)
   * @param accountPrecisionAt k, and the mean over days of the share of accounts with a fraud that
   *     day among the k accounts of highest risk that day; on a day with fewer accounts the places
   *     left count as misses
   * @param valueCaught share of the frauds' amount that lies in alerts; NaN if the frauds come to
   *     nothing
   * @param recall share of frauds that are alerts; NaN without frauds
   * @param alerts verdicts at or above the threshold
   * @param alertsPerDay alerts by days that have transactions
   * @param alertPrecision share of frauds among alerts; NaN without alerts
   * @param levels permille of transactions at or above medium, high and critical
   * @param precisionPerDay k, and the mean over days of the share of frauds among the k
   *     transactions of highest risk that day; places left count as misses
   * @param cardPrecisionAt the same as {@code accountPrecisionAt}, but accounts that were found on
   *     an earlier day are seen no more
   * @param valueCaughtInMedians as {@code valueCaught}, amounts divided by the median amount of
   *     their currency
   * @param queue what the daily queue finds
   * @param intervals 95 % intervals of the main figures, by the name they have in JSON
   */
  public record PeriodResult(
      String name,
      long transactions,
      long frauds,
      Map<String, LayerResult> layers,
      Map<Integer, Double> precisionAt,
      Map<Integer, Double> accountPrecisionAt,
      double valueCaught,
      double recall,
      long alerts,
      double alertsPerDay,
      double alertPrecision,
      Map<String, Double> levels,
      Map<Integer, Double> precisionPerDay,
      Map<Integer, Double> cardPrecisionAt,
      double valueCaughtInMedians,
      QueueResult queue,
      Map<String, Interval> intervals) {}

  /**
   * What reading the k highest risks of each day finds.
   *
   * @param perDay k
   * @param precision share of frauds among those read; NaN if nothing was
   * @param recall share of frauds that were read
   * @param valueCaught share of the frauds' amount, in medians of the currencies
   */
  public record QueueResult(int perDay, double precision, double recall, double valueCaught) {}

  /**
   * A layer's ranking.
   *
   * @param auroc area under the ROC curve; NaN if a class is absent
   * @param averagePrecision NaN without frauds
   */
  public record LayerResult(double auroc, double averagePrecision) {}

  /**
   * How much of a typology was found.
   *
   * @param typology as the labels name it
   * @param transactions of it
   * @param alerts of them, at or above the threshold
   * @param atBudget of them, among the highest risks of their day
   */
  public record TypologyResult(String typology, long transactions, long alerts, long atBudget) {}
}
