package io.tercet.jobs;

import io.tercet.core.evaluation.Interval;
import io.tercet.core.evaluation.PairedTest;
import io.tercet.core.evaluation.RankingCurve;
import io.tercet.core.evaluation.RecallEstimate;
import io.tercet.jobs.EvaluationResult.LayerResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation says beside its periods.
 *
 * @param threshold the risk from which a verdict is an alert
 * @param coverage what became of the labels
 * @param verdictTypologies by the typology that spoke loudest, most alerts first
 * @param currencies most frauds first
 * @param young accounts that were new
 * @param days in order of time; those with labelled transactions
 * @param curve of the risk over all periods; empty if a class is absent
 * @param calibration of all verdicts, labelled or not
 * @param comparison with another model; null if none was asked for
 * @param sampledRecall null without a reviewed sample
 * @param notes what a reader should know, in sentences
 */
public record EvaluationDetails(
    double threshold,
    Coverage coverage,
    List<VerdictTypology> verdictTypologies,
    List<CurrencyResult> currencies,
    YoungResult young,
    List<DayResult> days,
    List<RankingCurve.Point> curve,
    CalibrationResult calibration,
    @Nullable Comparison comparison,
    @Nullable RecallEstimate sampledRecall,
    List<String> notes) {
  /** Copies the lists. */
  public EvaluationDetails {
    verdictTypologies = List.copyOf(verdictTypologies);
    currencies = List.copyOf(currencies);
    days = List.copyOf(days);
    curve = List.copyOf(curve);
    notes = List.copyOf(notes);
  }

  /**
   * What became of the labels.
   *
   * @param duplicates lines on a transaction that an earlier line had labelled
   * @param conflicts of those, how many said the opposite
   * @param immature with a verdict, but too young to count
   * @param asOf when one looks; null if every label counts at once
   * @param inTraining with a verdict, on transactions from before the end of their model's training
   *     window
   * @param trainingLeftOut whether those were left out
   */
  public record Coverage(
      long duplicates,
      long conflicts,
      long immature,
      @Nullable Instant asOf,
      long inTraining,
      boolean trainingLeftOut) {}

  /**
   * Verdicts for which one typology of the model spoke loudest.
   *
   * @param typology its id; {@code none} where none spoke
   * @param alerts at or above the threshold
   * @param right frauds among the alerts
   * @param frauds alerts or not
   */
  public record VerdictTypology(String typology, long alerts, long right, long frauds) {
    /** Share of frauds among the alerts; NaN without alerts. */
    public double precision() {
      return (double) right / alerts;
    }
  }

  /**
   * A currency.
   *
   * @param median of its labelled amounts above 0; NaN if there are none
   * @param fraudAmount of its frauds, in its unit
   * @param caughtAmount of those in alerts
   */
  public record CurrencyResult(
      String currency,
      long transactions,
      long frauds,
      double median,
      double fraudAmount,
      double caughtAmount) {}

  /**
   * Accounts that were new. The first days of the store, when every account looks new, are left
   * out.
   *
   * @param days an account is young for so long after it was first seen
   * @param transactions of young accounts
   * @param frauds of them
   * @param layers of these transactions
   * @param auroc interval of the risk's AUROC
   * @param accounts first seen in that time
   * @param fraudAccounts of them, with a fraud among their first transactions
   * @param firstTransactions at most so many of an account make its score, their mean risk
   * @param accountLayers of these accounts
   */
  public record YoungResult(
      int days,
      long transactions,
      long frauds,
      Map<String, LayerResult> layers,
      Interval auroc,
      long accounts,
      long fraudAccounts,
      int firstTransactions,
      Map<String, LayerResult> accountLayers) {}

  /** A day of labelled transactions. */
  public record DayResult(
      Instant day, long transactions, long frauds, long alerts, long caught, double meanRisk) {}

  /**
   * A comparison on the transactions that both have scored.
   *
   * @param model this one, or {@code verdicts in force}
   * @param other that it was compared with
   * @param transactions that both have scored
   * @param missing that only this one has scored
   */
  public record Comparison(
      String model,
      String other,
      long transactions,
      long missing,
      PairedTest auroc,
      PairedTest averagePrecision) {}
}
