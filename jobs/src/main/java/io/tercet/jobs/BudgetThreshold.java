package io.tercet.jobs;

import io.tercet.core.ensemble.Risk;
import io.tercet.store.Store;

/** The threshold of an evaluation: as given, or as its budget of alerts a day asks. */
final class BudgetThreshold {
  private BudgetThreshold() {}

  /** The same rule by which detection turns a budget into a threshold. */
  static double of(Store store, EvaluateRequest request) {
    Double budget = request.options().budgetPerDay();
    if (budget == null) {
      return request.threshold();
    }
    double rowsPerDay = AlertRule.rowsPerDay(store.transactions(), request.selection());
    // A threshold of 0 would make everything an alert, which a budget never means.
    return Math.max(Math.ulp(1f), Risk.threshold(Math.min(1, budget / rowsPerDay)));
  }
}
