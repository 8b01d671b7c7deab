package io.tercet.jobs.typologies;

import java.util.List;

/**
 * How typologies did on generated traffic.
 *
 * @param transactions scored, which the model had not learnt from
 * @param days that they span
 * @param alerts within the budget
 * @param frauds among the transactions
 * @param found frauds among the alerts
 * @param lookAlikes innocent transactions that resemble a fraud
 * @param lookAlikeAlerts those among the alerts
 * @param kinds of fraud, in the order of the simulation
 */
public record TrialResult(
    int transactions,
    int days,
    int alerts,
    int frauds,
    int found,
    int lookAlikes,
    int lookAlikeAlerts,
    List<Kind> kinds) {
  public TrialResult {
    kinds = List.copyOf(kinds);
  }

  /** Alerts on innocent transactions, look-alikes among them. */
  public int falseAlerts() {
    return alerts - found;
  }

  /** Share of look-alikes among the alerts, in [0, 1]; 0 without alerts. */
  public double lookAlikeShare() {
    return alerts == 0 ? 0 : (double) lookAlikeAlerts / alerts;
  }

  /**
   * A kind of fraud and its innocent look-alike.
   *
   * @param id of the simulated fraud
   * @param frauds its transactions
   * @param found those among the alerts
   * @param loudest id of the typology that most of the alerts on it name; empty without any
   * @param lookAlike id of the look-alike
   * @param lookAlikes its transactions
   * @param lookAlikeAlerts those among the alerts
   */
  public record Kind(
      String id,
      int frauds,
      int found,
      String loudest,
      String lookAlike,
      int lookAlikes,
      int lookAlikeAlerts) {
    /** Share of the fraud's transactions that are among the alerts; NaN without any. */
    public double recall() {
      return (double) found / frauds;
    }
  }
}
